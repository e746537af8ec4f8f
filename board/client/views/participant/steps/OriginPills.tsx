// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The action notes of the table, to begin an action with; the chosen ones first. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { NoteView } from "../../../core/api";
import type { TableRecord } from "../../../protocol.gen";
import { Icon } from "../../parts/Icon";
import { gather } from "../../note/stacks";
import { noteTitle } from "../../note/words";

interface OriginPillsProps {
  id: string;
  table: TableRecord;
  chosen: readonly string[];
  onTake(note: NoteView): void;
  onLeave(noteId: string): void;
}

const LONGEST = 60;

export function OriginPills({ id, table, chosen, onTake, onLeave }: OriginPillsProps) {
  const board = useBoard();
  const usable = (note: NoteView) => note.content.type === "action" && note.order !== "" && !note.hidden && note.verdict !== "set_aside";
  const notes = board.notes.value.filter((note) => note.table_id === table.id && usable(note));
  const stacks = [...gather(notes)].sort((a, b) => Number(b.top.verdict === "chosen") - Number(a.top.verdict === "chosen"));
  if (stacks.length === 0) return null;
  return (
    <div class="codio-field" role="group" aria-labelledby={`${id}-label`}>
      <span class="codio-label" id={`${id}-label`}>
        {t("Out of which notes?")}
      </span>
      <p class="codio-pills">
        {stacks.map(({ top }) => {
          const taken = chosen.includes(top.id);
          const title = noteTitle(board, top);
          return (
            <button
              key={top.id}
              type="button"
              class="codio-pill"
              data-foundation={top.column}
              aria-pressed={taken}
              title={title}
              onClick={() => (taken ? onLeave(top.id) : onTake(top))}
            >
              {taken && <Icon name="check" />}
              {title.length > LONGEST ? `${title.slice(0, LONGEST - 1)}…` : title}
            </button>
          );
        })}
      </p>
    </div>
  );
}
