// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** A step that has been on for a while without its time: one calm line, and the button that starts it. */

import { useEffect } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { RunRecord } from "../../../protocol.gen";
import { Icon } from "../../parts/Icon";
import { ask } from "../console/asking";
import { useEvery } from "../../parts/useEvery";
import { isForgotten } from "../script/next";

const LOOK_AGAIN_MS = 1_000;

export function ForgottenClock({ run }: { run: RunRecord }) {
  const board = useBoard();
  useEvery(LOOK_AGAIN_MS);
  const forgotten = isForgotten(run, board.workshop.value?.minute_ms ?? 60_000, board.now());
  const words = t("The time of this step is not running yet.");
  useEffect(() => {
    if (forgotten) board.announce.say(words);
  }, [forgotten]);
  if (!forgotten) return null;
  return (
    <section class="codio-request" aria-label={t("The time stands still")}>
      <Icon name="clock" />
      <span>{words}</span>
      <button
        type="button"
        class="codio-button codio-button--line codio-button--tiny"
        aria-label={t("Start the time of this step")}
        onClick={() => void ask(board, { type: "start_timer", run_id: run.id })}
      >
        {t("Start")}
      </button>
    </section>
  );
}
