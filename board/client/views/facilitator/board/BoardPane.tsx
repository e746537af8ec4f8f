// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** All tables' notes in three columns, one kind at a time: all of them, or those that the facilitator looks for. */

import { choosesIn } from "../../step/choosing";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { Board, NoteView } from "../../../core/api";
import { Columns } from "../../columns/Columns";
import type { MenuItem, NoteTools } from "../../note/tools";
import { noteTitle } from "../../note/words";
import { notesShown } from "../../parts/preferences";
import { StillBar } from "../../parts/Still";
import { steadyNotes } from "../../parts/still-notes";
import { kindOf } from "../console/desk-tabs";
import { bring, canBring, isHere } from "../room/bringing";
import { BoardTools } from "./BoardTools";
import { EVERYTHING, found, isLooking, looking, pickedKind } from "./filters";
import { PickedBar } from "./PickedBar";
import { asked, picked, toggle } from "./together";

export function BoardPane() {
  const board = useBoard();
  const kind = pickedKind.value ?? kindOf(board.leaf.value);
  const every = steadyNotes(board);
  const all = every.filter((note) => note.content.type === kind);
  const shown = found(board, all, looking.value);
  const kinds = (["value", "action"] as const).filter((one) => one === kind || every.some((note) => note.content.type === one));
  const choosing = picked.value;
  const tools: NoteTools = {
    quiet: true,
    picking: choosing ? { has: (note) => choosing.has(note.id), toggle } : null,
    move: choosing === null,
    stack: true,
    // Where the script says that choosing comes later, it is in the menu alone.
    choose: board.leaf.value && choosesIn(board.leaf.value, board.leaves.value) ? true : "menu",
    hide: true,
    tables: true,
    menu: (note) => bringRow(board, note),
  };
  return (
    <div class="codio-desk__board">
      <div class="codio-desk__above">
        <StillBar />
        {choosing ? <PickedBar kind={kind} shown={shown} /> : <BoardTools {...{ kind, kinds, all, shown }} />}
      </div>
      <div class="codio-desk__columns" data-work-area="">
        <Columns key={kind} notes={shown} all={all} tools={tools} shows={notesShown.value} {...(isLooking(looking.value) ? { empty: t("Nothing here fits what you look for.") } : {})} />
      </div>
    </div>
  );
}

/**
 * In another step all notes of another kind are looked at, and none is picked; a question that is open about those that are picked is
 * answered first. For the desk, which stays while its tabs come and go.
 */
export function useNewStep(): void {
  const run = useBoard().run.value?.id ?? "";
  const before = useRef(run);
  const open = asked.value;
  useEffect(() => {
    if (before.current === run || open) return;
    before.current = run;
    looking.value = EVERYTHING;
    pickedKind.value = null;
    picked.value = null;
  }, [run, open]);
}

/** "Iedereen hierheen" in the menu of a note that the whole room sees. */
function bringRow(board: Board, note: NoteView): readonly MenuItem[] {
  const open = board.runs.value.find((run) => run.id === note.run_id)?.opened_to === "room";
  if (!canBring(board) || note.hidden || !open) return [];
  const label = isHere(board, "note", note.id) ? t("Let everybody go again") : t("Everybody here");
  return [{ key: "bring", label, icon: "people", act: () => void bring(board, "note", note.id, noteTitle(board, note)) }];
}
