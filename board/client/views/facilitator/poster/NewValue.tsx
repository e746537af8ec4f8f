// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** A value for the poster that no table brought. */

import { useRef, useState } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { BLANK_VALUE, MAX_LONG_CHARACTERS } from "../../../protocol.gen";
import type { ValueRef } from "../../../protocol.gen";
import { EditForm } from "../../form/EditForm";
import { LongField } from "../../form/Fields";
import { Icon } from "../../parts/Icon";
import { useEdit } from "../../form/useEdit";
import { ValuePicker } from "../../picker/ValuePicker";

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
    const content = { ...BLANK_VALUE, foundation: board.content.foundationOf(ref) ?? "democratie", value: ref, meaning };
    return { type: "put_poster_entry", entry_id: id, base_rev, content };
  }, t("The value is on the poster"));
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
      <button type="button" class="codio-button codio-button--line codio-button--tiny" data-go="poster_values" ref={button} onClick={edit.open}>
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
      <LongField id="poster-new-meaning" label={t("What does it mean here?")} value={edit.fields.meaning} max={MAX_LONG_CHARACTERS} onInput={(meaning) => edit.change({ meaning })} />
    </EditForm>
  );
}
