// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Writes an action note: what must happen, who must do it (a role, no name), and for which values. */

import { useState } from "preact/hooks";
import { holdersOf } from "../../../core/holders";
import { t } from "../../../core/i18n";
import { CancelButton, ComposerButtons } from "./ComposerButtons";
import { ComposerNotes } from "./ComposerNotes";
import { useComposing, type Begun, type ComposerProps } from "./composing";
import { useDraft } from "../../form/drafts";
import { LineField, LongField } from "../../form/Fields";
import { FoundationField } from "./FoundationField";
import { Icon } from "../../parts/Icon";
import { ValuePills } from "../../picker/ValuePills";
import { MAX_LONG_CHARACTERS, MAX_SHORT_CHARACTERS } from "../../../protocol.gen";
import type { FoundationId, ValueRef } from "../../../protocol.gen";

export interface ActionDraft extends Begun {
  action: string;
  actor: string;
  values: readonly ValueRef[];
  /** Where the note comes when it is for no value; null: the table's first. */
  foundation: FoundationId | null;
}

const EMPTY: ActionDraft = { begun: "", action: "", actor: "", values: [], foundation: null };

export function isEmptyAction(draft: ActionDraft): boolean {
  return draft.action.trim() === "" && draft.actor.trim() === "" && draft.values.length === 0;
}

/** The draft of a new action note of this writer. */
export function useActionDraft(behalf = "") {
  return useDraft<ActionDraft>(`new:action:${behalf}`, EMPTY);
}

export function ActionComposer(props: ComposerProps) {
  const { board, refusal, setRefusal, key, send } = useComposing(props);
  const content = props.note?.content;
  const [start] = useState(() =>
    content?.type === "action" ? { begun: "", action: content.action, actor: content.actor, values: content.values, foundation: null } : EMPTY,
  );
  const draft = useDraft<ActionDraft>(key("action"), start);
  const [error, setError] = useState("");
  const { action, actor, values, foundation, begun } = draft.value;
  const ofValue = values[0] ? board.content.foundationOf(values[0]) : null;
  const column = ofValue ?? props.own.find((one) => one === foundation) ?? props.own[0] ?? "democratie";
  const id = (name: string) => `${props.formId}-${name}`;
  const change = (more: Partial<ActionDraft>) => {
    setError("");
    setRefusal(null);
    draft.set({ ...draft.peek(), begun: draft.peek().begun || props.runId, ...more });
  };
  const onSubmit = (event: Event) => {
    event.preventDefault();
    if (!action.trim()) {
      setError(t("Write what has to happen."));
      document.getElementById(id("action"))?.focus();
      return;
    }
    const kept = draft.peek();
    // A new note shows at once, and the fields are free for the next; a change stays here until it is stored.
    if (!props.note) {
      draft.clear();
      document.getElementById(id("action"))?.focus();
    }
    void send({ type: "action", action: action.trim(), actor: actor.trim(), values }, column, begun, {
      letGo: () => {
        const same = draft.peek() === kept;
        if (same) draft.clear();
        return same;
      },
      keep: () => {
        const free = draft.peek() === kept || (!props.note && isEmptyAction(draft.peek()));
        if (free) draft.set(kept);
        return free;
      },
    });
  };
  const cancel = props.onCancel && (() => {
    if (props.note) draft.clear();
    props.onCancel?.();
  });
  return (
    <form id={props.formId} class="codio-composer codio-paper" data-foundation={column} onSubmit={onSubmit} noValidate>
      <ComposerNotes refusal={refusal} begun={begun} />
      <LongField id={id("action")} label={t("What has to happen?")} error={error} value={action} max={MAX_LONG_CHARACTERS} rows={2} onInput={(text) => change({ action: text })} />
      <LineField
        id={id("actor")}
        label={t("Who has to do this?")}
        hint={t("Name a role or team, not a person.")}
        value={actor}
        known={holdersOf(board)}
        max={MAX_SHORT_CHARACTERS}
        onInput={(text) => change({ actor: text })}
      />
      {action.trim() !== "" && actor.trim() === "" && (
        <p class="codio-field__hint">
          <Icon name="info" inline /> {t("An action is stronger when it says who does it. You may leave it open.")}
        </p>
      )}
      <ValuePills id={id("values")} own={props.own} tableId={props.tableId ?? ""} values={values} onChange={(chosen) => change({ values: chosen })} />
      {/* A note that lies on the table has its column, and moves by its own menu. */}
      {!props.note && !ofValue && props.own.length > 1 && (
        <FoundationField id={id("foundation")} options={props.own} value={column} onPick={(picked) => change({ foundation: picked })} />
      )}
      {props.withButton ? (
        <ComposerButtons label={props.note ? t("Save the change") : t("Save action")} {...(cancel ? { onCancel: cancel } : {})} />
      ) : (
        props.note && cancel && <CancelButton onCancel={cancel} />
      )}
    </form>
  );
}
