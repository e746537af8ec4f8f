// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** "Van de tafels": what each table chose, with one button to put it on the poster. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { NoteKind, TableRecord } from "../../../protocol.gen";
import { Icon } from "../../shared/Icon";
import { Stamp } from "../../shared/Stamp";
import { Tag } from "../../shared/Tag";
import { noteTitle, notesCounted } from "../../shared/words";
import { ask } from "../asking";
import { asEntry, chosenBy, offersOf, withOrigin, type Offer } from "../offers";
import { entryNow } from "./arranging";

export function OfferList({ kind }: { kind: NoteKind }) {
  const board = useBoard();
  return (
    <section class="codio-offers" aria-labelledby={`offers-${kind}`}>
      <h2 class="codio-heading" id={`offers-${kind}`}>
        {t("From the tables")}
      </h2>
      {board.tables.value.map((table) => (
        <TableOffers key={table.id} table={table} kind={kind} />
      ))}
    </section>
  );
}

function TableOffers({ table, kind }: { table: TableRecord; kind: NoteKind }) {
  const board = useBoard();
  const offers = offersOf(chosenBy(board.notes.value, table.id, kind), board.posterValues.value, board.posterActions.value);
  const sheet = board.sheetOf(table.id, kind);
  return (
    <div class="codio-offers__table codio-sheet" data-foundation={table.foundations[0]}>
      <h3 class="codio-heading">
        {table.foundations[0] && <Stamp foundation={table.foundations[0]} size="small" />}
        {board.tableName(table)}
        <span class="codio-heading__aside">{sheet?.ready ? t("ready to tell") : t("still busy")}</span>
      </h3>
      {offers.length === 0 && <p class="codio-small codio-soft">{t("Nothing chosen yet.")}</p>}
      <ul class="codio-offers__list">
        {offers.map((offer) => (
          <OfferRow key={offer.stack.id} offer={offer} />
        ))}
      </ul>
    </div>
  );
}

function OfferRow({ offer }: { offer: Offer }) {
  const board = useBoard();
  const { stack, state, entry } = offer;
  const name = noteTitle(board, stack.top);
  const content = stack.top.content;
  const put = () => {
    const command = asEntry(stack, board.newId());
    const said = t("{name} is on the poster", { name });
    const inverse = () => {
      const now = entryNow(board, command.entry_id);
      return now && ({ type: "remove_poster_entry", entry_id: now.id, base_rev: now.rev } as const);
    };
    void ask(board, command, said, { label: said, inverse });
  };
  return (
    <li class="codio-offers__offer">
      <div>
        <b>{name}</b>
        {stack.notes.length > 1 && <span class="codio-small codio-soft"> {notesCounted(stack.notes.length)}</span>}
        {offer.why && <p class="codio-small">{offer.why}</p>}
        {content.type === "action" && content.actor && <p class="codio-small">{t("Who: {actor}", { actor: content.actor })}</p>}
      </div>
      {state === "there" && (
        <Tag look="plain" icon="check">
          {t("On the poster")}
        </Tag>
      )}
      {state === "new" && (
        <button type="button" class="codio-button codio-button--tiny" aria-label={t("Put {name} on the poster", { name })} onClick={put}>
          <Icon name="flag" />
          {t("On the poster")}
        </button>
      )}
      {state === "alike" && entry && (
        <button
          type="button"
          class="codio-button codio-button--line codio-button--tiny"
          aria-label={t("{name} is on the poster already: add this note as a source", { name })}
          onClick={() => void ask(board, withOrigin(entry, stack), t("{name}: source added", { name }))}
        >
          <Icon name="plus" />
          {t("Is there: add as source")}
        </button>
      )}
    </li>
  );
}
