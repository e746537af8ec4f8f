// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** "Van de tafels": what each table chose, with one button to put it on the poster. */

import type { ComponentChildren } from "preact";
import { t, tn } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { NoteKind, TableRecord } from "../../../protocol.gen";
import { Tag } from "../../parts/Tag";
import { Theirs } from "../../parts/Theirs";
import { notesCounted } from "../../note/words";
import { offersOf, saidBy, sourcesOf, type Offer } from "../../table/offers";
import { TableStamps, tableColour } from "../../table/TableStamps";
import { OfferButton } from "./OfferButton";
import { offerName } from "../../table/offer-name";
import { SetAside } from "./SetAside";

interface OfferListProps {
  kind: NoteKind;
  /** A button in the heading. */
  beside?: ComponentChildren;
  /** Another way to show the same. */
  instead?: ComponentChildren;
}

export function OfferList({ kind, beside, instead }: OfferListProps) {
  const board = useBoard();
  return (
    <section class="codio-offers" aria-labelledby={`offers-${kind}`}>
      <h2 class="codio-heading" id={`offers-${kind}`}>
        {t("From the tables")}
        {beside}
      </h2>
      {instead ??
        board.tables.value.map((table) => (
          <TableOffers key={table.id} table={table} kind={kind} />
        ))}
    </section>
  );
}

function TableOffers({ table, kind }: { table: TableRecord; kind: NoteKind }) {
  const board = useBoard();
  const sources = sourcesOf(table, kind, board.notes.value, board.items.value);
  const offers = offersOf(sources, board.posterValues.value, board.posterActions.value);
  const sheet = board.sheetOf(table.id, kind);
  return (
    <div class="codio-offers__table codio-sheet" data-foundation={tableColour(table)}>
      <h3 class="codio-heading">
        <TableStamps table={table} size="small" />
        {board.tableName(table)}
        <span class="codio-heading__aside">{sheet?.ready ? t("ready to tell") : t("still busy")}</span>
      </h3>
      {offers.length === 0 && <p class="codio-small codio-soft">{t("Nothing chosen yet.")}</p>}
      <ul class="codio-offers__list">
        {offers.map((offer) => (
          <OfferRow key={offer.key} offer={offer} table={table} />
        ))}
      </ul>
      <SetAside table={table} kind={kind} />
    </div>
  );
}

function OfferRow({ offer, table }: { offer: Offer; table: TableRecord }) {
  const board = useBoard();
  const { source } = offer;
  const said = saidBy(source);
  const name = offerName(board, source);
  const actor = "actor" in said ? said.actor : "";
  return (
    <li class="codio-offers__offer">
      <div>
        <b>{name}</b>
        {source.kind === "stack" && source.stack.notes.length > 1 && <span class="codio-small codio-soft"> {notesCounted(source.stack.notes.length)}</span>}
        {source.kind === "joint" && (
          <span class="codio-small codio-soft">
            {" "}
            {source.item.content.origins.length > 0
              ? tn("worded together, from {n} note", "worded together, from {n} notes", source.item.content.origins.length)
              : t("worded together")}
          </span>
        )}
        {source.kind === "research" && (
          <>
            {" "}
            <Tag look="plain" icon="search">
              {t("from research")}
            </Tag>
          </>
        )}
        {offer.why && <p class="codio-small" dir="auto"><Theirs words={offer.why} /></p>}
        {actor && <p class="codio-small">{t("Who: {actor}", { actor })}</p>}
      </div>
      <OfferButton offer={offer} name={name} foundation={table.foundations[0]} />
    </li>
  );
}
