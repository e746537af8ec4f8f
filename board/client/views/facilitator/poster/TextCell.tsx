// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * A cell with words: a press opens it, Enter or leaving it stores, Escape leaves it as it was, Tab stores and opens the next. What is typed
 * is a draft of this device until it is stored, and is never written over by somebody else's.
 */

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { PosterActionRecord } from "../../../protocol.gen";
import { useDraft } from "../../form/drafts";
import { Theirs } from "../../parts/Theirs";
import { isComposing } from "../../parts/focus";
import { MAX_PASTED } from "../../../core/too-long";
import { storeFields } from "./storing";

export type TextField = "action" | "holder" | "monitor" | "term";

interface TextCellProps {
  action: PosterActionRecord;
  field: TextField;
  /** What the column is called. */
  label: string;
  /** A word of `data-go` while it is empty. */
  lacks?: string;
}

interface Begun {
  text: string;
  from: string;
}

export function TextCell({ action, field, label, lacks }: TextCellProps) {
  const board = useBoard();
  const draft = useDraft<Begun | null>(`poster/cell/${action.id}/${field}`, null);
  // Not a state: leaving the cell stores too, right after the key that did.
  const busy = useRef(false);
  const [error, setError] = useState("");
  const button = useRef<HTMLButtonElement>(null);
  const input = useRef<HTMLTextAreaElement>(null);
  const stored = action.content[field];
  const begun = draft.value;
  const open = begun !== null;
  const wasOpen = useRef(open);
  useLayoutEffect(() => {
    if (open && !wasOpen.current) {
      input.current?.focus();
      input.current?.select();
    }
    wasOpen.current = open;
  }, [open]);
  const name = t("{field} of {name}", { field: label, name: action.content.action });
  const newer = open && !busy.current && stored !== begun.from && stored !== begun.text.trim() ? stored : null;

  const close = (focus: boolean) => {
    setError("");
    draft.clear();
    if (focus) requestAnimationFrame(() => button.current?.focus());
  };
  const save = async (focus: boolean): Promise<void> => {
    const now = draft.peek();
    if (!now || busy.current) return;
    const text = now.text.trim();
    if (text === now.from) return close(focus);
    busy.current = true;
    const said = t("{field} of {name} is changed", { field: label, name: action.content.action });
    const outcome = await storeFields(board, { id: action.id, from: { [field]: now.from }, to: { [field]: text }, said });
    busy.current = false;
    if (outcome.kind === "stored") {
      const later = draft.peek();
      // What was typed meanwhile goes on as a change of what is stored now; a focus that went elsewhere stays there.
      if (later && later.text.trim() !== text) return draft.set({ ...later, from: text });
      return close(focus && input.current === document.activeElement);
    }
    const why = outcome.kind === "refused" ? t("Not stored. {reason}", { reason: outcome.why }) : "";
    setError(why);
    board.announce.alert(why || t("Somebody else changed this while you were typing."));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === "Escape") {
      close(true);
      event.stopPropagation();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      void save(true);
    } else if (event.key === "Tab") {
      const next = neighbour(event.currentTarget, event.shiftKey);
      if (!next) return;
      event.preventDefault();
      void save(false);
      next.focus();
      next.click();
    }
  };

  if (!begun) {
    return (
      <button
        type="button"
        ref={button}
        class={`codio-cells__text${stored ? "" : " codio-cells__text--open"}`}
        data-cell=""
        data-go={stored ? undefined : lacks}
        aria-label={`${name}: ${stored || t("still open")}`}
        onClick={() => draft.set({ text: stored, from: stored })}
      >
        {stored ? <Theirs words={stored} /> : t("still open")}
      </button>
    );
  }
  const id = `cell-${action.id}-${field}`;
  return (
    <div class="codio-cells__edit" data-go={lacks}>
      <textarea
        ref={input}
        class="codio-input codio-cells__input"
        rows={Math.min(6, Math.max(1, Math.ceil(begun.text.length / (field === "action" ? 34 : 16))))}
        maxLength={MAX_PASTED}
        dir="auto"
        data-cell=""
        aria-label={name}
        aria-describedby={`${id}-how`}
        aria-invalid={error !== ""}
        value={begun.text}
        onInput={(event) => {
          setError("");
          draft.set({ ...begun, text: event.currentTarget.value.replace(/\n/g, " ") });
        }}
        onKeyDown={onKeyDown}
        onBlur={() => {
          if (!newer && !error) void save(false);
        }}
      />
      <span class="codio-visually-hidden" id={`${id}-how`}>
        {t("Enter stores, Escape leaves it as it was, Tab goes on to the next.")}
      </span>
      {error && <p class="codio-message codio-message--alarm">{error}</p>}
      {newer !== null && (
        <div class="codio-message codio-message--honey">
          <div>
            <p>{t("Somebody else changed this while you were typing. It says now: “{text}”", { text: newer || t("still open") })}</p>
            <p class="codio-edit__answers">
              <button
                type="button"
                class="codio-button codio-button--tiny"
                onClick={() => {
                  draft.set({ ...begun, from: newer });
                  void save(true);
                }}
              >
                {t("Keep my text")}
              </button>
              <button type="button" class="codio-button codio-button--line codio-button--tiny" onClick={() => close(true)}>
                {t("Take the newer text")}
              </button>
            </p>
          </div>
        </div>
      )}
    </div>
  );
}

/** The cell with words after this one in the table, or before it. */
function neighbour(from: EventTarget | null, back: boolean): HTMLElement | null {
  if (!(from instanceof HTMLElement)) return null;
  const all = [...(from.closest("table")?.querySelectorAll<HTMLElement>("[data-cell]") ?? [])];
  const at = all.indexOf(from);
  return all[back ? at - 1 : at + 1] ?? null;
}
