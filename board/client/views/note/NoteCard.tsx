// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** One note, or a stack of notes that opens in place, with all its states. A list item: put it in a `codio-notes` list. */

import { useComputed } from "@preact/signals";
import { useBoard } from "../../core/context";
import type { NoteView } from "../../core/api";
import { useCardState } from "./card-state";
import { ChoiceForm } from "./ChoiceForm";
import { dragging } from "./drag";
import { tablesOf, tablesUnder } from "./from-table";
import { MoveButton } from "./MoveButton";
import { MoveMenu } from "./MoveMenu";
import { NoteFlags } from "./NoteFlags";
import { NoteFoot } from "./NoteFoot";
import { NotePick } from "./NotePick";
import { NoteQuick } from "./NoteQuick";
import { NoteMembers } from "./NoteMembers";
import { NoteStub, NoteWhy } from "./NoteText";
import { NotStored } from "./NotStored";
import { TableMarks } from "./TableMarks";
import { Stamp } from "../parts/Stamp";
import { useLate } from "../parts/useLate";
import { useWhole } from "./useWhole";
import { writtenIn } from "../parts/written-in";
import { NO_TOOLS, type Asking, type NoteTools } from "./tools";
import { noteSpoken, noteTitle } from "./words";

export interface NoteCardProps {
  note: NoteView;
  /** All notes of its stack, this one first. Left out: the note alone. */
  stack?: readonly NoteView[];
  tools?: NoteTools;
  /** A stamp before the title; inside a column the column's own stamp says it. */
  stamp?: boolean;
}

export function NoteCard({ note, stack = [note], tools = NO_TOOLS, stamp = true }: NoteCardProps) {
  const board = useBoard();
  const [{ spread, menu: menuOpen, asking }, open, openId] = useCardState(stack);
  const setSpread = (now: boolean) => open({ spread: now });
  const setMenuOpen = (now: boolean) => open({ menu: now });
  const setAsking = (now: Asking) => open({ asking: now });
  const lifted = useComputed(() => dragging.value?.noteId === note.id);
  const waiting = useLate(note.pending, 400);
  const title = noteTitle(board, note);
  const grouped = stack.length > 1;
  const foundation = note.content.type === "value" ? (board.content.foundationOf(note.content.value) ?? note.column) : note.column;
  const states = [
    note.mine && "own",
    waiting && "pending",
    note.failure && "failed",
    grouped && !spread && "group",
    note.verdict === "chosen" && "chosen",
    (note.verdict === "set_aside" || note.hidden) && "aside",
    note.moved && "moved",
    menuOpen && "open",
    (asking || (grouped && spread)) && "unfolded",
    lifted.value && "lifted",
  ].filter((state) => typeof state === "string");
  const looks = [tools.quiet && "codio-terse", tools.picking?.has(note) && "codio-terse--picked"].filter(Boolean);
  const tables = tools.tables ? tablesUnder(board, stack) : [];
  const from = tables.length > 0 ? tablesOf(board, stack) : "";
  const plain = tools.quiet && !tools.picking && !asking && !spread && !menuOpen && !note.failure;
  const whole = useWhole(plain === true, from ? `${from}: ${title}` : title);
  const head = (
    <div class="codio-note__head" {...whole}>
      {stamp && <Stamp foundation={foundation} />}
      <h3 class="codio-note__value" dir="auto" lang={note.content.type === "action" ? writtenIn(board) : undefined}>
        {tables.length > 0 && <TableMarks tables={tables} names={from} />}
        {title}
      </h3>
      {tools.picking && <NotePick title={title} on={tools.picking.has(note)} toggle={() => tools.picking?.toggle(stack)} />}
      {tools.quiet && !tools.picking && (
        <MoveButton quiet title={title} noteIds={stack.map((member) => member.id)} open={menuOpen} setOpen={setMenuOpen} />
      )}
    </div>
  );
  const flags = <NoteFlags {...{ note, spread, setSpread, waiting, from }} count={stack.length} />;
  const message = note.failure && <NotStored failure={note.failure} />;
  const members = grouped && spread && <NoteMembers stack={stack} tools={tools} />;
  const foot = asking ? (
    <ChoiceForm note={note} draftOf={openId} verdict={asking} onDone={() => setAsking(null)} />
  ) : (
    <NoteFoot {...{ note, stack, tools, menuOpen, setMenuOpen, setAsking }} />
  );
  return (
    <li
      class={[`codio-note codio-note--${note.content.type}`, ...states.map((state) => `codio-note--${state}`), ...looks].join(" ")}
      data-foundation={foundation}
      data-note={note.id}
      data-notes={stack.map((member) => member.id).join(" ")}
      data-draggable={tools.move && !note.failure ? "" : undefined}
      tabIndex={-1}
      onClick={(event) => {
        if (tools.picking && event.target instanceof Element && !event.target.closest("button, a, input, label")) tools.picking.toggle(stack);
      }}
    >
      <article class="codio-note__paper" aria-label={noteSpoken(board, note)}>
        {note.content.type === "value" ? (
          <>
            {head}
            {flags}
            <NoteWhy note={note} spread={grouped && spread} />
            {message}
            {members}
            {foot}
          </>
        ) : (
          <>
            <div class="codio-note__main">
              {head}
              {flags}
              {note.verdict && note.reason && <NoteWhy note={note} />}
              {message}
              {members}
            </div>
            <div class="codio-note__stub">
              {!(grouped && spread) && <NoteStub content={note.content} />}
              {foot}
            </div>
          </>
        )}
      </article>
      {tools.quiet && !tools.picking && !asking && <NoteQuick {...{ note, tools, setAsking }} />}
      {menuOpen && <MoveMenu {...{ note, stack, tools, setAsking }} close={() => setMenuOpen(false)} />}
    </li>
  );
}
