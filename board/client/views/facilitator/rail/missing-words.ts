// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What is still missing, in words, and the way to where the facilitator can do something about it. */

import { choosesIn } from "../../step/choosing";
import { t, tn } from "../../../core/i18n";
import type { Board } from "../../../core/api";
import { EVERYTHING, looking, pickedKind } from "../board/filters";
import type { TableRecord } from "../../../protocol.gen";
import type { DeskTab } from "../console/desk-tabs";
import { goThere, type Place } from "../console/going-there";
import { guideFolded } from "../guide/folded";
import { openSection } from "../prepare/sections";
import { missingIn, type Missing, type MissingCount, type MissingThing } from "./missing";

/** What the step that is on must still bring; nothing in the lobby. */
export function missingNow(board: Board): readonly Missing[] {
  const leaf = board.leaf.value;
  if (!leaf) return [];
  return missingIn({
    leaf,
    chooses: choosesIn(leaf, board.leaves.value),
    last: board.leaves.value.at(-1)?.id === leaf.id,
    script: board.content.script,
    tables: board.tables.value,
    notes: board.notes.value,
    sheets: board.sheets.value,
    items: board.items.value,
    values: board.posterValues.value,
    actions: board.posterActions.value,
    tensions: board.tensions.value,
    answers: board.answers.value,
    outcome: board.decision.value?.outcome ?? "open",
  });
}

/** Of what tables must bring `only` the names of these; of none it is what stands before the names. */
export function missingWords(board: Board, one: Missing, only?: readonly TableRecord[]): string {
  if ("count" in one) return counted(one.kind, one.count);
  if (!("tables" in one)) return thing(one.kind);
  const tables = (only ?? one.tables).map((table) => board.tableName(table)).join(", ");
  return {
    chosen: t("Nothing chosen yet: {tables}", { tables }),
    undecided: t("Notes not chosen or set aside yet: {tables}", { tables }),
    joint: t("No joint action yet: {tables}", { tables }),
    spokesperson: t("No spokesperson yet: {tables}", { tables }),
    accents: t("Accent values not all answered: {tables}", { tables }),
    research: t("Values from research not all weighed: {tables}", { tables }),
  }[one.kind];
}

/** Where it can be put right; null when that is up to the tables. Goes along with what has to be opened on the way there. */
export function missingPlace(board: Board, one: Missing): Place | null {
  const place = (tab: DeskTab | null, opens = true): Place => ({ tab, thing: one.kind, opens });
  switch (one.kind) {
    case "poster_values":
      return place("values", false);
    case "poster_actions":
      return place("actions", false);
    case "meanings":
    case "accents_room":
      return place("values");
    case "choices":
      return place(board.tensions.peek().find((tension) => tension.content.choice === "")?.content.action_a ? "actions" : "values");
    case "holders":
    case "terms":
    case "monitors":
    case "weights":
      return place("actions");
    case "checklist":
    case "decision":
      return place("finish");
    case "parked":
      return place("parked", false);
    case "case":
    case "case_class":
      return place("prepare");
    case "kept_answers":
      return place(null);
    case "chosen":
    case "undecided":
      return place("board", false);
    default:
      return null;
  }
}

/** Go there, and open on the way what it is in. `table` is the one that is meant, of what tables must bring. */
export function goToMissing(board: Board, one: Missing, place: Place, table?: TableRecord): void {
  if (one.kind === "case" || one.kind === "case_class") openSection(board).pick("case");
  if (one.kind === "kept_answers") guideFolded.value = false;
  if (one.kind === "chosen" || one.kind === "undecided") {
    pickedKind.value = null;
    looking.value = { ...EVERYTHING, tableId: table?.id ?? "", undecided: true };
  }
  goThere(board, place);
}

function counted(kind: MissingCount, count: number): string {
  return {
    accents_room: tn("{n} accent value without an answer of the room", "{n} accent values without an answer of the room", count),
    meanings: tn("{n} value has no meaning yet", "{n} values have no meaning yet", count),
    choices: tn("{n} tension has no choice yet", "{n} tensions have no choice yet", count),
    holders: tn("{n} action has no action holder yet", "{n} actions have no action holder yet", count),
    terms: tn("{n} action has no time yet", "{n} actions have no time yet", count),
    monitors: tn("{n} action that nobody follows yet", "{n} actions that nobody follows yet", count),
    weights: tn("{n} action not weighed yet", "{n} actions not weighed yet", count),
    kept_answers: tn("{n} question without an answer", "{n} questions without an answer", count),
    checklist: tn("{n} checklist question is open", "{n} checklist questions are open", count),
    parked: tn("{n} parked point is open", "{n} parked points are open", count),
  }[kind];
}

function thing(kind: MissingThing): string {
  return {
    poster_values: t("There is no value on the poster yet"),
    poster_actions: t("There is no action on the poster yet"),
    case: t("The case has no description yet"),
    case_class: t("The case has no place in the grid yet"),
    decision: t("The decision on the project is open"),
  }[kind];
}
