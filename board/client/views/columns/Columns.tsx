// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The board: three columns side by side, under each other on a phone. */

import { useRef } from "preact/hooks";
import type { NoteView } from "../../core/api";
import type { FoundationId } from "../../protocol.gen";
import { Column } from "./Column";
import { useDrag } from "../note/drag";
import { useGlide } from "./glide";
import { useNews } from "./news";
import { useSteady } from "../parts/preferences";
import { inColumn } from "../note/stacks";
import { NO_TOOLS, ScopeContext, type NoteTools } from "../note/tools";
import { FOUNDATIONS } from "../../core/foundations";

export interface ColumnsProps {
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
}

export function Columns({ notes, tools = NO_TOOLS, order = FOUNDATIONS, wide = false, opening = false, empty }: ColumnsProps) {
  const root = useRef<HTMLDivElement>(null);
  const shown = useSteady(notes);
  useDrag(root, shown, tools);
  useGlide(root, shown);
  useNews(notes);
  return (
    <ScopeContext.Provider value={shown}>
      <div ref={root} class={`codio-columns${wide ? " codio-columns--wide" : ""}${opening ? " codio-board--opening" : ""}`}>
        {order.map((foundation) => (
          <Column key={foundation} foundation={foundation} notes={inColumn(shown, foundation)} tools={tools} {...(empty ? { empty } : {})} />
        ))}
      </div>
    </ScopeContext.Provider>
  );
}
