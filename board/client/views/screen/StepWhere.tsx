// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The line over a stage: part and step, and how people work in it. */

import { useBoard } from "../../core/context";
import type { Leaf } from "../../protocol.gen";
import { Icon } from "../parts/Icon";
import { MODE_ICONS, modeName } from "../step/modes";
import { aboveTitle } from "../step/whereabouts";
import { Told } from "../parts/Told";

/** `title`: also what the step is called, on a stage of which the heading is something else. */
export function StepWhere({ leaf, title = false }: { leaf: Leaf; title?: boolean }) {
  const board = useBoard();
  const where = aboveTitle(board, leaf);
  return (
    <p class="codio-screen-where">
      <span>
        {where}
        {title && (
          <>
            {where && ": "}
            <strong><Told of={leaf.title} /></strong>
          </>
        )}
      </span>
      <span class="codio-screen-where__mode">
        <Icon name={MODE_ICONS[leaf.mode]} />
        {modeName(leaf.mode)}
      </span>
    </p>
  );
}
