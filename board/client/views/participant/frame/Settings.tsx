// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What each person sets for themselves: time in view or not, the board still or not, how much is told. */

import { t } from "../../../core/i18n";
import { Details } from "../../parts/Details";
import { FreezeButton, HideTimeButton } from "../../parts/Still";
import { TimeLeftButton } from "../../timer/TimeLeftButton";
import { OtherDevice } from "./OtherDevice";
import { OtherLanguage } from "./OtherLanguage";
import { canStayAwake } from "../../parts/awake";
import { keptAwake, news, ownPace } from "../../parts/preferences";

const NEWS = ["all", "new", "none"] as const;

export function Settings() {
  const names = { all: t("everything"), new: t("only new notes"), none: t("nothing") };
  return (
    <Details summary={t("Time and quiet")}>
        <TimeLeftButton />
        <HideTimeButton />
        <FreezeButton />
        {canStayAwake && (
          <button
            type="button"
            class="codio-button codio-button--line codio-button--tiny"
            aria-pressed={keptAwake.value}
            onClick={() => (keptAwake.value = !keptAwake.value)}
          >
            {t("Keep my screen on")}
          </button>
        )}
        <OwnPace />
        <label class="codio-label">
          {t("Tell me about others' notes:")}
          <select
            class="codio-input"
            value={news.value}
            onChange={(event) => (news.value = NEWS.find((one) => one === event.currentTarget.value) ?? "new")}
          >
            {NEWS.map((one) => (
              <option key={one} value={one}>
                {names[one]}
              </option>
            ))}
          </select>
        </label>
        <OtherDevice />
        <OtherLanguage />
    </Details>
  );
}

/** Time of one's own (A11Y-10e): nobody else is told, and nobody waits. What is written late lies on the table as "Added later". */
export function OwnPace() {
  return (
    <button type="button" class="codio-button codio-button--line codio-button--tiny" aria-pressed={ownPace.value} onClick={() => (ownPace.value = !ownPace.value)}>
      {t("Let me write on when the time is up")}
    </button>
  );
}
