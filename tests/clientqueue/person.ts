// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Somebody who writes notes on a page of the shipped client, and what happens there, as lines of a history. */

import { createHash } from "node:crypto";
import { join } from "node:path";
import { decode } from "@msgpack/msgpack";
import { effect, untracked } from "@preact/signals";
import type { Connection, Failure, NoteView, PendingCommand } from "../../board/client/core/api";
import { createBoard, type RunningBoard } from "../../board/client/core/board";
import type { LoadedContent } from "../../board/client/core/content";
import { newId } from "../../board/client/core/ids";
import { deadOnes, keepAlive } from "../../board/client/core/device/lease";
import { Records, type RecordType } from "../../board/client/core/records";
import { openStorage, type Storage } from "../../board/client/core/device/storage";
import { browserWorld, type World } from "../../board/client/core/wire/socket";
import type { AddNote, ClientFrame, Command, ServerFrame } from "../../board/client/protocol.gen";
import { give, withCookie } from "./browser";
import { indexedDbIn } from "./disk";

/** Commands that a busy person has waiting, the one in flight included. */
const BACKLOG = 3;
/** Without a connection people go on for a while. */
const BACKLOG_OFFLINE = 6;
/** Of a person's first page, and of each that follows when one dies: a workshop takes 60 of one person. */
const MOST_NOTES = 14;
const MORE_NOTES = 4;
/** Longest pause between two commands of a person at ease, in real milliseconds. */
const AT_EASE_MS = 600;

export interface Character {
  name: string;
  role: "participant" | "facilitator";
  cookie: string;
}

export interface Setting {
  session: string;
  run_id: string;
  content: LoadedContent;
  folder: string;
  speed: number;
  /** Counts the pages that each person had on this device, this one included. */
  generation: number;
  /** A flaw to be found: pages do not see what dead ones left, or take it over as if it were their own. */
  plant: "" | "forgetful" | "nameless";
}

export type Write = (k: string, fields: { [name: string]: unknown }) => void;

/** Whose frame is being taken in now: the records that change are those of his page. */
let receiving: Person | null = null;
const { change } = Records.prototype;
Records.prototype.change = function (drop, put) {
  if (receiving !== null) receiving.records ??= this;
  change.call(this, drop, put);
};

export class Person {
  readonly board: RunningBoard;
  readonly clientId = newId();
  /** The page's own confirmed records. */
  records: Records | null = null;
  /** Commands of dead pages that this page took over. */
  adopted = 0;
  busy = false;
  rushing = false;
  readonly #who: Character;
  readonly #setting: Setting;
  readonly #write: Write;
  readonly #random: () => number;
  readonly #own: string;
  readonly #types = new Set<RecordType>();
  readonly #written = new Set<string>();
  readonly #deleted = new Set<string>();
  /** The person's name for each command that waits, by its key. */
  readonly #waiting = new Map<string, string>();
  readonly #sent = new Set<string>();
  readonly #shown = new Set<string>();
  readonly #failed = new Set<string>();
  #ops = 0;
  #hadView = false;
  #thinking = false;

  static async open(who: Character, setting: Setting, write: Write): Promise<Person> {
    give("indexedDB", indexedDbIn(join(setting.folder, who.name)));
    return new Person(who, setting, write, await openStorage());
  }

