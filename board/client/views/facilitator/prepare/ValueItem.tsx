// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** An item that is about a value, as paper: what is told about it, a form to change it, and taking it away. Without an item: to add one. */

import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { Accent, ResearchValue, ValueRef } from "../../../protocol.gen";
import { EditForm } from "../../form/EditForm";
import { Icon } from "../../parts/Icon";
import { Stamp } from "../../parts/Stamp";
import { ValuePicker } from "../../picker/ValuePicker";
import { ask } from "../console/asking";
import { Facts, type Fact } from "./Facts";
import { useItemEdit } from "../../form/itemEdit";

export const NO_VALUE: ValueRef = { value_id: "", principle_id: "", name: "" };

type About = Accent | ResearchValue;

/** What differs between the lists. */
export interface ValueItemKind<C extends About> {
  empty: C;
  addName(): string;
  said(name: string): string;
  added(): string;
  gone(name: string): string;
  fields(id: string, fields: C, change: (part: Partial<C>) => void): ComponentChildren;
  facts(content: C): readonly Fact[];
}

export function ValueItem<C extends About>({ kind, item }: { kind: ValueItemKind<C>; item: { item_id: string; rev: number; content: C } | null }) {
  const board = useBoard();
  const button = useRef<HTMLButtonElement>(null);
  const [fresh, setFresh] = useState(() => board.newShortId());
  const [query, setQuery] = useState("");
  const [missing, setMissing] = useState(false);
  const id = item?.item_id ?? fresh;
  const name = item ? board.content.valueName(item.content.value) : kind.addName();
  const edit = useItemEdit<C>(id, item, kind.empty, item ? kind.said(name) : kind.added());
  const value = edit.fields ? edit.fields.value : NO_VALUE;
  const picked = value.value_id !== "" || value.name !== "" || value.principle_id !== "";
  const change = (part: Partial<C>) => edit.change(part);
  // The value of every such content has this shape.
  const pick = (ref: ValueRef | null) => {
    const foundation = ref && kind.empty.type === "research_value" ? board.content.foundationOf(ref) : null;
    setMissing(false);
    change({ value: ref ?? NO_VALUE, ...(foundation ? { foundation } : {}) } as Partial<C>);
  };
  const save = async () => {
    setMissing(!picked);
    return picked ? edit.save() : false;
  };
  const done = () => {
    setQuery("");
    if (!item) setFresh(board.newShortId());
    requestAnimationFrame(() => button.current?.focus());
  };
  if (edit.fields) {
    return (
      <li class="codio-entry codio-entry--open">
        <h3 class="codio-entry__name">{name}</h3>
        <EditForm edit={{ ...edit, save }} label={name} newerText={(newer) => kind.facts(newer).map((fact) => fact.text).filter(Boolean).join(" · ")} onDone={done}>
          <ValuePicker
            id={`value-${id}`}
            label={t("Which value?")}
            value={picked ? value : null}
            onPick={pick}
            query={query}
            onQuery={setQuery}
            own={[]}
            error={missing ? t("Pick a value from the list.") : ""}
          />
          {kind.fields(id, edit.fields, change)}
        </EditForm>
      </li>
    );
  }
  if (!item) {
    return (
      <li>
        <button type="button" class="codio-button codio-button--line codio-button--tiny" ref={button} onClick={edit.open}>
          <Icon name="plus" />
          {name}
        </button>
      </li>
    );
  }
  const content: About = item.content;
  const foundation = content.type === "research_value" ? content.foundation : board.content.foundationOf(content.value);
  const remove = () => void ask(board, { type: "remove_item", item_id: id, base_rev: item.rev }, kind.gone(name));
  return (
    <li class="codio-entry" {...(foundation ? { "data-foundation": foundation } : {})}>
      <h3 class="codio-entry__name">
        {foundation && <Stamp foundation={foundation} size="small" />}
        {name}
      </h3>
      <Facts facts={kind.facts(item.content)} />
      <p class="codio-entry__foot">
        <button type="button" class="codio-move" aria-label={t("Take {name} away", { name })} onClick={remove}>
          <Icon name="close" />
          {t("Take away")}
        </button>
        <button type="button" class="codio-move" ref={button} aria-label={t("Change {name}", { name })} onClick={edit.open}>
          <Icon name="edit" />
          {t("Change")}
        </button>
      </p>
    </li>
  );
}
