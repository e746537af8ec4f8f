// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * Where the facilitator brings everybody: following it without taking the focus. Pure words and places; `useSpotlight` moves
 * the page. What can be pointed at carries `data-spot="<kind>:<id>"`; notes carry `data-note`.
 */

import { t } from "../../core/i18n";
import type { Board } from "../../core/api";
import type { SpotlightRecord } from "../../protocol.gen";
import { caseRowsTitle } from "../case/case-words";
import { noteTitle } from "../note/words";

export const BLOCKS = ["framework", "case", "values", "actions", "tensions", "checklist", "parked", "poster"] as const;
export type Block = (typeof BLOCKS)[number];

export function blockName(block: string): string {
  const names: { [name in Block]: string } = {
    framework: t("The values"),
    case: caseRowsTitle(),
    values: t("The values of this project"),
    actions: t("The actions"),
    tensions: t("Tensions"),
    checklist: t("The checklist"),
    parked: t("The parking lot"),
    poster: t("The poster"),
  };
  return block in names ? names[block as Block] : block;
}

/** What is pointed at, in words; empty when this page does not know it. */
export function spotName(board: Board, spot: SpotlightRecord): string {
  switch (spot.kind) {
    case "block":
      return blockName(spot.target);
    case "note": {
      const note = board.notes.value.find((one) => one.id === spot.target);
      return note ? noteTitle(board, note) : "";
    }
    case "poster": {
      const value = board.posterValues.value.find((one) => one.id === spot.target);
      if (value) return board.content.valueName(value.content.value);
      const action = board.posterActions.value.find((one) => one.id === spot.target);
      if (action) return action.content.action;
      return board.tensions.value.some((one) => one.id === spot.target) ? t("Tension") : "";
    }
    case "item":
      return itemWords(board, spot.target);
  }
}

function itemWords(board: Board, itemId: string): string {
  const content = board.items.value.find((one) => one.item_id === itemId)?.content;
  switch (content?.type) {
    case "parked":
    case "reflection":
    case "step_answer":
      return content.text;
    case "joint_action":
      return content.action;
    case "research_value":
    case "accent":
      return board.content.valueName(content.value);
    case "case":
      return blockName("case");
    default:
      return "";
  }
}

/** Where it stands on this page, or null. A note that lies under others is shown by the top of its stack. */
export function findSpot(board: Board, spot: SpotlightRecord): HTMLElement | null {
  if (spot.kind !== "note") return document.querySelector<HTMLElement>(`[data-spot="${CSS.escape(`${spot.kind}:${spot.target}`)}"]`);
  const note = board.notes.peek().find((one) => one.id === spot.target);
  const stack = note ? board.notes.peek().filter((one) => one.id === note.id || (note.stack_id !== "" && one.stack_id === note.stack_id)) : [];
  for (const id of [spot.target, ...stack.map((one) => one.id)]) {
    const found = document.querySelector<HTMLElement>(`[data-note="${CSS.escape(id)}"]`);
    if (found) return found;
  }
  return null;
}
