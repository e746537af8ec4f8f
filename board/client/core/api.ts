// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What a view may use: the board's state as signals, and one way to change it. Views import this file, never the wire. */

import type { ReadonlySignal } from "@preact/signals";
import type {
  Principle,
  AnswerRecord,
  CaseOriginRecord,
  Code,
  Command,
  DecisionRecord,
  DeskRecord,
  DotsRecord,
  DroppedRecord,
  Former,
  FoundationId,
  Framework,
  HandsRecord,
  ItemRecord,
  Language,
  Leaf,
  MeasureSet,
  MeRecord,
  MergedRecord,
  NoteKind,
  NoteRecord,
  PersonRecord,
  PitchRecord,
  PlanRecord,
  PosterActionRecord,
  PosterOrderRecord,
  PosterValueRecord,
  Presence,
  Role,
  RunRecord,
  Script,
  SeatingRecord,
  SheetRecord,
  ShowingRecord,
  SnapshotRecord,
  SpotlightRecord,
  TableRecord,
  TensionRecord,
  Text,
  ValueRef,
  WorkshopRecord,
} from "../protocol.gen";
import type { Undoable } from "./undo/undo";

/**
 * What the connection chip says. `connected`: quiet. `storing`: a command waits longer than 400 ms for the server. `unstored`:
 * longer than 4 s, so people must know that it is on this device only. `lost`: the server lost what it had stored; said until
 * `dropLost`. `offline`: not connected; what is written stays on this device. `reload`: page and server differ. `ended`: no way back.
 * `swapped`: this browser is somebody else now, see `holder`. `removed`: the facilitator has taken this person out.
 */
export type Connection = "connecting" | "connected" | "storing" | "unstored" | "lost" | "offline" | "reload" | "ended" | "elsewhere" | "swapped" | "removed";

/** A note as a view draws it: the confirmed record with pending commands laid over it. */
export interface NoteView extends NoteRecord {
  /** A change of this note waits for the server. */
  pending: boolean;
  /**
   * Set when the server refused this page's last change of it; its text is kept in `failure.command`. A new note that was
   * refused stays in `notes` with its failure, so that nothing disappears under its author's eyes.
   */
  failure: Failure | null;
  /** Written by the person who looks. */
  mine: boolean;
  /** Moved by somebody else in the last 6 seconds. */
  moved: boolean;
}

/** A thing beside notes and poster, with waiting commands laid over it (core/items.ts finds them by content). */
export interface ItemView extends ItemRecord {
  /** A change of it waits for the server. */
  pending: boolean;
  /** As with notes: the server refused this page's last change; a new one that was refused stays with its text. */
  failure: Failure | null;
  /** Put by the person who looks. */
  mine: boolean;
}

/** A command that the server refused. The command, and so the text, is kept until it is retried or dismissed. */
export interface Failure {
  /** Stable and unique on this page. */
  key: string;
  n: number;
  code: Code;
  field: string;
  retriable: boolean;
  command: Command;
}

export interface PendingCommand {
  /** Stable and unique on this page; `n` is not, because commands of a dead page keep their numbers. */
  key: string;
  n: number;
  command: Command;
  /** `performance.now()` when it was sent first. */
  since_ms: number;
}

/** How a command ended. `done` also when it was settled before a reload. */
export type Outcome = { done: true } | { done: false; failure: Failure };

export interface Content {
  framework: Framework;
  script: Script;
  /** As the script has them; what this workshop plays is `Board.leaves`. */
  leaves: readonly Leaf[];
  /** What every break is. */
  pause: Leaf;
  measures: MeasureSet;
  perspectives: readonly { id: string; name: Text }[];
  /** What the case told of which this is a further workshop. */
  former: Former | null;
  /** Accent values of the organisation's strategy that are not among the values of this workshop, by name. */
  accents_left: readonly string[];
  /** The text in the board's language. */
  text(text: Text): string;
  /** The principles under which these values stand, each once, foundation by foundation. */
  principlesOf(refs: readonly ValueRef[]): readonly Principle[];
  /** The name of a value, own or of the framework. */
  valueName(ref: ValueRef): string;
  valueDefinition(ref: ValueRef): string;
  foundationOf(ref: ValueRef): FoundationId | null;
  foundationName(id: FoundationId): string;
  leaf(id: string): Leaf | null;
}

