// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Which tab of the desk is open: the step says it, until the facilitator opens another. */

import { signal } from "@preact/signals";
import { t } from "../../../core/i18n";
import type { Board } from "../../../core/api";
import type { Leaf, NoteKind } from "../../../protocol.gen";

export type DeskTab = "prepare" | "board" | "values" | "actions" | "wider" | "parked" | "finish" | "people";

/** What the facilitator opened, and in which run; another run forgets it. */
const picked = signal<{ runId: string; tab: DeskTab } | null>(null);

export function openTab(board: Board): DeskTab {
  const own = picked.value;
  const runId = board.run.value?.id ?? "";
  if (own && own.runId === runId) return own.tab;
  const workshop = board.workshop.value;
  if (workshop?.phase === "closed") return "finish";
  // While people come in: who is there. What is being prepared then stays open, as somebody opened it.
  if (!board.leaf.value && (workshop?.people ?? 0) > 0) return "people";
  return tabFor(board.leaf.value);
}

export function pickTab(board: Board, tab: DeskTab): void {
  picked.value = { runId: board.run.value?.id ?? "", tab };
}

export function tabFor(leaf: Leaf | null): DeskTab {
  // What the tables read of research was laid ready there.
  if (!leaf || leaf.tools.includes("case") || leaf.screen === "research") return "prepare";
  if (leaf.screen === "framework") return "people";
  if (leaf.screen === "wider" || leaf.tools.includes("wider")) return "wider";
  if (leaf.screen === "values" || leaf.screen === "pitches") return kindOf(leaf) === "value" ? "values" : "actions";
  // A poster to look at together is still worked on as long as the step is about notes of a kind.
  if (leaf.screen === "poster" && leaf.kinds.length > 0) return kindOf(leaf) === "value" ? "values" : "actions";
  if (leaf.screen === "actions" || leaf.screen === "mechanisms") return "actions";
  if (leaf.screen === "reflection" && leaf.tools.includes("parked")) return "parked";
  return leaf.screen === "checklist" || leaf.screen === "reflection" || leaf.screen === "poster" ? "finish" : "board";
}

/** What a step is about. */
export function kindOf(leaf: Leaf | null): NoteKind {
  return leaf?.sheet ?? leaf?.kinds[0] ?? "value";
}

export function tabNames(): { [tab in DeskTab]: string } {
  return {
    prepare: t("Preparation"),
    board: t("Notes"),
    values: t("Values"),
    actions: t("Actions"),
    wider: t("Wider use"),
    parked: t("Parking lot"),
    finish: t("Checklist and finish"),
    people: t("People"),
  };
}
