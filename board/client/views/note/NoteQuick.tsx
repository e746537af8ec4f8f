// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What is done most, on a quiet note while it is pointed at or has the focus. All of it stands in its menu too. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { NoteView } from "../../core/api";
import { Icon } from "../parts/Icon";
import { named } from "../parts/named";
import { choose, hide } from "./moves";
import type { Asking, NoteTools } from "./tools";
import { noteTitle } from "./words";

export function NoteQuick({ note, tools, setAsking }: { note: NoteView; tools: NoteTools; setAsking(asking: Asking): void }) {
  const board = useBoard();
  const title = noteTitle(board, note);
  const canChoose = tools.choose === true && note.order !== "" && !note.hidden;
  return (
    <div class="codio-terse__quick">
      {canChoose && note.verdict === null && (
        <button type="button" class="codio-move" aria-label={t("Choose {note}", { note: title })} onClick={() => setAsking("chosen")}>
          <Icon name="check" />
          {t("Choose")}
        </button>
      )}
      {canChoose && note.verdict !== null && (
        <button
          type="button"
          class="codio-move"
          aria-label={named(t("Back on the table"), title)}
          onClick={() => void choose(board, note, null, "")}
        >
          <Icon name="undo" />
          {t("Back on the table")}
        </button>
      )}
      {tools.hide && (
        <button
          type="button"
          class="codio-move"
          aria-label={named(note.hidden ? t("Show again") : t("Hide"), title)}
          onClick={() => void hide(board, note, !note.hidden)}
        >
          <Icon name="off" />
          {note.hidden ? t("Show again") : t("Hide")}
        </button>
      )}
    </div>
  );
}
