// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** "Het raster": the actions of all tables next to each other, with who safeguards them; what is agreed goes to the poster (C9). */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { TableRecord } from "../../../protocol.gen";
import { Stamp } from "../../parts/Stamp";
import { Theirs } from "../../parts/Theirs";
import { offersOf, saidBy, sourcesOf, type Offer } from "../../table/offers";
import { OfferButton } from "../offers/OfferButton";
import { offerName } from "../../table/offer-name";

export function ActionRaster() {
  const board = useBoard();
  return (
    <table class="codio-raster">
      <caption class="codio-visually-hidden">{t("The actions of the tables side by side")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("Table")}</th>
          <th scope="col">{t("Action")}</th>
          <th scope="col">{t("Who")}</th>
          <th scope="col">{t("For")}</th>
          <th scope="col">{t("Poster")}</th>
        </tr>
      </thead>
      {board.tables.value.map((table) => (
        <TableRows key={table.id} table={table} />
      ))}
    </table>
  );
}

function TableRows({ table }: { table: TableRecord }) {
  const board = useBoard();
  const sources = sourcesOf(table, "action", board.notes.value, board.items.value);
  const offers = offersOf(sources, board.posterValues.value, board.posterActions.value);
  const [foundation] = table.foundations;
  return (
    <tbody {...(foundation ? { "data-foundation": foundation } : {})}>
      <tr>
        <th scope="rowgroup" rowSpan={Math.max(1, offers.length) + 1} class="codio-raster__table">
          {foundation && <Stamp foundation={foundation} size="small" />}
          {board.tableName(table)}
        </th>
      </tr>
      {offers.length === 0 && (
        <tr>
          <td colSpan={4} class="codio-soft">
            {t("Nothing chosen yet.")}
          </td>
        </tr>
      )}
      {offers.map((offer) => (
        <Row key={offer.key} offer={offer} table={table} />
      ))}
    </tbody>
  );
}

function Row({ offer, table }: { offer: Offer; table: TableRecord }) {
  const board = useBoard();
  const said = saidBy(offer.source);
  if (!("action" in said)) return null;
  return (
    <tr>
      <td data-label={t("Action")}>
        <Theirs words={said.action} />
        {offer.why && <span class="codio-small codio-soft codio-raster__why" dir="auto"><Theirs words={offer.why} /></span>}
      </td>
      <td data-label={t("Who")}>{said.actor ? <Theirs words={said.actor} /> : <span class="codio-soft">{t("still open")}</span>}</td>
      <td data-label={t("For")}>{said.values.map((ref) => board.content.valueName(ref)).join(", ")}</td>
      <td data-label={t("Poster")}>
        <OfferButton offer={offer} name={offerName(board, offer.source)} foundation={table.foundations[0]} />
      </td>
    </tr>
  );
}
