// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Title, organisation and date, and whether this is final or still being filled in. */

import type { ComponentChildren } from "preact";
import { useBoard } from "../../core/context";
import { dateText } from "./words";
import { Standing } from "./Standing";
import { Theirs } from "../parts/Theirs";

/** `children`: something beside the standing, such as a time. `inside`: on a page that has a title of its own. */
export function PosterHead({ inside = false, children }: { inside?: boolean; children?: ComponentChildren }) {
  const board = useBoard();
  const workshop = board.workshop.value;
  if (!workshop) return null;
  const Title = inside ? "h2" : "h1";
  const facts = [board.content.text(board.content.script.title), workshop.organisation, dateText(board, workshop.started_at_ms || workshop.opened_at_ms)];
  return (
    <header class="codio-poster__head">
      <div>
        <p class="codio-poster__organisation">{facts.filter(Boolean).join(", ")}</p>
        <Title class="codio-poster__title"><Theirs words={workshop.title} /></Title>
      </div>
      <div class="codio-poster__standing">
        {children}
        <Standing />
      </div>
    </header>
  );
}
