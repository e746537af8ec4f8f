// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What a table chose, and what it set aside with its reasons, as far as the room sees it. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { FoundationId, NoteKind, TableRecord } from "../../protocol.gen";
import { offerName } from "../table/offer-name";
import { saidBy, sourcesOf, whyOf, type Source } from "../table/offers";
import { asideAt, type Aside } from "../table/set-aside";
import { foundationOf } from "./Waiting";

const BLOCK = "codio-screen-sheet";

/** Up to this many stand under each other, in larger type. */
const FEW = 3;

export function Sheet({ table, kind }: { table: TableRecord; kind: NoteKind }) {
  const board = useBoard();
  const chosen = sourcesOf(table, kind, board.notes.value, board.items.value);
  const aside = asideAt(board, table, kind);
  return (
    <div class={`${BLOCK}${aside.length > 0 ? ` ${BLOCK}--halves` : ""}`}>
      {chosen.length > 0 ? (
        <ol class={`${BLOCK}__list${chosen.length <= FEW ? ` ${BLOCK}__list--few` : ""}`} data-group="keep">
          {chosen.map((source, at) => (
            <Chosen
              key={source.kind === "stack" ? source.stack.id : source.item.item_id}
              source={source}
              foundation={foundationOf(source) ?? table.foundations[0]}
              row={at}
            />
          ))}
        </ol>
      ) : (
        <p class={`${BLOCK}__none`}>{aside.length === 0 ? t("This table put nothing on its sheet.") : t("This table set everything aside.")}</p>
      )}
      {aside.length > 0 && <Asides aside={aside} />}
    </div>
  );
}

function Chosen({ source, foundation, row }: { source: Source; foundation: FoundationId | undefined; row: number }) {
  const board = useBoard();
  const said = saidBy(source);
  const actor = "actor" in said ? said.actor : "";
  const under = [actor && t("Who: {actor}", { actor }), whyOf(source)].filter(Boolean).join(". ");
  return (
    <li class={`${BLOCK}__item`} data-piece={`sheet/${String(row)}`} data-foundation={foundation}>
      <b class={`${BLOCK}__value`} data-whole="">
        {offerName(board, source)}
      </b>
      {under && <span class={`${BLOCK}__meaning`}>{under}</span>}
    </li>
  );
}

function Asides({ aside }: { aside: readonly Aside[] }) {
  return (
    <section data-group="keep">
      <h2 class="codio-poster__heading">{t("Set aside")}</h2>
      <ul class={`${BLOCK}__asides`}>
        {aside.map(({ key, name, reason }, at) => (
          <li data-piece={`sheet/${String(at)}`} key={key}>
            <b>{name}</b>
            {reason && `: ${reason}`}
          </li>
        ))}
      </ul>
    </section>
  );
}
