// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The sheet of a table that the facilitator put on the screen. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { NoteKind, TableRecord } from "../../../protocol.gen";
import { sourcesOf } from "../../table/offers";
import { asideAt } from "../../table/set-aside";
import { TableStamps, tableColour } from "../../table/TableStamps";
import type { StageProps } from "../stage";
import { Sheet } from "../Sheet";
import { StepWhere } from "../StepWhere";
import { Time } from "../time";
import { useFit } from "../fit/useFit";

const BLOCK = "codio-screen-pitch";

export function SheetStage({ run, leaf, table }: StageProps & { table: TableRecord }) {
  const board = useBoard();
  const stage = useFit();
  const kind = kindOf(leaf?.sheet ?? leaf?.kinds[0] ?? "value", (one) => holds(one));
  function holds(one: NoteKind): boolean {
    return sourcesOf(table, one, board.notes.value, board.items.value).length + asideAt(board, table, one).length > 0;
  }
  return (
    <main class={`codio-screen__stage ${BLOCK}`} id="main" ref={stage}>
      <header class={`${BLOCK}__head codio-sheet`} data-foundation={tableColour(table)}>
        <TableStamps table={table} size="huge" />
        <div>
          {leaf && <StepWhere leaf={leaf} title />}
          <h1 class={`${BLOCK}__table`}>{board.tableName(table)}</h1>
          <p>{kind === "value" ? t("Our values, and why") : t("Our actions, and who does them")}</p>
        </div>
        {run && leaf && <Time run={run} leaf={leaf} block="codio-screen-board" />}
      </header>
      <Sheet table={table} kind={kind} />
    </main>
  );
}

/** What the step is about, unless only the other sheet has something on it. */
function kindOf(own: NoteKind, holds: (kind: NoteKind) => boolean): NoteKind {
  const other = own === "value" ? "action" : "value";
  return !holds(own) && holds(other) ? other : own;
}
