// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The board: three columns side by side, under each other on a phone. */

import { useRef } from "preact/hooks";
import type { NoteView } from "../../core/api";
import type { FoundationId } from "../../protocol.gen";
import { Column } from "./Column";
import { useDrag } from "../note/drag";
import { useGlide } from "./glide";
import { useOverview } from "./overview";
import { useRoving } from "./roving";
import { useNews } from "./news";
import type { NotesShown } from "../parts/preferences";
import { gather, inColumn } from "../note/stacks";
import { NO_TOOLS, ScopeContext, type NoteTools } from "../note/tools";
import { FOUNDATIONS } from "../../core/foundations";

export interface ColumnsProps {
  /** As they are to be shown: of `steadyNotes`. */
  notes: readonly NoteView[];
  tools?: NoteTools;
  /** Which column comes first; all three must be in it. */
  order?: readonly FoundationId[];
  /** Two notes side by side in a column, when there is room. */
  wide?: boolean;
  /** The opening: notes unfold once. */
  opening?: boolean;
  /** What an empty column says. */
  empty?: string;
  /** How much of each note is drawn; `overview` shows as many at once as the window holds. */
  shows?: NotesShown;
  /** Every note on the board, when `notes` are those that somebody looked for: notes move among all of them. */
  all?: readonly NoteView[];
}

export function Columns({ notes, tools = NO_TOOLS, order = FOUNDATIONS, wide = false, opening = false, empty, shows = "full", all = notes }: ColumnsProps) {
  const root = useRef<HTMLDivElement>(null);
  useDrag(root, notes, { tools, scope: all });
  useGlide(root, notes);
  useNews(all);
  useRoving(root);
  useOverview(root, shows === "overview", order.map((column) => gather(inColumn(notes, column)).length));
  const looks = [wide && "codio-columns--wide", shows !== "full" && `codio-columns--${shows}`, opening && "codio-board--opening", !tools.quiet && "codio-columns--lazy"];
  return (
    <ScopeContext.Provider value={all}>
      <div ref={root} data-go={all === notes ? undefined : "chosen undecided"} class={["codio-columns", ...looks].filter(Boolean).join(" ")}>
        {order.map((foundation) => (
          <Column key={foundation} foundation={foundation} notes={inColumn(notes, foundation)} tools={tools} {...(empty ? { empty } : {})} />
        ))}
      </div>
    </ScopeContext.Provider>
  );
}
