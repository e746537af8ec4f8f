// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What each person sets for themselves: time in view or not, the board still or not, how much is told. */

import { t, tn } from "../../../core/i18n";
import { Details } from "../../parts/Details";
import { Icon } from "../../parts/Icon";
import { TimeLeftButton } from "../../timer/TimeLeftButton";
import { OtherDevice } from "./OtherDevice";
import { OtherLanguage } from "./OtherLanguage";
import { canStayAwake } from "../../parts/awake";
import { frozen, keptAwake, news, timeHidden, waiting } from "../../parts/preferences";

const NEWS = ["all", "new", "none"] as const;

export function Settings() {
  const names = { all: t("everything"), new: t("only new notes"), none: t("nothing") };
  return (
    <Details summary={t("Time and quiet")}>
        <TimeLeftButton />
        <button
          type="button"
          class="codio-button codio-button--line codio-button--tiny"
          aria-pressed={timeHidden.value}
          onClick={() => (timeHidden.value = !timeHidden.value)}
        >
          {t("Hide the time")}
        </button>
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

/** At the top of a step, for who stilled the board: why nothing moves, and what waits. */
export function StillBar() {
  if (!frozen.value) return null;
  return (
    <div class="codio-still">
      <Icon name="pause" />
      <span>
        {t("The board stands still.")} {waiting.value > 0 && tn("{n} change waits.", "{n} changes wait.", waiting.value)}
      </span>
      <button type="button" class="codio-button codio-button--line codio-button--tiny" onClick={() => (frozen.value = false)}>
        {t("Let the board go on")}
      </button>
    </div>
  );
}

/** "Bord stilzetten": what others do waits, and is counted. */
export function FreezeButton() {
  const still = frozen.value;
  return (
    <button
      type="button"
      class="codio-button codio-button--line codio-button--tiny"
      aria-pressed={still}
      onClick={() => (frozen.value = !still)}
    >
      {still ? t("Let the board go on") : t("Keep the board still")}
      {still && waiting.value > 0 && <span>{tn("({n} change waits)", "({n} changes wait)", waiting.value)}</span>}
    </button>
  );
}
