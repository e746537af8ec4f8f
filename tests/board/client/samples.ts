// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** A note and a run as records say them, and a note as views draw it: with other fields where a test is about them. */

import type { NoteView } from "../../../board/client/core/api";
import type { Leaf, NoteRecord, RunRecord, ValueContent } from "../../../board/client/protocol.gen";

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

/** What every break is, as it comes with the content. */
export const PAUSE: Leaf = {
  id: "break:",
  part_id: "",
  step_id: "break:",
  stage: "0",
  stage_title: null,
  title: { nl: "Pauze", en: "Break" },
  minutes: 0,
  mode: "plenary",
  screen: "break",
  do: { nl: "", en: "" },
  say: { nl: "", en: "" },
  silent: false,
  kinds: [],
  sheet: null,
  questions: [],
  deliver: [],
  pitches: false,
  tools: [],
};
