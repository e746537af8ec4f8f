// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** A value on the poster, with what it means here; and the form for one that no table brought. */

import { useRef, useState } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { FoundationId, PosterValueRecord, ValueRef } from "../../../protocol.gen";
import { valuesUnder } from "../../poster/words";
import { LongField } from "../../shared/Fields";
import { Icon } from "../../shared/Icon";
import { ValuePicker } from "../../shared/ValuePicker";
import { FOUNDATIONS } from "../../shared/words";
import { Choice } from "./Choice";
import { EditForm } from "./EditForm";
import { EntryCard } from "./EntryCard";
import { useEdit } from "./useEdit";

interface Fields {
  meaning: string;
  foundation: FoundationId;
}

const MAX_LONG = 500;

export function ValueEntry({ value }: { value: PosterValueRecord }) {
  const board = useBoard();
  const name = board.content.valueName(value.value);
  const stored = { fields: { meaning: value.meaning, foundation: value.foundation }, rev: value.rev };
  const edit = useEdit<Fields>(value.id, stored, stored.fields, (fields, base_rev) => {
    return { type: "put_poster_value", entry_id: value.id, base_rev, value: value.value, origins: value.origins, ...fields };
  });
  const form = (done: () => void) => (
    <EditForm edit={edit} label={t("Change {name}", { name })} newerText={(newer) => newer.meaning} onDone={done}>
      <LongField
        id={`meaning-${value.id}`}
        label={t("What does {value} mean here?", { value: name })}
        value={edit.fields?.meaning ?? ""}
        max={MAX_LONG}
        onInput={(meaning) => edit.change({ meaning })}
      />
      <Foundations id={`foundation-${value.id}`} value={edit.fields?.foundation ?? value.foundation} onPick={(foundation) => edit.change({ foundation })} />
    </EditForm>
  );
  const peers = valuesUnder(board.posterValues.value, value.foundation);
  return (
    <EntryCard entry={value} name={name} peers={peers} foundation={value.foundation} form={form} editing={edit.fields !== null} onEdit={edit.open}>
      <h4 class="codio-entry__name">{name}</h4>
      {value.meaning ? <p>{value.meaning}</p> : <p class="codio-soft">{t("Without a meaning yet.")}</p>}
    </EntryCard>
  );
}

export function Foundations({ id, value, onPick }: { id: string; value: FoundationId; onPick(foundation: FoundationId): void }) {
  const board = useBoard();
  const options = FOUNDATIONS.map((foundation) => ({ id: foundation, name: board.content.foundationName(foundation) }));
  return <Choice id={id} label={t("Foundation")} value={value} options={options} onPick={onPick} />;
}

interface NewFields {
  value: ValueRef | null;
  query: string;
  meaning: string;
}

const NO_VALUE: ValueRef = { value_id: "", principle_id: "", name: "" };
const NOTHING: NewFields = { value: null, query: "", meaning: "" };

export function NewValue() {
  const board = useBoard();
  const button = useRef<HTMLButtonElement>(null);
  const [id, setId] = useState(() => board.newId());
  const edit = useEdit<NewFields>("new-value", null, NOTHING, ({ value, meaning }, base_rev) => {
    const ref = value ?? NO_VALUE;
    return { type: "put_poster_value", entry_id: id, base_rev, foundation: board.content.foundationOf(ref) ?? "democratie", value: ref, meaning };
  });
  const [missing, setMissing] = useState(false);
  const save = async () => {
    setMissing(edit.fields?.value === null);
    return edit.fields?.value ? edit.save() : false;
  };
  const done = () => {
    setId(board.newId());
    requestAnimationFrame(() => button.current?.focus());
  };
  if (!edit.fields) {
    return (
      <button type="button" class="codio-button codio-button--line codio-button--tiny" ref={button} onClick={edit.open}>
        <Icon name="plus" />
        {t("Add another value")}
      </button>
    );
  }
  return (
    <EditForm edit={{ ...edit, save }} label={t("Add another value")} newerText={() => ""} onDone={done}>
      <ValuePicker
        id="poster-new-value"
        label={t("Which value?")}
        value={edit.fields.value}
        onPick={(value) => {
          setMissing(false);
          edit.change({ value });
        }}
        query={edit.fields.query}
        onQuery={(query) => edit.change({ query })}
        own={[]}
        error={missing ? t("Pick a value from the list.") : ""}
      />
      <LongField id="poster-new-meaning" label={t("What does it mean here?")} value={edit.fields.meaning} max={MAX_LONG} onInput={(meaning) => edit.change({ meaning })} />
    </EditForm>
  );
}