/** Text that is not sent yet. Kept in IndexedDB until it is stored, or its person has kept it after the end; in memory when storage is blocked. */
export interface Drafts {
  get<T>(key: string): Promise<T | null>;
  put(key: string, value: unknown): Promise<void>;
  remove(key: string): Promise<void>;
  /** What this page and dead ones of the same person still hold that somebody wrote. */
  left(): Promise<readonly unknown[]>;
}

export interface Announcer {
  /**
   * Own results and step changes: the polite live region, where words stay long enough to be read. What still waits `about` the same
   * is out of date then, as a count of before.
   */
  say(text: string, about?: string): void;
  /** Connection lost, text not stored: the alert region, at once. */
  alert(text: string): void;
}

export interface Board {
  readonly role: Role;
  readonly language: Language;
  readonly session: string;
  /** The control page, for who takes part in a rehearsal and leads it in the same browser; else empty. */
  readonly leadUrl: string;
  readonly content: Content;
  readonly drafts: Drafts;
  readonly announce: Announcer;

  readonly connection: ReadonlySignal<Connection>;
  /** What the person is called, when the connection is `swapped`, whom this browser makes its holder now; empty without a name. */
  readonly holder: ReadonlySignal<string>;
  /** The network lets no WebSocket through, and frames go another way. */
  readonly detour: ReadonlySignal<boolean>;
  /** The person has read that something was lost. */
  dropLost(): void;
  /** False until the first full view has come. */
  readonly ready: ReadonlySignal<boolean>;
  readonly storageBlocked: ReadonlySignal<boolean>;
  readonly presence: ReadonlySignal<Presence | null>;
  readonly pending: ReadonlySignal<readonly PendingCommand[]>;
  readonly failures: ReadonlySignal<readonly Failure[]>;

  readonly workshop: ReadonlySignal<WorkshopRecord | null>;
  readonly run: ReadonlySignal<RunRecord | null>;
  /** The leaf that is on, with the minutes that it has in this workshop. */
  readonly leaf: ReadonlySignal<Leaf | null>;
  /** Every leaf in the order and with the minutes of this workshop. */
  readonly leaves: ReadonlySignal<readonly Leaf[]>;
  readonly runs: ReadonlySignal<readonly RunRecord[]>;
  readonly me: ReadonlySignal<MeRecord | null>;
  /** The scribe's people without a device (their `me` records); empty for others. */
  readonly proxies: ReadonlySignal<readonly MeRecord[]>;
  readonly tables: ReadonlySignal<readonly TableRecord[]>;
  /** Every visible note, deleted ones left out, sorted by column order then id. */
  readonly notes: ReadonlySignal<readonly NoteView[]>;
  readonly sheets: ReadonlySignal<readonly SheetRecord[]>;
  readonly pitch: ReadonlySignal<PitchRecord | null>;
  readonly posterValues: ReadonlySignal<readonly PosterValueRecord[]>;
  readonly posterActions: ReadonlySignal<readonly PosterActionRecord[]>;
  readonly tensions: ReadonlySignal<readonly TensionRecord[]>;
  readonly answers: ReadonlySignal<readonly AnswerRecord[]>;
  readonly decision: ReadonlySignal<DecisionRecord | null>;
  readonly snapshots: ReadonlySignal<readonly SnapshotRecord[]>;
  readonly posterOrder: ReadonlySignal<PosterOrderRecord | null>;
  /** For facilitator and scribe: entries of the poster that were laid into others. */
  readonly merged: ReadonlySignal<readonly MergedRecord[]>;
  /** What left the poster with a reason. */
  readonly dropped: ReadonlySignal<readonly DroppedRecord[]>;
  /** Everything beside notes and poster that this viewer may see, in the order in which it came. */
  readonly items: ReadonlySignal<readonly ItemView[]>;
  readonly dots: ReadonlySignal<readonly DotsRecord[]>;
  readonly hands: ReadonlySignal<HandsRecord | null>;
  readonly spotlight: ReadonlySignal<SpotlightRecord | null>;
  readonly showing: ReadonlySignal<ShowingRecord | null>;
  readonly plan: ReadonlySignal<PlanRecord | null>;
  /** For facilitator and scribe: who takes part. */
  readonly people: ReadonlySignal<readonly PersonRecord[]>;
  /** For facilitator and scribe: who was taken out. */
  readonly removed: ReadonlySignal<readonly PersonRecord[]>;
  readonly desk: ReadonlySignal<DeskRecord | null>;
  /** The tables that were chosen beforehand; for the facilitator only. */
  readonly seating: ReadonlySignal<SeatingRecord | null>;
  /** What of the case the project leader wrote; for the facilitator only. */
  readonly caseOrigin: ReadonlySignal<CaseOriginRecord | null>;

