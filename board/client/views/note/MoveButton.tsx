// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** "Verplaats", or "⋯" on a quiet note: opens the menu of a note. Takes the focus back after its note was moved. */

import { useRef } from "preact/hooks";
import { t } from "../../core/i18n";
import { useKeptFocus } from "../parts/focus";
import { Icon } from "../parts/Icon";

interface MoveButtonProps {
  title: string;
  noteIds: readonly string[];
  quiet?: boolean;
  open: boolean;
  setOpen(open: boolean): void;
}

export function MoveButton({ title, noteIds, quiet = false, open, setOpen }: MoveButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  useKeptFocus(noteIds, button);
  return (
    <button
      ref={button}
      type="button"
      class={quiet ? "codio-move codio-terse__more" : "codio-move"}
      aria-haspopup="menu"
      aria-expanded={open}
      aria-label={quiet ? t("More for {note}", { note: title }) : t("Move {note}", { note: title })}
      {...(quiet ? { "data-roving": "" } : {})}
      onClick={() => setOpen(!open)}
    >
      <Icon name={quiet ? "more" : "move"} />
      {!quiet && t("Move")}
    </button>
  );
}
