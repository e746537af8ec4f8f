// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The parts of the preparation, and which one is open. A step that is about the case opens the case. */

import { signal } from "@preact/signals";
import { t } from "../../../core/i18n";
import type { Board } from "../../../core/api";

export type Section = "todo" | "title" | "case" | "plan" | "tables" | "accents" | "research" | "links" | "paper";

export const SECTIONS: readonly Section[] = ["todo", "title", "case", "plan", "tables", "accents", "research", "links", "paper"];

const picked = signal<{ runId: string; section: Section } | null>(null);

export function openSection(board: Board): { value: Section; pick(section: Section): void } {
  const runId = board.run.value?.id ?? "";
  const own = picked.value?.runId === runId ? picked.value.section : null;
  const research = board.leaf.value?.screen === "research";
  const first = research ? "research" : board.leaf.value?.tools.includes("case") || board.content.script.prepare.length === 0 ? "case" : "todo";
  return {
    value: own ?? first,
    pick: (section) => {
      picked.value = { runId, section };
    },
  };
}

export function sectionName(section: Section): string {
  return {
    todo: t("To do beforehand"),
    title: t("Title and organisation"),
    case: t("The case"),
    plan: t("Date and place"),
    tables: t("Tables"),
    accents: t("Accent values"),
    research: t("Values from research"),
    links: t("Video calls"),
    paper: t("Invitation and paper"),
  }[section];
}

/** What the script makes something of: accent values and values from research only where it asks about them, or somebody brought some. */
export function isAsked(board: Board, section: Section): boolean {
  const brought = (type: "accent" | "research_value") => board.items.value.some((item) => item.content.type === type);
  switch (section) {
    case "todo":
      return board.content.script.prepare.length > 0;
    case "accents":
      return brought("accent") || board.leaves.value.some((leaf) => leaf.tools.includes("accents") || leaf.questions.some((one) => one.only_with_accents));
    case "research":
      return brought("research_value") || board.leaves.value.some((leaf) => leaf.tools.includes("research"));
    default:
      return true;
  }
}
