// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What the writer wrote, with changing, taking away and another column. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { NoteView } from "../../../core/api";
import type { NoteKind } from "../../../protocol.gen";
import { NoteCard } from "../../note/NoteCard";
import { ScopeContext } from "../../note/tools";
import { usePlace } from "../../parts/SkipLinks";
import { UndoBar } from "../../sending/UndoBar";
import { notesCounted } from "../../note/words";
import { useOwnNotes, useWriter } from "./writer";

/** `undo` says that what was done last stands here: where no dock shows it. */
export function OwnNotes({ kinds, edit, undo = false }: { kinds: readonly NoteKind[]; edit(note: NoteView): void; undo?: boolean }) {
  const board = useBoard();
  const { behalf } = useWriter();
  const notes = useOwnNotes(kinds);
  const heading = behalf ? t("The notes of this person") : t("Your notes");
  usePlace("own-notes", heading);
  return (
    <section class="codio-own" aria-labelledby="own-notes">
      <h2 class="codio-heading" id="own-notes" tabIndex={-1}>
        {heading}
        <span class="codio-heading__aside codio-number">{notesCounted(notes.length)}</span>
      </h2>
      {undo && <UndoBar />}
      {notes.length === 0 && <p class="codio-soft">{t("Nothing yet. What you store comes here.")}</p>}
      <ScopeContext.Provider value={board.notes.value}>
        <ul class="codio-notes">
          {notes.map((note) => (
            <NoteCard key={note.id} note={note} tools={{ move: true, edit, remove: true }} />
          ))}
        </ul>
      </ScopeContext.Provider>
    </section>
  );
}
