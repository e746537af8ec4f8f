// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What tables chose and what is not on the poster yet. */

import { useBoard } from "../../core/context";
import type { FoundationId, NoteKind } from "../../protocol.gen";
import { chosenBy, offersOf, type Offer } from "../facilitator/offers";
import { noteTitle } from "../shared/words";

export function useWaiting(kind: NoteKind): readonly Offer[] {
  const board = useBoard();
  const stacks = board.tables.value.flatMap((table) => chosenBy(board.notes.value, table.id, kind));
  return offersOf(stacks, board.posterValues.value, board.posterActions.value).filter((offer) => offer.state === "new");
}

export function Waiting({ foundation, kind }: { foundation: FoundationId; kind: NoteKind }) {
  const board = useBoard();
  const offers = useWaiting(kind).filter((offer) => offer.stack.top.column === foundation);
  if (offers.length === 0) return null;
  return (
    <ul class="codio-screen-waiting">
      {offers.map((offer) => (
        <li class="codio-screen-waiting__item" key={offer.stack.id}>
          {noteTitle(board, offer.stack.top)}
        </li>
      ))}
    </ul>
  );
}
