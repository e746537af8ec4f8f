// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What both composers share: sending, and what happens with the words when the server refuses them. */

import { useState } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { NoteView } from "../../../core/api";
import type { Code, FoundationId, NoteContent } from "../../../protocol.gen";

export interface ComposerProps {
  /** The run that is on; a note keeps the run in which it was begun. */
  runId: string;
  /** The person for whom a scribe types. */
  behalf?: string;
  /** The foundations of the writer's table; they come first. */
  own: readonly FoundationId[];
  /** The id of the writer's table: for an action its chosen values come first. */
  tableId?: string;
  /** So that a button elsewhere (the dock) can send: `<button type="submit" form={formId}>`. */
  formId: string;
  /** A note to change; left out: a new one. */
  note?: NoteView;
  /** A button of its own at the end of the form. */
  withButton?: boolean;
  /** After the server stored a change: until then its words stay in the editor. */
  onDone?(): void;
  /** After the server stored it. */
  onStored?(): void;
  onCancel?(): void;
}

export interface Refusal {
  code: Code;
  field: string;
}

/** What happens with the typed words when the server has answered. */
export interface Words {
  /** A change is stored: forget its words, unless more was typed meanwhile. True when they are gone. */
  letGo(): boolean;
  /** Refused: have the words back in the fields, unless something else was typed meanwhile. True when they stand there. */
  keep(): boolean;
}

/** What a draft of either kind holds besides its words. */
export interface Begun {
  /** The run in which the first letter was typed; empty while nothing was. */
  begun: string;
}

export function useComposing(props: ComposerProps) {
  const board = useBoard();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  // The revision at the start: a later change begins with the words of then, and nobody else's move disturbs this one.
  const [changing] = useState(props.note ? `edit:${props.note.id}:${props.note.rev}` : "");
  const key = (kind: string) => changing || `new:${kind}:${props.behalf ?? ""}`;

  const send = async (content: NoteContent, column: FoundationId, begun: string, words: Words) => {
    setRefusal(null);
    const sending = props.note
      ? board.send({ type: "edit_note", note_id: props.note.id, base_rev: props.note.rev, content })
      : board.send({
          type: "add_note",
          note_id: board.newId(),
          run_id: begun || props.runId,
          content,
          column,
          ...(props.behalf ? { behalf: props.behalf } : {}),
        });
    const outcome = await sending;
    if (outcome.done) {
      board.announce.say(t("Your note is stored"));
      if (props.note && !words.letGo()) return;
      props.onDone?.();
      props.onStored?.();
      return;
    }
    const { code, field } = outcome.failure;
    board.announce.alert(t("Not stored. {reason}", { reason: board.refusalText(code) }));
    if (words.keep()) {
      board.dismiss(outcome.failure);
      setRefusal({ code, field });
    }
  };
  return { board, refusal, setRefusal, key, send };
}

/** True when the silence in which this note was begun is over: it will be marked as later. */
export function isLate(runs: readonly { id: string; silent: boolean; opened_to: string }[], begun: string): boolean {
  const run = runs.find((one) => one.id === begun);
  return run !== undefined && run.silent && run.opened_to !== "author";
}
