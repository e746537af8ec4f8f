// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The buttons of a note. "Verplaats" stands last, always visible. */

import { t, tn } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { NoteView } from "../../core/api";
import { Icon } from "../parts/Icon";
import { named } from "../parts/named";
import { MoveButton } from "./MoveButton";
import { choose, takeAway } from "./moves";
import type { Asking, NoteTools } from "./tools";
import { noteTitle } from "./words";

export interface NoteFootProps {
  note: NoteView;
  stack: readonly NoteView[];
  tools: NoteTools;
  menuOpen: boolean;
  setMenuOpen(open: boolean): void;
  setAsking(asking: Asking): void;
}

export function NoteFoot({ note, stack, tools, menuOpen, setMenuOpen, setAsking }: NoteFootProps) {
  const board = useBoard();
  const title = noteTitle(board, note);
  const grouped = stack.length > 1;
  const mine = stack.filter((member) => member.mine).length;
  const canChoose = tools.choose === true && note.order !== "" && !note.hidden;
  if (tools.quiet) return null;
  return (
    <div class="codio-note__foot codio-note__foot--wrap">
      {canChoose && note.verdict === null && (
        <button type="button" class="codio-move codio-move--choose" aria-label={t("Choose {note}", { note: title })} onClick={() => setAsking("chosen")}>
          <Icon name="check" />
          {t("Choose")}
        </button>
      )}
      {canChoose && tools.aside && note.verdict === null && (
        <button type="button" class="codio-move codio-move--choose" aria-label={named(t("Set it aside"), title)} onClick={() => setAsking("set_aside")}>
          <Icon name="aside" />
          {t("Set it aside")}
        </button>
      )}
      {canChoose && note.verdict !== null && (
        <button
          type="button"
          class="codio-move codio-move--choose"
          aria-label={named(t("Back on the table"), title)}
          onClick={() => void choose(board, note, null, "")}
        >
          <Icon name="undo" />
          {t("Back on the table")}
        </button>
      )}
      {grouped && mine > 0 && <span>{tn("{n} of yours", "{n} of yours", mine)}</span>}
      {!grouped && note.mine && tools.edit && (
        <button type="button" class="codio-move" aria-label={t("Change {note}", { note: title })} onClick={() => tools.edit?.(note)}>
          <Icon name="edit" />
          {t("Change")}
        </button>
      )}
      {!grouped && note.mine && tools.remove && (
        <button type="button" class="codio-move" aria-label={named(t("Take away"), title)} onClick={() => void takeAway(board, note)}>
          <Icon name="close" />
          {t("Take away")}
        </button>
      )}
      {tools.extra?.(note)}
      {(tools.move || tools.hide) && (
        <MoveButton title={title} noteIds={stack.map((member) => member.id)} open={menuOpen} setOpen={setMenuOpen} />
      )}
    </div>
  );
}
