// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** "2 mensen willen meer tijd": how many, never who, and one button that answers them all. */

import { t, tn } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { RunRecord } from "../../../protocol.gen";
import { Icon } from "../../parts/Icon";
import { ask } from "../console/asking";

const ANSWER_MINUTES = 2;

export function Requests({ run }: { run: RunRecord }) {
  const board = useBoard();
  const asking = board.desk.value?.asking ?? 0;
  if (asking === 0 || run.timer_state === "ended") return null;
  const minute_ms = board.workshop.value?.minute_ms ?? 60_000;
  const seconds = Math.max(1, Math.round((ANSWER_MINUTES * minute_ms) / 1000));
  return (
    <section class="codio-request" aria-label={t("Requests")}>
      <Icon name="clock" />
      <span>{tn("{n} person wants more time", "{n} people want more time", asking)}</span>
      <button
        type="button"
        class="codio-button codio-button--main codio-button--tiny"
        aria-label={tn("{n} minute more", "{n} minutes more", ANSWER_MINUTES)}
        onClick={() => void ask(board, { type: "add_time", run_id: run.id, seconds }, tn("{n} minute added", "{n} minutes added", ANSWER_MINUTES))}
      >
        <Icon name="plus" />
        {t("{n} min", { n: ANSWER_MINUTES })}
      </button>
    </section>
  );
}
