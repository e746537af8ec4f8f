// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The composer that fits the kind of note, for a new note or for a change. */

import { useBoard } from "../../../core/context";
import type { NoteKind } from "../../../protocol.gen";
import { ActionComposer } from "./ActionComposer";
import { ValueComposer } from "./ValueComposer";
import { useWriter } from "./writer";
import type { Writing } from "./writing";

interface ComposerBoxProps {
  kind: NoteKind;
  runId: string;
  formId: string;
  writing: Writing;
  withButton?: boolean;
  onStored?: () => void;
  onCancel?: () => void;
}

export function Composer({ kind, runId, formId, writing, withButton = false, onStored, onCancel }: ComposerBoxProps) {
  const board = useBoard();
  const { behalf, own, table } = useWriter();
  // The note as it is now: somebody may have moved it since, and the change must fit the newest.
  const note = writing.note && (board.notes.value.find((one) => one.id === writing.note?.id) ?? writing.note);
  const props = {
    runId,
    behalf,
    own,
    tableId: table?.id ?? "",
    formId,
    withButton,
    ...(onStored ? { onStored } : {}),
    ...(note ? { note, onDone: writing.done } : {}),
    ...(onCancel || note ? { onCancel: note ? writing.done : (onCancel ?? writing.done) } : {}),
  };
  const key = `${note?.id ?? "new"}:${behalf}`;
  return (note?.content.type ?? kind) === "value" ? <ValueComposer key={key} {...props} /> : <ActionComposer key={key} {...props} />;
}
