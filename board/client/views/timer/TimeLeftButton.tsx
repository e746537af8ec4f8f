// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** "Hoeveel tijd nog?": said, for who does not see the clock. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { leftInWords } from "./milestones";
import { timerState } from "./timer-state";

export function TimeLeftButton() {
  const board = useBoard();
  const run = board.run.value;
  const leaf = board.leaf.value;
  if (!run || !leaf) return null;
  const tell = () => board.announce.say(leftInWords(timerState(run, leaf.minutes, board.now(), board.workshop.value?.minute_ms).left_ms), "time");
  return (
    <button type="button" class="codio-button codio-button--line codio-button--tiny" onClick={tell}>
      {t("How much time is left?")}
    </button>
  );
}
