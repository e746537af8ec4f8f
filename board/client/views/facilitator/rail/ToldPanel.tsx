// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What each who leads sets for himself: how much of what goes on is read aloud, the time in sight or not, the board still or not. */

import { t } from "../../../core/i18n";
import { Details } from "../../parts/Details";
import { FreezeButton, HideTimeButton } from "../../parts/Still";
import { news } from "../../parts/preferences";
import { TimeLeftButton } from "../../timer/TimeLeftButton";

const LEVELS = ["all", "new", "none"] as const;

export function ToldPanel() {
  const names = { all: t("Everything"), new: t("Summary"), none: t("Off") };
  return (
    <Details summary={t("Time, quiet and reading aloud")}>
      <TimeLeftButton />
      <HideTimeButton />
      <FreezeButton />
      <label class="codio-label">
        {t("What a screen reader is told of the room:")}
        <select class="codio-input" value={news.value} onChange={(event) => (news.value = LEVELS.find((one) => one === event.currentTarget.value) ?? "new")}>
          {LEVELS.map((one) => (
            <option key={one} value={one}>
              {names[one]}
            </option>
          ))}
        </select>
      </label>
    </Details>
  );
}
