// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * Editing something that others may change meanwhile. What is typed is a draft of this device until the server has it; a stale
 * refusal keeps it, and the newer text is shown beside it.
 */

import { useRef, useState } from "preact/hooks";
import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { Code, Command } from "../../protocol.gen";
import { asItStands, inverseNow } from "../sending/act";
import { useDraft } from "./drafts";

interface Begun<F> {
  fields: F;
  base_rev: number;
}

export interface Edit<F> {
  /** What is being typed; null while the form is closed. */
  fields: F | null;
  busy: boolean;
  /** Why the last try was refused, in words; empty when it was not. */
  error: string;
  errorField: string;
  /** It was stored, but not what was typed while that went on: that stands in the form still. */
  later: boolean;
  /** What stands there now, when somebody else changed it after this form was opened. */
  newer: F | null;
  open(): void;
  close(): void;
  change(part: Partial<F>): void;
  /** True when all of it was stored. */
  save(): Promise<boolean>;
  /** Store one's own text over the newer one. */
  overwrite(): Promise<boolean>;
  takeNewer(): void;
}

/**
 * `stored` is what stands there now with its revision; null for something new, which begins as `empty`. `said` is what is
 * announced, and offered to undo, once it is stored.
 */
export function useEdit<F extends object>(
  key: string,
  stored: { fields: F; rev: number } | null,
  empty: F,
  command: (fields: F, base_rev: number) => Command,
  said: string = t("Stored"),
): Edit<F> {
  const board = useBoard();
  const draft = useDraft<Begun<F> | null>(`poster/${key}`, null);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<{ code: Code; field: string } | null>(null);
  const [later, setLater] = useState(false);
  const latest = useRef(0);
  const rev = stored?.rev ?? 0;
  latest.current = rev;
  const stale = draft.value !== null && !busy && rev > draft.value.base_rev;

  const send = async (base_rev: number): Promise<boolean> => {
    const begun = draft.peek();
    if (!begun || busy) return false;
    setBusy(true);
    setRefused(null);
    setLater(false);
    const asked = command(begun.fields, base_rev);
    const inverse = inverseNow(board, asked);
    const outcome = await board.send(asked);
    setBusy(false);
    if (outcome.done) {
      const typed = draft.peek();
      const more = typed !== null && !alike(typed.fields, begun.fields);
      // Storing makes one revision: what was typed meanwhile goes on from that.
      if (more) draft.set({ ...typed, base_rev: Math.max(base_rev + 1, latest.current) });
      else draft.clear();
      setLater(more);
      board.announce.say(more ? t("{said}. What you typed after that is not stored yet.", { said }) : said);
      if (inverse) board.offerUndo(said, asked, asItStands(board, inverse));
      return !more;
    }
    // The form keeps the words; the refused command itself is not needed any more.
    board.dismiss(outcome.failure);
    setRefused({ code: outcome.failure.code, field: outcome.failure.field });
    board.announce.alert(board.refusalText(outcome.failure.code));
    return false;
  };

  return {
    fields: draft.value?.fields ?? null,
    busy,
    error: refused && !(refused.code === "stale_rev" && stale) ? board.refusalText(refused.code) : "",
    later,
    errorField: refused?.field ?? "",
    newer: stale ? (stored?.fields ?? null) : null,
    open: () => draft.set({ fields: stored?.fields ?? empty, base_rev: rev }),
    close: () => {
      setRefused(null);
      setLater(false);
      draft.clear();
    },
    change: (part) => {
      const begun = draft.peek();
      if (begun) draft.set({ ...begun, fields: { ...begun.fields, ...part } });
    },
    save: () => send(draft.peek()?.base_rev ?? 0),
    overwrite: () => send(rev),
    takeNewer: () => {
      setRefused(null);
      if (stored) draft.set({ fields: stored.fields, base_rev: stored.rev });
    },
  };
}

/** Whether what is typed says the same; fields hold nothing but what can be sent. */
function alike(one: object, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
