// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What the tables chose, and whether it stands on the poster already. Pure. */

import type { NoteView } from "../../core/api";
import type { NoteKind, PosterActionRecord, PosterValueRecord, PutPosterAction, PutPosterValue } from "../../protocol.gen";
import { gather, type Stack } from "../shared/stacks";
import { sameValue } from "../shared/words";

/** `new`: not on the poster. `alike`: something that says the same stands there. `there`: it came from this stack. */
export type OfferState = "new" | "alike" | "there";

export interface Offer {
  stack: Stack;
  state: OfferState;
  entry: PosterValueRecord | PosterActionRecord | null;
  /** Why the table chose it, else why its author did. */
  why: string;
}

const MAX_ORIGINS = 60;

/** The chosen stacks of one table and kind. A hidden note is offered to nobody. */
export function chosenBy(notes: readonly NoteView[], tableId: string, kind: NoteKind): readonly Stack[] {
  const seen = notes.filter((note) => note.table_id === tableId && note.content.type === kind && !note.hidden && note.order !== "");
  return gather(seen).filter((stack) => stack.top.verdict === "chosen");
}

export function offersOf(
  stacks: readonly Stack[],
  values: readonly PosterValueRecord[],
  actions: readonly PosterActionRecord[],
): readonly Offer[] {
  return stacks.map((stack) => {
    const ids = new Set(stack.notes.map((note) => note.id));
    const entries: readonly (PosterValueRecord | PosterActionRecord)[] = stack.top.content.type === "value" ? values : actions;
    const from = entries.find((entry) => entry.origins.some((id) => ids.has(id)));
    const alike = from ?? entries.find((entry) => saysTheSame(stack, entry));
    return { stack, state: from ? "there" : alike ? "alike" : "new", entry: alike ?? null, why: whyOf(stack) };
  });
}

/** The stack as a new entry of the poster. */
export function asEntry(stack: Stack, entryId: string): PutPosterValue | PutPosterAction {
  const { content, column } = stack.top;
  const origins = stack.notes.slice(0, MAX_ORIGINS).map((note) => note.id);
  if (content.type === "value") {
    return { type: "put_poster_value", entry_id: entryId, base_rev: 0, foundation: column, value: content.value, meaning: whyOf(stack), origins };
  }
  const { action, actor: holder, values } = content;
  return { type: "put_poster_action", entry_id: entryId, base_rev: 0, foundation: column, action, holder, values, origins };
}

/** The same entry with this stack among its origins. */
export function withOrigin(entry: PosterValueRecord | PosterActionRecord, stack: Stack): PutPosterValue | PutPosterAction {
  const origins = [...new Set([...entry.origins, ...stack.notes.map((note) => note.id)])].slice(0, MAX_ORIGINS);
  const head = { entry_id: entry.id, base_rev: entry.rev, foundation: entry.foundation, origins };
  if (entry.type === "poster_value") return { type: "put_poster_value", ...head, value: entry.value, meaning: entry.meaning };
  const { action, holder, term, monitor, level, audience, values } = entry;
  return { type: "put_poster_action", ...head, action, holder, term, monitor, level, audience, values };
}

export function whyOf(stack: Stack): string {
  const reason = stack.notes.find((note) => note.reason)?.reason;
  if (reason) return reason;
  const contents = stack.notes.map((note) => note.content);
  return contents.map((content) => (content.type === "value" ? content.why : "")).find((why) => why !== "") ?? "";
}

function saysTheSame(stack: Stack, entry: PosterValueRecord | PosterActionRecord): boolean {
  const content = stack.top.content;
  if (content.type === "value") return entry.type === "poster_value" && sameValue(content.value, entry.value);
  return entry.type === "poster_action" && plain(content.action) === plain(entry.action);
}

function plain(text: string): string {
  return text.trim().toLowerCase();
}
