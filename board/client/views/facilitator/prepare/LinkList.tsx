// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** A video call per table, for people who take part from elsewhere. */

import { useRef } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { itemWith } from "../../../core/items";
import { MAX_URL_CHARACTERS } from "../../../protocol.gen";
import type { FoundationId } from "../../../protocol.gen";
import { EditForm } from "../../form/EditForm";
import { LineField } from "../../form/Fields";
import { Icon } from "../../parts/Icon";
import { Stamp } from "../../parts/Stamp";
import { FOUNDATIONS } from "../../../core/foundations";
import { Facts } from "./Facts";
import { useItemEdit } from "../../form/itemEdit";

interface Place {
  id: string;
  name: string;
  foundation: FoundationId | undefined;
}

/** The tables there are, and until they are fixed also the three that are there in a full house. */
function usePlaces(): readonly Place[] {
  const board = useBoard();
  const tables = board.tables.value;
  const first = FOUNDATIONS.map((foundation, at): Place => ({ id: `t${at + 1}`, name: board.content.foundationName(foundation), foundation }));
  // With few people one table has several foundations for now: a name of three would be that of none of the later tables.
  const chosen = (board.seating.value?.tables.length ?? 0) > 0;
  if (!board.workshop.value?.tables_frozen && !chosen && tables.length < first.length) return first;
  return tables.map((table) => ({ id: table.id, name: board.tableName(table), foundation: table.foundations[0] }));
}

export function LinkList() {
  const places = usePlaces();
  return (
    <>
      <p class="codio-small codio-soft">{t("Do people take part from elsewhere? Give each table a call of its own. Only that table sees its link.")}</p>
      <ul class="codio-entries">
        {places.map((place) => (
          <TableLink key={place.id} place={place} />
        ))}
      </ul>
    </>
  );
}

function TableLink({ place }: { place: Place }) {
  const board = useBoard();
  const button = useRef<HTMLButtonElement>(null);
  const { name, foundation } = place;
  const id = `link:${place.id}`;
  const item = itemWith(board.items.value, "table_link", id);
  const edit = useItemEdit(id, item, { type: "table_link", table_id: place.id, url: "" }, t("The link of {table} is stored", { table: name }), id);
  return (
    <li class="codio-entry" {...(foundation ? { "data-foundation": foundation } : {})}>
      <h3 class="codio-entry__name">
        {foundation && <Stamp foundation={foundation} size="small" />}
        {name}
      </h3>
      {edit.fields ? (
        <EditForm edit={edit} label={name} newerText={(newer) => newer.url} onDone={() => requestAnimationFrame(() => button.current?.focus())}>
          <LineField id={`url-${place.id}`} label={t("Link of the video call")} value={edit.fields.url} max={MAX_URL_CHARACTERS} onInput={(url) => edit.change({ url })} />
        </EditForm>
      ) : (
        <>
          <Facts facts={[{ name: t("Video call"), text: item?.content.url ?? "", link: true }]} />
          <p class="codio-entry__foot">
            <button type="button" class="codio-move" ref={button} aria-label={t("Change the link of {table}", { table: name })} onClick={edit.open}>
              <Icon name="edit" />
              {t("Change")}
            </button>
          </p>
        </>
      )}
    </li>
  );
}
