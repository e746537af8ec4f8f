// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The time out of sight, and the board still: for each person on his own page. */

import { t, tn } from "../../core/i18n";
import { Icon } from "./Icon";
import { frozen, timeHidden, waiting } from "./preferences";

/** "Verberg de tijd": only the end is shown, as a clock time. */
export function HideTimeButton() {
  return (
    <button
      type="button"
      class="codio-button codio-button--line codio-button--tiny"
      aria-pressed={timeHidden.value}
      onClick={() => (timeHidden.value = !timeHidden.value)}
    >
      {t("Hide the time")}
    </button>
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

/** "Bord stilzetten": what others do waits, and is counted. Its words stay: that it is pressed says the rest. */
export function FreezeButton() {
  const still = frozen.value;
  return (
    <button
      type="button"
      class="codio-button codio-button--line codio-button--tiny"
      aria-pressed={still}
      onClick={() => (frozen.value = !still)}
    >
      {t("Keep the board still")}
      {still && waiting.value > 0 && <span>{tn("({n} change waits)", "({n} changes wait)", waiting.value)}</span>}
    </button>
  );
}
