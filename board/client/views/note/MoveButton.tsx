// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** "Verplaats": opens the menu of a note. Takes the focus back after its note was moved. */

import { useRef } from "preact/hooks";
import { t } from "../../core/i18n";
import { useKeptFocus } from "../parts/focus";
import { Icon } from "../parts/Icon";

interface MoveButtonProps {
  title: string;
  noteIds: readonly string[];
  open: boolean;
  setOpen(open: boolean): void;
}

export function MoveButton({ title, noteIds, open, setOpen }: MoveButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  useKeptFocus(noteIds, button);
  return (
    <button
      ref={button}
      type="button"
      class="codio-move"
      aria-haspopup="menu"
      aria-expanded={open}
      aria-label={t("Move {note}", { note: title })}
      onClick={() => setOpen(!open)}
    >
      <Icon name="move" />
      {t("Move")}
    </button>
  );
}
