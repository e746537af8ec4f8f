// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The tables tell: who has the word, what that table chose and what it set aside, and its minute. */

import { t, tn } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { FoundationId, NoteKind, PitchRecord, TableRecord } from "../../../protocol.gen";
import { saidBy, sourcesOf, whyOf, type Source } from "../../table/offers";
import { offerName } from "../../table/offer-name";
import { asideAt, type Aside } from "../../table/set-aside";
import { TableStamps, tableColour } from "../../table/TableStamps";
import { timeLeft } from "../../timer/timer-state";
import type { StageProps } from "../stage";
import { StepAsks } from "../StepAsks";
import { StepWhere } from "../StepWhere";
import { TalkStage } from "./TalkStage";
import { EndLine } from "../time";
import { foundationOf } from "../Waiting";
import { useFit } from "../useFit";

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
  const chosen = sourcesOf(table, kind, board.notes.value, board.items.value);
  const aside = asideAt(board, table, kind);
  const speaker = board.sheetOf(table.id, kind)?.spokesperson;
  const stage = useFit(pitch.table_id, board.notes.value, board.items.value);
  void board.tick.value;
  const left = Math.max(0, pitch.ends_at_ms - board.now());
  return (
    <main class={`codio-screen__stage ${BLOCK}`} id="main" ref={stage}>
      <header class={`${BLOCK}__head codio-sheet`} data-foundation={tableColour(table)}>
        <TableStamps table={table} size="huge" />
        <div>
          <StepWhere leaf={leaf} title />
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
      <div class={aside.length > 0 ? `${BLOCK}__halves` : ""}>
        {chosen.length > 0 ? (
          <ol class={`${BLOCK}__list${chosen.length <= FEW ? ` ${BLOCK}__list--few` : ""}`}>
            {chosen.map((source) => (
              <Chosen key={source.kind === "stack" ? source.stack.id : source.item.item_id} source={source} foundation={foundationOf(source) ?? table.foundations[0]} />
            ))}
          </ol>
        ) : (
          <p>{aside.length === 0 ? t("This table put nothing on its sheet.") : t("This table set everything aside.")}</p>
        )}
        {aside.length > 0 && <Asides aside={aside} />}
      </div>
      <StepAsks leaf={leaf} />
      <p class={`${BLOCK}__next`}>
        <span>{next && t("Next: {table}", { table: board.tableName(next) })}</span>
        {/* The minute of the table runs: that the step's own time was not started says nothing here. */}
        {run.timer_state !== "idle" && <EndLine run={run} leaf={leaf} block={BLOCK} />}
      </p>
    </main>
  );
}

function Chosen({ source, foundation }: { source: Source; foundation: FoundationId | undefined }) {
  const board = useBoard();
  const said = saidBy(source);
  const actor = "actor" in said ? said.actor : "";
  const under = [actor && t("Who: {actor}", { actor }), whyOf(source)].filter(Boolean).join(". ");
  return (
    <li class={`${BLOCK}__item`} data-foundation={foundation}>
      <b class={`${BLOCK}__value`}>{offerName(board, source)}</b>
      {under && <span class={`${BLOCK}__meaning`}>{under}</span>}
    </li>
  );
}

function Asides({ aside }: { aside: readonly Aside[] }) {
  return (
    <section>
      <h2 class="codio-poster__heading">{t("Set aside")}</h2>
      <ul class={`${BLOCK}__asides`}>
        {aside.map(({ key, name, reason }) => (
          <li key={key}>
            <b>{name}</b>
            {reason && `: ${reason}`}
          </li>
        ))}
      </ul>
    </section>
  );
}
