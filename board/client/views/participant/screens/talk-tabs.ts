// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The tabs of a table: what this step lays ready has one, and pointing at something opens the right one. */

import { useEffect, useState } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { ItemView, NoteView } from "../../../core/api";
import { itemsOf } from "../../../core/items";
import type { Leaf, NoteKind, RunRecord, SpotlightRecord } from "../../../protocol.gen";
import type { Tab } from "../../parts/Tabs";
import { useOwnNotes, useWriter } from "../writing/writer";
import { taskOf, type TableTask } from "./task";

export type TalkTab = "table" | "research" | "joint" | "sheet" | "mine";

/** The tab in view: the step's own first one when a step begins. */
export function useTalkTab(run: RunRecord, leaf: Leaf, notes: readonly NoteView[]): [TalkTab, (tab: TalkTab) => void] {
  const board = useBoard();
  const first = firstTab(taskOf(leaf, board.content.leaves));
  const [shown, setShown] = useState({ run: run.id, tab: first });
  const spot = board.spotlight.value;
  const asked = spot?.target ? tabOf(spot, notes, board.items.value, leaf) : null;
  useEffect(() => {
    if (asked) setShown({ run: run.id, tab: asked });
  }, [spot?.n, asked]);
  return [shown.run === run.id ? shown.tab : first, (tab) => setShown({ run: run.id, tab })];
}

export function firstTab(task: TableTask): TalkTab {
  return task === "research" ? "research" : task === "word" ? "joint" : "table";
}

/** Where something stands that the facilitator points at; null when it is on no tab of this table. */
export function tabOf(spot: Pick<SpotlightRecord, "kind" | "target">, notes: readonly NoteView[], items: readonly ItemView[], leaf: Leaf): TalkTab | null {
  if (spot.kind === "note") return notes.some((note) => note.id === spot.target) ? "table" : null;
  if (spot.kind !== "item") return null;
  switch (items.find((item) => item.item_id === spot.target)?.content.type) {
    case "research_value":
      return leaf.tools.includes("research") ? "research" : null;
    case "joint_action":
      return leaf.tools.includes("joint_actions") ? "joint" : null;
    case "accent":
      return leaf.tools.includes("accents") ? "sheet" : null;
    default:
      return null;
  }
}

/** The tabs with their counts; the own notes come last. */
export function useTalkTabs(leaf: Leaf, kind: NoteKind, notes: readonly NoteView[]): readonly Tab<TalkTab>[] {
  const board = useBoard();
  const { table } = useWriter();
  const own = useOwnNotes([kind]);
  const items = board.items.value;
  const chosen = new Set(notes.filter((note) => note.verdict === "chosen").map((note) => note.stack_id));
  const taken = itemsOf(items, "research_verdict").filter((one) => one.table_id === table?.id && one.content.verdict === "chosen");
  const joint = itemsOf(items, "joint_action").filter((one) => one.content.table_id === table?.id);
  // Four tabs must fit on a phone.
  const short = leaf.tools.includes("research") || leaf.tools.includes("joint_actions");
  // A scribe types for several tables: the name says for which.
  const name = board.role === "scribe" && table ? board.tableName(table) : "";
  const all: readonly (Tab<TalkTab> | false)[] = [
    { id: "table", label: name || (short ? t("Table") : t("Our table")), count: notes.length, ...(table && (!short || table.foundations.length === 1) ? { stamps: table.foundations } : {}) },
    leaf.tools.includes("research") && { id: "research", label: t("Research"), count: itemsOf(items, "research_value").length },
    leaf.tools.includes("joint_actions") && { id: "joint", label: t("Together"), count: joint.length },
    { id: "sheet", label: short || name ? t("Sheet") : t("Our sheet"), count: chosen.size + (kind === "value" ? taken.length : 0) },
    { id: "mine", label: board.role === "scribe" ? t("Typed") : t("Mine"), count: own.length },
  ];
  return all.filter((tab): tab is Tab<TalkTab> => tab !== false);
}
