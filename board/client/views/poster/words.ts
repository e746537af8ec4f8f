// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Words and small facts about the poster that several views need. */

import { t } from "../../core/i18n";
import { unclosed } from "../../core/sentences";
import type { Board } from "../../core/api";
import { dateFormat } from "../../core/when";
import type { FoundationId, Level, Orientation, PosterValueRecord, ProjectOutcome, SnapshotRecord, TensionContent, ValueRef, Weight } from "../../protocol.gen";

export function latestSnapshot(snapshots: readonly SnapshotRecord[]): SnapshotRecord | null {
  return snapshots.reduce<SnapshotRecord | null>((last, one) => (last && last.version > one.version ? last : one), null);
}

/** "11:12", when a version was made final. */
export function sealTime(board: Board, atMs: number): string {
  return dateFormat(board.language, { hour: "2-digit", minute: "2-digit" }).format(atMs);
}

export function dateText(board: Board, atMs: number): string {
  return dateFormat(board.language, { day: "numeric", month: "long", year: "numeric" }).format(atMs);
}

export function levelName(level: Level): string {
  return { project: t("project"), organisation: t("organisation"), other_level: t("first another (political) level") }[level];
}

export const LEVELS: readonly Level[] = ["project", "organisation", "other_level"];

export function outcomeName(outcome: ProjectOutcome): string {
  return { go: t("go on"), go_adapted: t("go on, changed"), stop: t("do not go on"), open: t("still open") }[outcome];
}

export const OUTCOMES: readonly ProjectOutcome[] = ["go", "go_adapted", "stop", "open"];

export function valuesUnder(values: readonly PosterValueRecord[], foundation: FoundationId): readonly PosterValueRecord[] {
  return values.filter((value) => value.content.foundation === foundation);
}

type Clash = Pick<TensionContent, "value_a" | "value_b" | "action_a" | "action_b" | "further">;

/** The values that clash, two or more. */
export function valuesOf(tension: Clash): readonly ValueRef[] {
  return [tension.value_a, tension.value_b, ...tension.further];
}

/** The values that clash, or the two actions. */
export function tensionName(board: Board, tension: Clash): string {
  const action = (id: string) => board.posterActions.value.find((one) => one.id === id)?.content.action ?? t("an action that is gone");
  const between = tension.action_a !== "" && tension.action_b !== "";
  const sides = between ? [action(tension.action_a), action(tension.action_b)] : valuesOf(tension).map((ref) => board.content.valueName(ref));
  return t("{a} and {b}", { a: sides.slice(0, -1).map(unclosed).join(", "), b: unclosed(sides.at(-1) ?? "") });
}

export const ORIENTATIONS: readonly Orientation[] = ["vulnerable", "strived_for"];

export function orientationName(orientation: Orientation): string {
  return { vulnerable: t("to be protected"), strived_for: t("to strive for") }[orientation];
}

export const WEIGHTS: readonly Weight[] = ["high", "medium", "low"];

export function weightName(weight: Weight): string {
  return { high: t("high"), medium: t("medium"), low: t("low") }[weight];
}

/** Several facts on one line; a line that breaks between two begins with a word, and not with the dot. */
export function factsInLine(facts: readonly (string | false | null)[]): string {
  return facts.filter(Boolean).join("\u00a0· ");
}
