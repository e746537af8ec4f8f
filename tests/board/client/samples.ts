// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** A note and a run as records say them, and a note as views draw it: with other fields where a test is about them. */

import type { NoteView } from "../../../board/client/core/api";
import type { NoteRecord, RunRecord, ValueContent } from "../../../board/client/protocol.gen";

export const PRIVACY_NOTE: ValueContent = { type: "value", value: { value_id: "privacy", principle_id: "", name: "" }, why: "" };

export function noteRecord(id: string, fields: Partial<NoteRecord> = {}): NoteRecord {
  return {
    type: "note",
    id,
    run_id: "r1",
    table_id: "t1",
    column: "democratie",
    content: PRIVACY_NOTE,
    order: id,
    stack_id: id,
    rev: 1,
    late: false,
    hidden: false,
    behalf: false,
    verdict: null,
    reason: "",
    choice_rev: 0,
    ...fields,
  };
}

export function noteView(id: string, fields: Partial<NoteView> = {}): NoteView {
  return { ...noteRecord(id), pending: false, failure: null, mine: false, moved: false, ...fields };
}

export function runRecord(id: string, fields: Partial<RunRecord> = {}): RunRecord {
  return {
    type: "run",
    id,
    leaf_id: "A2c1",
    ordinal: 1,
    silent: false,
    opened_to: "author",
    started_at_ms: 0,
    timer_state: "idle",
    timer_version: 0,
    ends_at_ms: 0,
    left_ms: 0,
    ready: 0,
    ...fields,
  };
}