  /** The store's clock, estimated; never `Date.now()`. */
  now(): number;
  /** Ticks about four times a second while a timer runs; read it in a component that shows remaining time. */
  readonly tick: ReadonlySignal<number>;

  /**
   * The only way to change anything. Shown as pending at once; resolves when the server settled or refused it, also after a
   * reconnect. Never rejects.
   */
  send(command: Command): Promise<Outcome>;
  /** Send a refused command again under a new number, on top of what stands there now. */
  retry(failure: Failure): Promise<Outcome>;
  dismiss(failure: Failure): void;
  /** The workshop is over and the person has kept what he wants: nothing that was not stored stays on this device. */
  eraseUnsent(): Promise<void>;

  /**
   * Remember how to take back what this page has just done. Call it when `send` has resolved: the next `send` takes the offer
   * away, but not the memory. `also` is another poster entry that the change touched.
   */
  offerUndo(label: string, command: Command, inverse: Command, also?: string): void;
  /** Several commands that were one act, in the order in which they were carried out: they are taken back as one. */
  offerUndoOfAll(label: string, steps: readonly { command: Command; inverse: Command }[]): void;
  /** What was done last, to offer it beside what it changed. */
  readonly undoOffer: ReadonlySignal<Undoable | null>;
  /** Something of this page can be taken back, however long ago it was. */
  readonly canUndo: ReadonlySignal<boolean>;
  /** What `undo` would take back now; one without an inverse is a step, which is not taken back. */
  readonly undoTarget: ReadonlySignal<Undoable | null>;
  /** What was taken back just now, and `redo` does again. */
  readonly undone: ReadonlySignal<Undoable | null>;
  /** Take the last thing back; null when there is nothing. A refusal is told by its outcome alone: it leaves no failure. */
  undo(): Promise<Outcome | null>;
  /** Do again what was taken back last; null when there is nothing. */
  redo(): Promise<Outcome | null>;
  /** Forget the offer, for instance when its message is closed. */
  dropUndo(): void;
  /** The room is in another step: nothing that was done before it is taken back there. */
  leaveStep(): void;
  /** What this page sent since this was asked last, to tell it from what others did. */
  takeSent(): readonly Command[];

  /** 128 random bits as text, for ids that the phone makes. */
  newId(): string;
  /** 12 letters and digits, for items: fixed ids have these in them and hold at most 40 characters. */
  newShortId(): string;
  tableName(table: TableRecord): string;
  notesOfStack(stackId: string): readonly NoteView[];
  sheetOf(tableId: string, kind: NoteKind): SheetRecord | null;
  /** A sentence for a refusal code, in the board's language. */
  refusalText(code: Code): string;
}
