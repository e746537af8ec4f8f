// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The notes of an opened stack, one under the other. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { NoteView } from "../../core/api";
import { Icon } from "./Icon";
import { NoteStub } from "./NoteText";
import { takeOff } from "./moves";
import type { NoteTools } from "./tools";
import { noteTitle } from "./words";

export function NoteMembers({ stack, tools }: { stack: readonly NoteView[]; tools: NoteTools }) {
  const board = useBoard();
  return (
    <ul class="codio-note__members">
      {stack.map((note, at) => {
        const rest = stack[at === 0 ? 1 : 0];
        const title = noteTitle(board, note);
        return (
          <li class="codio-note__member" key={note.id}>
            <p>
              <strong>{title}</strong> {note.mine && <span class="codio-soft">{t("(yours)")}</span>}
            </p>
            {note.content.type === "value" ? note.content.why && <p>{note.content.why}</p> : <NoteStub content={note.content} />}
            {tools.stack && rest && (
              <button
                type="button"
                class="codio-move"
                aria-label={t("Take {note} off the stack", { note: title })}
                onClick={() => void takeOff(board, note, rest)}
              >
                <Icon name="undo" />
                {t("Take off the stack")}
              </button>
            )}
            {tools.remove && note.mine && tools.edit && (
              <button type="button" class="codio-move" onClick={() => tools.edit?.(note)}>
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
