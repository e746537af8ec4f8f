// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The notes of an opened stack, one under the other. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { NoteView } from "../../core/api";
import { Icon } from "../parts/Icon";
import { Theirs } from "../parts/Theirs";
import { named } from "../parts/named";
import { NoteStub } from "./NoteText";
import { tablesOf } from "./from-table";
import { takeOff } from "./moves";
import type { NoteTools } from "./tools";
import { noteTitle } from "./words";

/** Characters of the why or the actor that tell one note from another. */
const TOLD_CHARACTERS = 40;

export function NoteMembers({ stack, tools }: { stack: readonly NoteView[]; tools: NoteTools }) {
  const board = useBoard();
  const mixed = tools.tables && new Set(stack.map((note) => note.table_id)).size > 1;
  return (
    <ul class="codio-note__members">
      {stack.map((note, at) => {
        const rest = stack[at === 0 ? 1 : 0];
        const title = noteTitle(board, note);
        return (
          <li class="codio-note__member" key={note.id}>
            <p>
              <strong>{title}</strong> {note.mine && <span class="codio-soft">{t("(yours)")}</span>}
              {mixed && <span class="codio-soft">{tablesOf(board, [note])}</span>}
            </p>
            {note.content.type === "value" ? note.content.why && <p dir="auto"><Theirs words={note.content.why} /></p> : <NoteStub content={note.content} />}
            {tools.stack && rest && (
              <button
                type="button"
                class="codio-move"
                aria-label={t("Take off the stack: {note}", { note: beginning(title, note, at) })}
                onClick={() => void takeOff(board, note, rest)}
              >
                <Icon name="undo" />
                {t("Take off the stack")}
              </button>
            )}
            {tools.remove && note.mine && tools.edit && (
              <button type="button" class="codio-move" aria-label={named(t("Change"), beginning(title, note, at))} onClick={() => tools.edit?.(note)}>
                <Icon name="edit" />
                {t("Change")}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** What tells this note from the others of its stack, which may have the same title; `at` from 0. */
function beginning(title: string, note: NoteView, at: number): string {
  const more = (note.content.type === "value" ? note.content.why : note.content.actor).trim();
  if (!more) return `${title}, ${at + 1}`;
  // By character, so that none is cut in two.
  const characters = [...more];
  return `${title}, ${characters.length > TOLD_CHARACTERS ? `${characters.slice(0, TOLD_CHARACTERS).join("").trimEnd()}…` : more}`;
}
