// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The actions that a table words together, with what was weighed. */

import { useState } from "preact/hooks";
import { t, tn } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { itemsOf, type ItemOf } from "../../../core/items";
import type { Leaf, TableRecord } from "../../../protocol.gen";
import { act } from "../../sending/act";
import { Icon } from "../../parts/Icon";
import { named } from "../../parts/named";
import { measureName } from "../../measures/measures";
import { Tag } from "../../parts/Tag";
import { useWriter } from "../writing/writer";
import { JointForm } from "./JointForm";

export function JointActions({ table, leaf }: { table: TableRecord; leaf: Leaf }) {
  const board = useBoard();
  const { mayDecide } = useWriter();
  const actions = itemsOf(board.items.value, "joint_action").filter((one) => one.content.table_id === table.id);
  const [fresh, setFresh] = useState(() => board.newShortId());
  return (
    <section class="codio-joint" aria-labelledby="joint">
      <h2 class="codio-heading" id="joint">
        {t("What we word together")}
        <span class="codio-heading__aside codio-number">{tn("{n} action", "{n} actions", actions.length)}</span>
      </h2>
      <p class="codio-soft">{t("Make of your notes the actions that you agree on. Write down what you weighed.")}</p>
      {actions.length === 0 && <p class="codio-soft">{t("Nothing yet. The first action comes here.")}</p>}
      <ol class="codio-joint__list">
        {actions.map((one) => (
          <li class="codio-joint__item codio-paper" key={one.item_id} data-spot={`item:${one.item_id}`} tabIndex={-1}>
            <JointAction item={one} table={table} leaf={leaf} />
          </li>
        ))}
      </ol>
      {mayDecide && <JointForm key={fresh} item={null} itemId={fresh} table={table} leaf={leaf} onStored={() => setFresh(board.newShortId())} />}
    </section>
  );
}

function JointAction({ item, table, leaf }: { item: ItemOf<"joint_action">; table: TableRecord; leaf: Leaf }) {
  const board = useBoard();
  const { mayDecide } = useWriter();
  const { action, actor, values, measures, consideration, origins } = item.content;
  const facts = [
    values.length > 0 && t("for {values}", { values: values.map((ref) => board.content.valueName(ref)).join(", ") }),
    ...measures.map((id) => measureName(board, id)),
    origins.length > 0 && tn("out of {n} note", "out of {n} notes", origins.length),
  ].filter(Boolean);
  const remove = () => act(board, { type: "remove_item", item_id: item.item_id, base_rev: item.rev }, t("The action is taken away"));
  return (
    <>
      <h3 class="codio-joint__action">{action}</h3>
      <p>
        <strong>{t("Who:")}</strong> {actor || <span class="codio-soft">{t("nobody yet")}</span>}
      </p>
      {consideration && (
        <p>
          <strong>{t("Weighed:")}</strong> {consideration}
        </p>
      )}
      {facts.length > 0 && <p class="codio-small codio-soft">{facts.join(" · ")}</p>}
      {item.pending && (
        <Tag icon="clock" look="dashed">
          {t("Being stored")}
        </Tag>
      )}
      {mayDecide && (
        <div class="codio-actions">
          <JointForm item={item} itemId={item.item_id} table={table} leaf={leaf} />
          <button type="button" class="codio-move" aria-label={named(t("Take away"), action)} onClick={() => void remove()}>
            <Icon name="close" />
            {t("Take away")}
          </button>
        </div>
      )}
    </>
  );
}
