// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Which screen belongs to the moment. The client holds no rules: it looks only at what it was sent. */

import type { Board } from "../../../core/api";
import type { Leaf, RunRecord } from "../../../protocol.gen";

/** What is shown of a step in which nothing lies on the table. */
export type Listened = "framework" | "case" | "mechanisms" | "research" | "poster" | "wider" | "checklist" | "reflection";
export type ScreenName = "wait" | "lobby" | "write" | "read" | "talk" | "plenary" | "break" | "closed" | Listened;

export interface ScreenNow {
  name: ScreenName;
  run: RunRecord | null;
  leaf: Leaf | null;
}

export function screenNow(board: Board): ScreenNow {
  const workshop = board.workshop.value;
  const run = board.run.value;
  const leaf = board.leaf.value;
  if (!workshop) return { name: "wait", run, leaf };
  if (workshop.phase === "closed") return { name: "closed", run, leaf };
  if (workshop.phase === "lobby" || !run || !leaf) return { name: "lobby", run, leaf };
  return { name: nameFor(run, leaf), run, leaf };
}

/** A run of another leaf, or the end of a silence, is another screen. */
export function screenKey({ name, run }: ScreenNow): string {
  return `${name}:${run?.id ?? ""}`;
}

function nameFor(run: RunRecord, leaf: Leaf): ScreenName {
  if (leaf.silent && leaf.kinds.length === 0) return "read";
  if (leaf.silent) return run.opened_to === "author" ? "write" : "talk";
  if (leaf.mode === "group" || leaf.screen === "tables") return "talk";
  switch (leaf.screen) {
    case "framework":
    case "case":
    case "mechanisms":
    case "research":
    case "poster":
    case "wider":
    case "checklist":
    case "reflection":
    case "break":
      return leaf.screen;
    default:
      return "plenary";
  }
}
