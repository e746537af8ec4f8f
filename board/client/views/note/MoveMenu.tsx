// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Everything that dragging can do and more, as the menu of a note. It gives the focus back to "Verplaats", or to "⋯". */

import { useState } from "preact/hooks";
import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { NoteView } from "../../core/api";
import { keepFocusOn } from "../parts/focus";
import { MenuList } from "../parts/MenuList";
import { companyOf } from "./company";
import { menuGroups, type MenuPage } from "./menu-groups";
import { useScope, type Asking, type NoteTools } from "./tools";
import { noteTitle } from "./words";

interface MoveMenuProps {
  note: NoteView;
  stack: readonly NoteView[];
  tools: NoteTools;
  setAsking(asking: Asking): void;
  close(): void;
}

export function MoveMenu({ note, stack, tools, setAsking, close }: MoveMenuProps) {
  const board = useBoard();
  const scope = companyOf(board.runs.value, useScope(), note);
  const [page, setPage] = useState<MenuPage>("main");
  const title = noteTitle(board, note);
  return (
    <MenuList
      label={tools.quiet ? t("More for {note}", { note: title }) : t("Move {note}", { note: title })}
      groups={menuGroups({ board, scope, note, stack, tools, page, setPage, setAsking })}
      page={page}
      close={(back) => {
        if (back) keepFocusOn(note.id);
        close();
      }}
    />
  );
}