  private constructor(who: Character, setting: Setting, write: Write, storage: Storage) {
    this.#who = who;
    this.#setting = setting;
    this.#write = (k, fields) => write(k, { c: this.clientId, ...fields });
    this.#own = `${who.name}.${setting.generation}`;
    this.#random = numbersFrom(this.#own);
    keepAlive(this.clientId);
    this.board = createBoard({
      session: setting.session,
      role: who.role,
      person: who.role === "participant" ? who.name : "",
      language: "nl",
      content: setting.content,
      storage: this.#noting(storage),
      announce: { say: () => undefined, alert: () => undefined },
      world: this.#spied(browserWorld(setting.session, who.role)),
      dead: deadOnes,
      clientId: this.clientId,
    });
    effect(() => this.#follow(this.board.pending.value, this.board.failures.value));
    effect(() => this.#look(this.board.notes.value));
    effect(() => this.#hear(this.board.connection.value));
  }

  // ── the person ────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Think of more to write, while busy. */
  fill(): void {
    const most = this.board.connection.peek() === "offline" ? BACKLOG_OFFLINE : BACKLOG;
    while (this.busy && this.board.pending.peek().length < most) this.#invoke();
  }

  #invoke(): void {
    this.#ops += 1;
    const dice = this.#random();
    // Also notes that wait themselves: the page counts their revisions on.
    const mine = this.board.notes.peek().filter((note) => this.#written.has(note.id) && !this.#deleted.has(note.id));
    const note = mine[Math.floor(this.#random() * mine.length)];
    const op = `${this.#own}.${this.#ops}`;
    const most = this.#setting.generation === 1 ? MOST_NOTES : MORE_NOTES;
    if (note === undefined || (dice < 0.5 && this.#written.size < most)) {
      const note_id = `${this.#own}-${this.#ops}`;
      this.#written.add(note_id);
      this.#ask("add", op, { type: "add_note", note_id, run_id: this.#setting.run_id, content: words(op), column: "democratie" });
    } else if (dice > 0.94) {
      this.#deleted.add(note.id);
      this.#ask("delete", "", { type: "delete_note", note_id: note.id, base_rev: note.rev });
    } else {
      this.#ask("edit", op, { type: "edit_note", note_id: note.id, base_rev: note.rev, content: words(op) });
    }
  }

  #ask(what: string, text: string, command: Extract<Command, { note_id: string }>): void {
    this.#write("invoke", { op: opOf(command), what, note: command.note_id, text });
    void this.board.send(command);
  }

  #thinkOfMore(): void {
    if (this.#thinking) return;
    this.#thinking = true;
    setTimeout(
      () => {
        this.#thinking = false;
        this.fill();
      },
      this.rushing ? 0 : this.#random() * AT_EASE_MS,
    );
  }

  // ── what the page shows ───────────────────────────────────────────────────────────────────────────────────────────

  #follow(pending: readonly PendingCommand[], failures: readonly Failure[]): void {
    const left = new Set(pending.map((one) => one.key));
    for (const failure of failures) {
      if (this.#failed.has(failure.key)) continue;
      this.#failed.add(failure.key);
      this.#waiting.delete(failure.key);
      this.#write("refused", { op: opOf(failure.command), code: failure.code });
      // Read and clicked away.
      queueMicrotask(() => this.board.dismiss(failure));
    }
    for (const [key, op] of this.#waiting) {
      if (left.has(key)) continue;
      this.#waiting.delete(key);
      this.#write("settled", { op });
    }
    for (const { key, command } of pending) {
      if (!this.#waiting.has(key) && !key.startsWith(this.clientId)) this.adopted += 1;
      this.#waiting.set(key, opOf(command));
    }
    untracked(() => this.#thinkOfMore());
  }

  #hear(state: Connection): void {
    if (state === "lost") this.#write("told", {});
    if (state === "offline") untracked(() => this.#thinkOfMore());
    if (state === "reload" || state === "ended") {
      this.#write("fault", { kind: "close", what: "wedged", why: `${this.#own} was told not to come back: ${state}` });
    }
  }

  #look(notes: readonly NoteView[]): void {
    for (const note of notes) {
      const text = textOf(note.content);
      const seen = `${note.id} ${text}`;
      if (note.pending || note.failure || this.#shown.has(seen)) continue;
      this.#shown.add(seen);
      this.#write("seen", { note: note.id, text });
    }
  }

  /** Say which commands are still shown as waiting. */
  close(): void {
    this.busy = false;
    for (const { command } of this.board.pending.peek()) this.#write("left", { op: opOf(command) });
  }

  /** Of the notes alone: equal on all screens when all see all. */
  get notesDigest(): string {
    const notes = this.records ? [...this.records.of("note").peek().values()] : [];
    return digest(notes);
  }

  /** Of everything that the page holds. */
  get heldDigest(): string {
    const { records } = this;
    return digest(records ? [...this.#types].flatMap((type) => [...records.of(type).peek().values()]) : []);
  }

  /** The storage, with what lies on the device for good written down. */
  #noting(storage: Storage): Storage {
    const kept = new Set<string>();
    return {
      blocked: storage.blocked,
      get: async (key) => this.#planted(await storage.get(key)),
      remove: (key) => storage.remove(key),
      keys: (prefix) => storage.keys(prefix),
      put: async (key, value) => {
        await storage.put(key, value);
        for (const { command } of (value as { entries?: { command: Command }[] }).entries ?? []) {
          const op = opOf(command);
          if (!kept.has(op)) this.#write("kept", { op });
          kept.add(op);
        }
      },
    };
  }

  #planted(stored: unknown): unknown {
    const { plant } = this.#setting;
    const queue = stored as { entries?: object[] } | undefined;
    if (plant === "" || !queue?.entries) return stored;
    return plant === "forgetful" ? undefined : { ...queue, entries: queue.entries.map((entry) => ({ ...entry, client_id: newId() })) };
  }

  // ── the wire ──────────────────────────────────────────────────────────────────────────────────────────────────────

  /** The browser's world, faster, and with what goes over the wire written down. */
  #spied(world: World): World {
    const { speed } = this.#setting;
    return {
      now: () => world.now() * speed,
      random: () => world.random(),
      later: (ms, what) => world.later(ms / speed, what),
      connect: (events) => {
        const socket = withCookie(this.#who.cookie, () =>
          world.connect({
            ...events,
            received: (bytes) => {
              this.#heard(decode(new Uint8Array(bytes)) as ServerFrame);
              receiving = this;
              try {
                events.received(bytes);
              } finally {
                receiving = null;
              }
            },
          }),
        );
        return {
          send: (bytes) => {
            this.#said(decode(bytes) as ClientFrame);
            socket.send(bytes);
          },
          close: () => socket.close(),
        };
      },
    };
  }

  #said(frame: ClientFrame): void {
    if (frame.type !== "do") return;
    const c = frame.client_id || this.clientId;
    const number = `${c}/${frame.n}`;
    if (this.#sent.has(number)) return;
    this.#sent.add(number);
    this.#write("sent", { c, op: opOf(frame.command), n: frame.n });
  }

  #heard(frame: ServerFrame): void {
    if (!("put" in frame)) return;
    for (const record of frame.put) this.#types.add(record.type);
    if (frame.type === "patch" || (frame.type === "welcome" && frame.resumed)) return;
    if (this.#hadView) this.#write("anew", {});
    this.#hadView = true;
  }
}

type Words = AddNote["content"];

function words(text: string): Words {
  return { type: "value", value: { value_id: "privacy", principle_id: "", name: "" }, why: text };
}

function textOf(content: Words): string {
  return content.type === "value" ? (content.why ?? "") : "";
}

/** The person's name for a command: its words, or the note that it takes away. */
function opOf(command: Command): string {
  if (command.type === "add_note" || command.type === "edit_note") return textOf(command.content);
  return "note_id" in command ? `delete ${command.note_id}` : command.type;
}

function digest(records: readonly { id: string }[]): string {
  const sorted = [...records].sort((a, b) => (a.id < b.id ? -1 : 1));
  return createHash("sha256").update(canonical(sorted)).digest("hex").slice(0, 16);
}

/** JSON with the names of every object in order. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`).join(",")}}`;
}

/** Numbers in [0, 1) that follow from a seed (mulberry32). */
function numbersFrom(seed: string): () => number {
  let state = createHash("sha256").update(seed).digest().readUInt32LE();
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
