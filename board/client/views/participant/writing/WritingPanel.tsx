// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Adding a note while the board is in view: a panel in the flow, so that nothing covers what others do. */

import { useEffect, useState } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { Leaf, NoteKind } from "../../../protocol.gen";
import { isEmptyAction, useActionDraft } from "./ActionComposer";
import { Dock } from "../../parts/Dock";
import { Icon } from "../../parts/Icon";
import { isEmptyValue, useValueDraft } from "./ValueComposer";
import { Composer } from "./Composer";
import { useWriter } from "./writer";
import { useWriting, type Writing } from "./writing";

const FORM = "table-note";

export interface WritingPanelState {
  open: boolean;
  setOpen(open: boolean): void;
  writing: Writing;
}

/** Opens by itself when a note was begun and not stored: at the end of a silence its words stand there still. */
export function useWritingPanel(kind: NoteKind): WritingPanelState {
  const { behalf } = useWriter();
  const value = useValueDraft(behalf);
  const action = useActionDraft(behalf);
  const begun = kind === "value" ? !isEmptyValue(value.value) : !isEmptyAction(action.value);
  const [open, setOpen] = useState(begun);
  const writing = useWriting(() => setOpen(true));
  useEffect(() => {
    if (begun) setOpen(true);
  }, [begun]);
  return { open, setOpen, writing };
}

export function WritingPanel({ kind, runId, panel }: { kind: NoteKind; runId: string; panel: WritingPanelState }) {
  const board = useBoard();
  const { me, behalf } = useWriter();
  const value = useValueDraft(behalf);
  const action = useActionDraft(behalf);
  if (!panel.open || !me) return null;
  const close = () => {
    panel.writing.done();
    panel.setOpen(false);
    document.getElementById("new-note")?.focus();
  };
  // Who went on to the next note meanwhile, or to something else, is left in peace.
  const stored = () => {
    // A scribe has a pile of notes to type.
    if (board.role === "scribe") return;
    if (!isEmptyValue(value.peek()) || !isEmptyAction(action.peek())) return;
    if (document.activeElement === document.body || document.getElementById(FORM)?.contains(document.activeElement)) close();
  };
  return <Composer kind={kind} runId={runId} formId={FORM} writing={panel.writing} withButton onStored={stored} onCancel={close} />;
}

/** Whether a note of this kind may still be added in a step. */
export function mayAdd(leaf: Leaf | null, kind: NoteKind): boolean {
  return leaf?.kinds.includes(kind) === true;
}

export function NewNoteButton({ kind, panel }: { kind: NoteKind; panel: WritingPanelState }) {
  const open = () => {
    panel.setOpen(true);
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`#${FORM} input, #${FORM} textarea`)?.focus());
  };
  return (
    <button type="button" id="new-note" class="codio-button" aria-expanded={panel.open} onClick={open}>
      <Icon name="plus" />
      {kind === "value" ? t("New note") : t("New action")}
    </button>
  );
}

/** The dock where all talk together: a note may be added, but that is not what the step is about. */
export function WritingDock({ kind, panel }: { kind: NoteKind; panel: WritingPanelState }) {
  const board = useBoard();
  const { me } = useWriter();
  if (!me || !mayAdd(board.leaf.value, kind)) return null;
  return (
    <Dock label={t("Writing")} light>
      <NewNoteButton kind={kind} panel={panel} />
    </Dock>
  );
}
