// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** On the note itself: why it is chosen, or why it is set aside. Setting aside needs its reason. */

import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { NoteView } from "../../core/api";
import { MAX_LONG_CHARACTERS } from "../../protocol.gen";
import type { Verdict } from "../../protocol.gen";
import { LongField } from "../form/Fields";
import { isComposing, keepFocusOn } from "../parts/focus";
import { useDraft } from "../form/drafts";
import { choose } from "./moves";

interface ChoiceFormProps {
  /** The note as it lies now, on top of its stack. */
  note: NoteView;
  /** The note on which the form was opened; somebody may have laid it under another since. */
  draftOf: string;
  verdict: Verdict;
  onDone(): void;
}

export function ChoiceForm({ note, draftOf, verdict, onDone }: ChoiceFormProps) {
  const board = useBoard();
  const draft = useDraft(`choice:${draftOf}:${verdict}`, "");
  const [error, setError] = useState("");
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const field = form.current?.querySelector("textarea");
    // Drawn anew under typing hands it has the focus and the caret already.
    if (document.activeElement !== field) field?.focus();
  }, []);
  const close = () => {
    keepFocusOn(note.id);
    onDone();
  };
  const send = async (event: Event) => {
    event.preventDefault();
    const reason = draft.value.trim();
    if (verdict === "set_aside" && !reason) {
      setError(t("Write a reason first."));
      form.current?.querySelector("textarea")?.focus();
      return;
    }
    onDone();
    if (await choose(board, note, verdict, reason)) draft.clear();
  };
  return (
    <form
      ref={form}
      class="codio-note__question"
      onSubmit={(event) => void send(event)}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !isComposing(event)) close();
      }}
    >
      <LongField
        id={`reason-${draftOf}`}
        label={verdict === "chosen" ? t("Why do you choose this together?") : t("Why do you set this aside?")}
        hint={verdict === "chosen" ? t("You may leave this empty for now.") : ""}
        error={error}
        value={draft.value}
        max={MAX_LONG_CHARACTERS}
        rows={2}
        onInput={draft.set}
      />
      <div class="codio-actions">
        <button type="button" class="codio-button codio-button--line codio-button--tiny" onClick={close}>
          {t("Cancel")}
        </button>
        <button type="submit" class="codio-button codio-button--tiny">
          {verdict === "chosen" ? t("Choose") : t("Set it aside")}
        </button>
      </div>
    </form>
  );
}
