// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What each person sets for themselves: time in view or not, the board still or not, how much is told. */

import { t, tn } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { Details } from "../../parts/Details";
import { Icon } from "../../parts/Icon";
import { leftInWords } from "../../timer/milestones";
import { OtherDevice } from "./OtherDevice";
import { OtherLanguage } from "./OtherLanguage";
import { frozen, news, timeHidden, waiting } from "../../parts/preferences";
import { timerState } from "../../timer/timer-state";

const NEWS = ["all", "new", "none"] as const;

export function Settings() {
  const board = useBoard();
  const run = board.run.value;
  const leaf = board.leaf.value;
  const names = { all: t("everything"), new: t("only new notes"), none: t("nothing") };
  const tell = () => {
    if (run && leaf) board.announce.say(leftInWords(timerState(run, leaf.minutes, board.now(), board.workshop.value?.minute_ms).left_ms));
  };
  return (
    <Details summary={t("Time and quiet")}>
        {run && (
          <button type="button" class="codio-button codio-button--line codio-button--tiny" onClick={tell}>
            {t("How much time is left?")}
          </button>
        )}
        <button
          type="button"
          class="codio-button codio-button--line codio-button--tiny"
          aria-pressed={timeHidden.value}
          onClick={() => (timeHidden.value = !timeHidden.value)}
        >
          {t("Hide the time")}
        </button>
        <FreezeButton />
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
