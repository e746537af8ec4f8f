// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The tables tell: who has the word, what that table chose and what it set aside, and its minute. */

import { t, tn } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { NoteKind, PitchRecord, TableRecord } from "../../../protocol.gen";
import { TableStamps, tableColour } from "../../table/TableStamps";
import { timeLeft } from "../../timer/timer-state";
import { Icon } from "../../parts/Icon";
import type { StepProps } from "../stage";
import { Sheet } from "../Sheet";
import { StepAsks } from "../StepAsks";
import { StepWhere } from "../StepWhere";
import { TalkStage } from "./TalkStage";
import { EndLine } from "../time";
import { useFit } from "../fit/useFit";

const BLOCK = "codio-screen-pitch";

export function PitchStage({ run, leaf }: StepProps) {
  const board = useBoard();
  const pitch = board.pitch.value;
  const table = board.tables.value.find((one) => one.id === pitch?.table_id);
  if (!pitch || !table) return <TalkStage run={run} leaf={leaf} />;
  return <Telling run={run} leaf={leaf} pitch={pitch} table={table} kind={leaf.sheet ?? leaf.kinds[0] ?? "value"} />;
}

function Telling({ run, leaf, pitch, table, kind }: StepProps & { pitch: PitchRecord; table: TableRecord; kind: NoteKind }) {
  const board = useBoard();
  const tables = board.tables.value;
  const next = tables[tables.indexOf(table) + 1];
  const speaker = board.sheetOf(table.id, kind)?.spokesperson;
  const stage = useFit();
  void board.tick.value;
  const left = Math.max(0, pitch.ends_at_ms - board.now());
  return (
    <main class={`codio-screen__stage ${BLOCK}`} id="main" ref={stage}>
      <header class={`${BLOCK}__head codio-sheet`} data-foundation={tableColour(table)}>
        <TableStamps table={table} size="huge" />
        <div>
          <StepWhere leaf={leaf} title />
          <h1 class={`${BLOCK}__table`}>{tn("{table} reports back", "{table} report back", table.foundations.length, { table: board.tableName(table) })}</h1>
          <p>
            {speaker && `${speaker}: `}
            {kind === "value" ? t("Our values, and why") : t("Our actions, and who does them")}
          </p>
        </div>
        <span class={`${BLOCK}__time codio-number${left > 0 ? "" : " codio-screen-time--last"}`} role="timer" aria-live="off">
          {timeLeft(left)}
        </span>
      </header>
      <Sheet table={table} kind={kind} />
      <StepAsks leaf={leaf} />
      <p class={`${BLOCK}__next`}>
        <span>{next && t("Next: {table}", { table: board.tableName(next) })}</span>
        {/* The minute of the table runs: that the step's own time was not started says nothing here. */}
        {left === 0 ? (
          <span class="codio-screen-time--last">
            <Icon name="bell" inline /> {t("The minute is up")}
          </span>
        ) : (
          run.timer_state !== "idle" && <EndLine run={run} leaf={leaf} block={BLOCK} />
        )}
      </p>
    </main>
  );
}
