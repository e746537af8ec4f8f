// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What the tables chose or worded together, and whether it stands on the poster already. Pure. */

import type { ItemView, NoteView } from "../../core/api";
import { itemsOf, itemWith, type ItemOf } from "../../core/items";
import { BLANK_ACTION, BLANK_VALUE, MAX_ORIGINS } from "../../protocol.gen";
import type {
  FoundationId,
  NoteKind,
  PosterActionContent,
  PosterActionRecord,
  PosterValueContent,
  PosterValueRecord,
  PutPosterEntry,
  TableRecord,
  ValueRef,
} from "../../protocol.gen";
import { gather, type Stack } from "../note/stacks";
import { sameValue } from "../../core/content";

/** Where an offer comes from: chosen notes, an action worded together, or a value from research that the table chose. */
export type Source =
  | { kind: "stack"; stack: Stack }
  | { kind: "joint"; item: ItemOf<"joint_action"> }
  | { kind: "research"; item: ItemOf<"research_value">; verdict: ItemOf<"research_verdict"> };

/** `new`: not on the poster. `alike`: something that says the same stands there. `there`: it came from this source. */
export type OfferState = "new" | "alike" | "there";

export interface Offer {
  key: string;
  source: Source;
  state: OfferState;
  entry: PosterEntry | null;
  /** Why the table chose it, else why its author did. */
  why: string;
}

type PosterEntry = PosterValueRecord | PosterActionRecord;

/** The chosen stacks of one table and kind. A hidden note is offered to nobody. */
export function chosenBy(notes: readonly NoteView[], tableId: string, kind: NoteKind): readonly Stack[] {
  return stacksAt(notes, tableId, kind).filter((stack) => stack.top.verdict === "chosen");
}

/** The stacks that a table set aside. */
export function setAsideBy(notes: readonly NoteView[], tableId: string, kind: NoteKind): readonly Stack[] {
  return stacksAt(notes, tableId, kind).filter((stack) => stack.top.verdict === "set_aside");
}

/** The stacks about which a table still decides: not chosen, not set aside, not in an action worded together. */
export function undecidedAt(table: TableRecord, kind: NoteKind, notes: readonly NoteView[], items: readonly ItemView[]): readonly Stack[] {
  const worded = new Set(jointOf(table, kind, items).flatMap((item) => item.content.origins));
  return stacksAt(notes, table.id, kind).filter((stack) => stack.top.verdict === null && !stack.notes.some((note) => worded.has(note.id)));
}

function stacksAt(notes: readonly NoteView[], tableId: string, kind: NoteKind): readonly Stack[] {
  return gather(notes.filter((note) => note.table_id === tableId && note.content.type === kind && !note.hidden && note.order !== ""));
}

function jointOf(table: TableRecord, kind: NoteKind, items: readonly ItemView[]): readonly ItemOf<"joint_action">[] {
  return kind === "action" ? itemsOf(items, "joint_action").filter((item) => item.content.table_id === table.id) : [];
}

/** Everything that a table offers. Notes that it worded together in one action are offered as that action alone. */
export function sourcesOf(table: TableRecord, kind: NoteKind, notes: readonly NoteView[], items: readonly ItemView[]): readonly Source[] {
  const joint = jointOf(table, kind, items);
  const worded = new Set(joint.flatMap((item) => item.content.origins));
  const stacks = chosenBy(notes, table.id, kind).filter((stack) => !stack.notes.every((note) => worded.has(note.id)));
  const research = kind === "value" ? itemsOf(items, "research_value") : [];
  return [
    ...joint.map((item): Source => ({ kind: "joint", item })),
    ...stacks.map((stack): Source => ({ kind: "stack", stack })),
    ...research.flatMap((item): Source[] => {
      const verdict = itemWith(items, "research_verdict", `verdict:${item.item_id}:${table.id}`);
      return verdict?.content.verdict === "chosen" ? [{ kind: "research", item, verdict }] : [];
    }),
  ];
}

export function offersOf(sources: readonly Source[], values: readonly PosterValueRecord[], actions: readonly PosterActionRecord[]): readonly Offer[] {
  return sources.map((source) => {
    const ids = new Set(originsOf(source));
    const said = saidBy(source);
    const entries: readonly PosterEntry[] = "value" in said ? values : actions;
    const from = entries.find((entry) => entry.origins.some((id) => ids.has(id)));
    const alike = from ?? entries.find((entry) => saysTheSame(said, entry));
    // A value from research leaves no origin on the poster: standing there is all that there is to know.
    const there = from !== undefined || (alike !== undefined && ids.size === 0);
    return { key: keyOf(source), source, state: there ? "there" : alike ? "alike" : "new", entry: alike ?? null, why: whyOf(source) };
  });
}

/** The offer as a new entry of the poster. `ofTable` is the foundation of an action that stands in no column. */
export function asEntry(source: Source, entryId: string, ofTable: FoundationId = "democratie"): PutPosterEntry {
  const origins = originsOf(source).slice(0, MAX_ORIGINS);
  return { type: "put_poster_entry", entry_id: entryId, base_rev: 0, content: contentOf(source, ofTable), origins };
}

function contentOf(source: Source, ofTable: FoundationId): PosterValueContent | PosterActionContent {
  if (source.kind === "research") {
    const { foundation, value } = source.item.content;
    return { ...BLANK_VALUE, foundation, value, meaning: whyOf(source) };
  }
  if (source.kind === "joint") {
    const { action, actor: holder, values, measures } = source.item.content;
    return { ...BLANK_ACTION, foundation: ofTable, action, holder, values, measures };
  }
  const { content, column: foundation } = source.stack.top;
  if (content.type === "value") return { ...BLANK_VALUE, foundation, value: content.value, meaning: whyOf(source) };
  const { action, actor: holder, values } = content;
  return { ...BLANK_ACTION, foundation, action, holder, values };
}

/** The same entry with this source among its origins. */
export function withOrigin(entry: PosterEntry, source: Source): PutPosterEntry {
  const origins = [...new Set([...entry.origins, ...originsOf(source)])].slice(0, MAX_ORIGINS);
  return { type: "put_poster_entry", entry_id: entry.id, base_rev: entry.rev, content: entry.content, origins };
}

export function whyOf(source: Source): string {
  if (source.kind === "joint") return source.item.content.consideration;
  if (source.kind === "research") return source.verdict.content.reason || source.item.content.text;
  const { notes } = source.stack;
  const reason = notes.find((note) => note.reason)?.reason;
  if (reason) return reason;
  return notes.map(({ content }) => (content.type === "value" ? content.why : "")).find((why) => why !== "") ?? "";
}

/** What an offer says: a value, or an action with who does it and for which values. */
export type Said = { value: ValueRef } | { action: string; actor: string; values: readonly ValueRef[] };

export function saidBy(source: Source): Said {
  if (source.kind === "stack") return source.stack.top.content;
  return source.item.content;
}

function originsOf(source: Source): readonly string[] {
  if (source.kind === "stack") return source.stack.notes.map((note) => note.id);
  return source.kind === "joint" ? [source.item.item_id] : [];
}

function keyOf(source: Source): string {
  return source.kind === "stack" ? source.stack.id : source.item.item_id;
}

function saysTheSame(said: Said, entry: PosterEntry): boolean {
  if ("value" in said) return entry.type === "poster_value" && sameValue(said.value, entry.content.value);
  return entry.type === "poster_action" && plain(said.action) === plain(entry.content.action);
}

function plain(text: string): string {
  return text.trim().toLowerCase();
}
