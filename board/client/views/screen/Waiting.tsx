// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What tables chose and what is not on the poster yet. */

import { useBoard } from "../../core/context";
import type { FoundationId, NoteKind } from "../../protocol.gen";
import { offerName } from "../table/offer-name";
import { offersOf, sourcesOf, type Source } from "../table/offers";

export interface WaitingOffer {
  key: string;
  name: string;
  foundation: FoundationId;
}

export function useWaiting(kind: NoteKind): readonly WaitingOffer[] {
  const board = useBoard();
  return board.tables.value.flatMap((table) => {
    const sources = sourcesOf(table, kind, board.notes.value, board.items.value);
    const offers = offersOf(sources, board.posterValues.value, board.posterActions.value).filter((offer) => offer.state === "new");
    return offers.map(({ key, source }) => ({ key, name: offerName(board, source), foundation: foundationOf(source) ?? table.foundations[0] ?? "democratie" }));
  });
}

/** Where a note lies, or to which foundation research counts a value; null for what lies in no column. */
export function foundationOf(source: Source): FoundationId | null {
  if (source.kind === "stack") return source.stack.top.column;
  return source.kind === "research" ? source.item.content.foundation : null;
}

/** `row`: after how many others of its foundation it stands. */
export function Waiting({ foundation, kind, row }: { foundation: FoundationId; kind: NoteKind; row: number }) {
  const offers = useWaiting(kind).filter((offer) => offer.foundation === foundation);
  if (offers.length === 0) return null;
  return (
    <ul class="codio-screen-waiting" data-group="">
      {offers.map((offer, at) => (
        <li class="codio-screen-waiting__item" data-whole="held" data-piece={`values/${String(row + at)}`} key={offer.key}>
          {offer.name}
        </li>
      ))}
    </ul>
  );
}
