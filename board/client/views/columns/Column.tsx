// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** One foundation's sheet with its notes: a section with a heading and a count, stacks gathered, a place to drop. */

import { Fragment } from "preact";
import { useMemo, useRef } from "preact/hooks";
import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { NoteView } from "../../core/api";
import type { FoundationId } from "../../protocol.gen";
import { dragging } from "../note/drag";
import { NoteCard } from "../note/NoteCard";
import { gather } from "../note/stacks";
import { walk } from "./roving";
import { usePlace } from "../parts/SkipLinks";
import { Stamp } from "../parts/Stamp";
import { NO_TOOLS, type NoteTools } from "../note/tools";
import { notesCounted } from "../note/words";
import { Told } from "../parts/Told";

export interface ColumnProps {
  foundation: FoundationId;
  /** The notes of this column, sorted. */
  notes: readonly NoteView[];
  tools?: NoteTools;
  empty?: string;
  /** False in silence: no count. */
  counted?: boolean;
}

export function Column({ foundation, notes, tools = NO_TOOLS, empty, counted = true }: ColumnProps) {
  const board = useBoard();
  const found = board.content.framework.foundations.find((one) => one.id === foundation);
  const name = board.content.foundationName(foundation);
  const stacks = gather(notes);
  const drag = dragging.value;
  const target = drag?.column === foundation ? drag : null;
  const slot = <li class="codio-slot" key="slot" aria-hidden="true" />;
  const heading = `column-${foundation}`;
  usePlace(heading, counted ? `${name}, ${notesCounted(notes.length)}` : name);
  return (
    <section class={`codio-column${target ? " codio-column--target" : ""}${stacks.length === 0 ? " codio-column--bare" : ""}`} data-foundation={foundation} data-column={foundation} aria-labelledby={heading}>
      <div class="codio-column__head">
        <Stamp foundation={foundation} size="large" />
        <div class="codio-column__name">
          <h2 class="codio-column__title" id={heading}>
            {counted ? (
              <>
                {/* In one piece, because a hidden piece of its own would be read with a space before its comma. */}
                <span aria-hidden="true">{name}</span>
                <span class="codio-visually-hidden">{`${name}, ${notesCounted(notes.length)}`}</span>
              </>
            ) : (
              name
            )}
          </h2>
          {found && <p class="codio-column__relation"><Told of={found.relation} /></p>}
        </div>
        {counted && (
          <span class="codio-column__count" aria-hidden="true">
            {notesCounted(notes.length)}
          </span>
        )}
      </div>
      {stacks.length === 0 && <p class="codio-column__empty">{empty ?? t("Notes will come here.")}</p>}
      <ul class="codio-notes" onKeyDown={walk}>
        {target && target.afterId === "" && slot}
        {stacks.map((stack) => (
          <Fragment key={stack.top.id}>
            <Card notes={stack.notes} tools={tools} />
            {target?.afterId === stack.top.id && slot}
          </Fragment>
        ))}
      </ul>
    </section>
  );
}

/** One stack. It is drawn anew when one of its notes is another, and not because something else on the board is. */
function Card({ notes, tools }: { notes: readonly NoteView[]; tools: NoteTools }) {
  const kept = useRef(notes);
  if (notes.length !== kept.current.length || notes.some((note, at) => note !== kept.current[at])) kept.current = notes;
  const stack = kept.current;
  return useMemo(() => stack[0] && <NoteCard note={stack[0]} stack={stack} tools={tools} stamp={false} />, [stack, tools]);
}
