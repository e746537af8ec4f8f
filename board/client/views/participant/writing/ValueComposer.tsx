// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Writes a value note: which value, and why. */

import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../../core/i18n";
import { MAX_LONG_CHARACTERS } from "../../../protocol.gen";
import type { ValueRef } from "../../../protocol.gen";
import { CancelButton, ComposerButtons } from "./ComposerButtons";
import { ComposerNotes } from "./ComposerNotes";
import { useComposing, type Begun, type ComposerProps } from "./composing";
import { useDraft } from "../../form/drafts";
import { LongField } from "../../form/Fields";
import { unfinished } from "../../picker/OtherValue";
import { ValuePicker } from "../../picker/ValuePicker";

export interface ValueDraft extends Begun {
  value: ValueRef | null;
  query: string;
  why: string;
}

const EMPTY: ValueDraft = { begun: "", value: null, query: "", why: "" };

export function isEmptyValue(draft: ValueDraft): boolean {
  return draft.value === null && draft.query.trim() === "" && draft.why.trim() === "";
}

/** The draft of a new value note of this writer. */
export function useValueDraft(behalf = "") {
  return useDraft<ValueDraft>(`new:value:${behalf}`, EMPTY);
}

export function ValueComposer(props: ComposerProps) {
  const { board, refusal, setRefusal, key, send } = useComposing(props);
  const content = props.note?.content;
  const [start] = useState(() => (content?.type === "value" ? { ...EMPTY, value: content.value, why: content.why } : EMPTY));
  const draft = useDraft<ValueDraft>(key("value"), start);
  const [error, setError] = useState("");
  const picked = useRef(false);
  const { value, query, why, begun } = draft.value;
  const id = (name: string) => `${props.formId}-${name}`;
  const change = (more: Partial<ValueDraft>) => {
    setError("");
    setRefusal(null);
    draft.set({ ...draft.peek(), begun: draft.peek().begun || props.runId, ...more });
  };
  const onPick = (ref: ValueRef | null) => {
    picked.current = true;
    change({ value: ref, ...(ref ? { query: "" } : {}) });
  };
  // After picking the focus goes on to what comes next; after "another value" back into the search field.
  useEffect(() => {
    if (!picked.current) return;
    picked.current = false;
    const next = value && value.value_id ? id("why") : id("value");
    document.getElementById(next)?.focus();
  }, [value?.value_id, value === null]);

  const problem = (): string => {
    if (!value) return t("Pick a value first.");
    return value.value_id ? "" : unfinished(value);
  };
  const onSubmit = (event: Event) => {
    event.preventDefault();
    const wrong = problem();
    if (wrong || !value) {
      setError(wrong);
      document.getElementById(id("value"))?.focus();
      return;
    }
    const kept = draft.peek();
    const column = board.content.foundationOf(value) ?? props.own[0] ?? "democratie";
    picked.current = !props.note;
    // A new note shows at once, and the fields are free for the next; a change stays here until it is stored.
    if (!props.note) draft.clear();
    void send({ type: "value", value, why: why.trim() }, column, begun, {
      letGo: () => {
        const same = draft.peek() === kept;
        if (same) draft.clear();
        return same;
      },
      keep: () => {
        const free = draft.peek() === kept || (!props.note && isEmptyValue(draft.peek()));
        if (free) draft.set(kept);
        return free;
      },
    });
  };
  const cancel = props.onCancel && (() => {
    if (props.note) draft.clear();
    setRefusal(null);
    props.onCancel?.();
  });
  return (
    <form id={props.formId} class="codio-composer codio-paper" data-foundation={(value && board.content.foundationOf(value)) ?? props.own[0]} onSubmit={onSubmit} noValidate>
      <ComposerNotes refusal={refusal} begun={begun} />
      <ValuePicker
        id={id("value")}
        label={t("Which value matters here?")}
        value={value}
        onPick={onPick}
        query={query}
        onQuery={(text) => change({ query: text })}
        own={props.own}
        error={error}
      />
      <LongField id={id("why")} label={t("Why?")} value={why} max={MAX_LONG_CHARACTERS} onInput={(text) => change({ why: text })} />
      {props.withButton ? (
        <ComposerButtons label={props.note ? t("Save the change") : t("Save note")} {...(cancel ? { onCancel: cancel } : {})} />
      ) : (
        props.note && cancel && <CancelButton onCancel={cancel} />
      )}
    </form>
  );
}
