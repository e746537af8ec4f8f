// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What the step that is on must still bring, worked out from what lies on the board. Pure; the words are in missing-words.ts. */

import type { ItemView, NoteView } from "../../../core/api";
import { itemsOf, itemWith } from "../../../core/items";
import type {
  AnswerRecord,
  Leaf,
  PosterActionRecord,
  PosterValueRecord,
  ProjectOutcome,
  Script,
  SheetRecord,
  TableRecord,
  TensionRecord,
} from "../../../protocol.gen";
import { questionsOf } from "../../step/questions";
import { sourcesOf, undecidedAt } from "../../table/offers";

export type MissingAtTables = "chosen" | "undecided" | "joint" | "spokesperson" | "accents" | "research";
export type MissingCount =
  | "accents_room"
  | "meanings"
  | "choices"
  | "holders"
  | "terms"
  | "monitors"
  | "weights"
  | "kept_answers"
  | "checklist"
  | "parked";
export type MissingThing = "poster_values" | "poster_actions" | "case" | "case_class" | "decision";

export type Missing =
  | { kind: MissingAtTables; tables: readonly TableRecord[] }
  | { kind: MissingCount; count: number }
  | { kind: MissingThing };

export interface Room {
  leaf: Leaf;
  /** Tables choose in this one. */
  chooses: boolean;
  /** True for the last leaf of this workshop. */
  last: boolean;
  script: Script;
  tables: readonly TableRecord[];
  notes: readonly NoteView[];
  sheets: readonly SheetRecord[];
  items: readonly ItemView[];
  values: readonly PosterValueRecord[];
  actions: readonly PosterActionRecord[];
  tensions: readonly TensionRecord[];
  answers: readonly AnswerRecord[];
  outcome: ProjectOutcome;
}

export function missingIn(room: Room): readonly Missing[] {
  const found = [...atTables(room), ...inTheRoom(room), ...onThePoster(room), ...atTheEnd(room)];
  return found.filter((one) => ("tables" in one ? one.tables.length > 0 : "count" in one ? one.count > 0 : true));
}

function atTables({ leaf, chooses, tables, notes, sheets, items }: Room): readonly Missing[] {
  const kind = leaf.sheet;
  // Nobody can do anything at a table without people.
  const seated = tables.filter((table) => table.people > 0);
  const found: Missing[] = [];
  if (kind && chooses) {
    const joint = itemsOf(items, "joint_action");
    const hasJoint = (table: TableRecord) => joint.some((item) => item.content.table_id === table.id);
    found.push(
      { kind: "chosen", tables: seated.filter((table) => sourcesOf(table, kind, notes, items).length === 0) },
      { kind: "undecided", tables: seated.filter((table) => undecidedAt(table, kind, notes, items).length > 0) },
    );
    if (leaf.tools.includes("joint_actions")) found.push({ kind: "joint", tables: seated.filter((table) => !hasJoint(table)) });
  }
  // Who speaks is chosen with what is chosen, and wanted when the tables tell.
  if (kind && (chooses || leaf.pitches)) {
    const spoken = new Set(sheets.filter((sheet) => sheet.kind === kind && sheet.has_spokesperson).map((sheet) => sheet.table_id));
    found.push({ kind: "spokesperson", tables: seated.filter((table) => !spoken.has(table.id)) });
  }
  if (leaf.mode === "group" && leaf.tools.includes("accents")) {
    const accents = itemsOf(items, "accent");
    const unanswered = (table: TableRecord) => accents.some(({ item_id }) => !itemWith(items, "accent_answer", `accent:${item_id}:${table.id}`));
    found.push({ kind: "accents", tables: seated.filter(unanswered) });
  }
  if (leaf.mode === "group" && leaf.tools.includes("research")) {
    const research = itemsOf(items, "research_value");
    const unjudged = (table: TableRecord) =>
      research.some(
        ({ item_id, content }) => table.foundations.includes(content.foundation) && !itemWith(items, "research_verdict", `verdict:${item_id}:${table.id}`),
      );
    found.push({ kind: "research", tables: seated.filter(unjudged) });
  }
  return found;
}

function inTheRoom({ leaf, items }: Room): readonly Missing[] {
  const found: Missing[] = [];
  if (leaf.tools.includes("case")) {
    const form = itemWith(items, "case", "case")?.content;
    if (!form || form.description === "") found.push({ kind: "case" });
    if (!form || form.proactivity === "" || form.data_origin === "") found.push({ kind: "case_class" });
  }
  const accents = itemsOf(items, "accent");
  if (leaf.mode === "plenary" && leaf.tools.includes("accents")) {
    const open = accents.filter(({ item_id }) => !itemWith(items, "accent_answer", `accent:${item_id}:room`));
    found.push({ kind: "accents_room", count: open.length });
  }
  const kept = questionsOf(leaf, accents.length > 0).filter(({ question }) => question.keep);
  const open = kept.filter(({ at }) => !itemWith(items, "step_answer", `answer:${leaf.id}:${at}`));
  found.push({ kind: "kept_answers", count: open.length });
  return found;
}

function onThePoster({ leaf, values, actions, tensions }: Room): readonly Missing[] {
  const found: Missing[] = [];
  if (leaf.screen === "values" || (leaf.screen === "poster" && values.length === 0)) {
    if (values.length === 0) found.push({ kind: "poster_values" });
    found.push({ kind: "meanings", count: values.filter((value) => value.content.meaning === "").length });
  }
  if (leaf.screen === "actions" || leaf.screen === "poster") {
    if (actions.length === 0) found.push({ kind: "poster_actions" });
    const without = (is: (action: PosterActionRecord["content"]) => boolean) => actions.filter(({ content }) => is(content)).length;
    found.push(
      { kind: "holders", count: without((action) => action.holder === "") },
      { kind: "terms", count: without((action) => action.term === "") },
      { kind: "monitors", count: without((action) => action.monitor === "") },
    );
    if (leaf.tools.includes("ordering")) {
      found.push({ kind: "weights", count: without((action) => action.necessity === null || action.importance === null) });
    }
  }
  if (leaf.tools.includes("tensions")) found.push({ kind: "choices", count: tensions.filter((tension) => tension.content.choice === "").length });
  return found;
}

function atTheEnd({ leaf, last, script, answers, items, outcome }: Room): readonly Missing[] {
  const found: Missing[] = [];
  if (leaf.screen === "checklist") {
    const answered = new Set(answers.filter((one) => one.done || one.answer !== "").map((one) => one.item_id));
    found.push({ kind: "checklist", count: script.checklist.filter((item) => !answered.has(item.id)).length });
    if (outcome === "open") found.push({ kind: "decision" });
  }
  if (last || leaf.tools.includes("parked")) {
    found.push({ kind: "parked", count: itemsOf(items, "parked").filter((item) => item.content.outcome === "open").length });
  }
  return found;
}
