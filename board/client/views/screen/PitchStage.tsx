// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The tables tell: who has the word, what that table chose, and its minute. */

import { t, tn } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { NoteKind, PitchRecord, TableRecord } from "../../protocol.gen";
import { chosenBy, whyOf } from "../facilitator/offers";
import type { Stack } from "../shared/stacks";
import { TableStamps, tableColour } from "../shared/TableStamps";
import { noteTitle } from "../shared/words";
import { timeLeft } from "../shared/timer-state";
import type { StageProps } from "./App";
import { TalkStage } from "./TalkStage";
import { EndLine } from "./time";
import { useFit } from "./useFit";

const BLOCK = "codio-screen-pitch";

/** Up to this many stand under each other, in larger type. */
const FEW = 3;

export function PitchStage({ run, leaf }: StageProps) {
  const board = useBoard();
  const pitch = board.pitch.value;
  const table = board.tables.value.find((one) => one.id === pitch?.table_id);
  if (!pitch || !table) return <TalkStage run={run} leaf={leaf} />;
  return <Telling run={run} leaf={leaf} pitch={pitch} table={table} kind={leaf.sheet ?? leaf.kinds[0] ?? "value"} />;
}

function Telling({ run, leaf, pitch, table, kind }: StageProps & { pitch: PitchRecord; table: TableRecord; kind: NoteKind }) {
  const board = useBoard();
  const tables = board.tables.value;
  const next = tables[tables.indexOf(table) + 1];
  const chosen = chosenBy(board.notes.value, table.id, kind);
  const speaker = board.sheetOf(table.id, kind)?.spokesperson;
  const stage = useFit(pitch.table_id, board.notes.value);
  void board.tick.value;
  const left = Math.max(0, pitch.ends_at_ms - board.now());
  return (
    <main class={`codio-screen__stage ${BLOCK}`} id="main" ref={stage}>
      <header class={`${BLOCK}__head codio-sheet`} data-foundation={tableColour(table)}>
        <TableStamps table={table} size="huge" />
        <div>
          <h1 class={`${BLOCK}__table`}>{tn("{table} tells", "{table} tell", table.foundations.length, { table: board.tableName(table) })}</h1>
          <p>
            {speaker && `${speaker}: `}
            {kind === "value" ? t("Our values, and why") : t("Our actions, and who does them")}
          </p>
        </div>
        <span class={`${BLOCK}__time codio-number`} role="timer" aria-live="off">
          {timeLeft(left)}
        </span>
      </header>
      {chosen.length > 0 ? (
        <ol class={`${BLOCK}__list${chosen.length <= FEW ? ` ${BLOCK}__list--few` : ""}`}>
          {chosen.map((stack) => (
            <Chosen key={stack.id} stack={stack} />
          ))}
        </ol>
      ) : (
        <p>{t("This table put nothing on its sheet.")}</p>
      )}
      <p class={`${BLOCK}__next`}>
        <span>{next && t("Next: {table}", { table: board.tableName(next) })}</span>
        {/* The minute of the table runs: that the step's own time was not started says nothing here. */}
        {run.timer_state !== "idle" && <EndLine run={run} leaf={leaf} block={BLOCK} />}
      </p>
    </main>
  );
}

function Chosen({ stack }: { stack: Stack }) {
  const board = useBoard();
  const { content, column } = stack.top;
  const under = content.type === "value" ? whyOf(stack) : content.actor && t("Who: {actor}", { actor: content.actor });
  return (
    <li class={`${BLOCK}__item`} data-foundation={column}>
      <b class={`${BLOCK}__value`}>{noteTitle(board, stack.top)}</b>
      {under && <span class={`${BLOCK}__meaning`}>{under}</span>}
    </li>
  );
}
