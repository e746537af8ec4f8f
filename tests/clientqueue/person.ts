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
import type { World } from "../../board/client/core/wire/socket";
import { browserWorld } from "../../board/client/core/wire/world";
import { MAX_FRAME_BYTES } from "../../board/client/protocol.gen";
import type { AddNote, ClientFrame, Command, ServerFrame } from "../../board/client/protocol.gen";
import { give, withCookie } from "./browser";
import { indexedDbIn } from "./disk";

/** Commands that a busy person has waiting, the one in flight included. */
const BACKLOG = 5;
/** Without a connection people go on for a while. */
const BACKLOG_OFFLINE = 8;
/** Of a person's first pages together, and of each that follows when one dies: a workshop takes 60 of one person. */
const MOST_NOTES = 14;
const MORE_NOTES = 4;
/** Longest pause between two commands of a person at ease, in real milliseconds. */
const AT_EASE_MS = 600;
/** What a page may ask that cannot be sent, each in its own way; the words of the command say which, so that no page sends it. */
const HALF = "half \ud83d";
const UNREADABLE = "unreadable";
const TOO_LARGE = "too-large";
const ENDLESS = "endless";
const NO_BYTES = "no-bytes";

export interface Character {
  /** What everything that this page writes begins with. */
  name: string;
  /** Whose page this is, and whose part of the device: two tabs of one person share it. */
  person: string;
  /** Of a participant, as the workshop knows it. */
  id: string;
  role: "participant" | "facilitator" | "scribe";
  /** For whom a scribe types. */
  behalf: string;
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
  /** How many pages of one person are open at a time. */
  tabs: number;
  /** The end of the workshop is near: people write as much as they do offline, and leave what was refused where it stands. */
  ending: boolean;
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
  readonly #storage: Storage;
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
    give("indexedDB", indexedDbIn(join(setting.folder, who.person)));
    return new Person(who, setting, write, await openStorage());
  }

  private constructor(who: Character, setting: Setting, write: Write, storage: Storage) {
    this.#who = who;
    this.#setting = setting;
    this.#write = (k, fields) => write(k, { c: this.clientId, ...fields });
    this.#own = `${who.name}.${setting.generation}`;
    this.#random = numbersFrom(this.#own);
    this.#storage = storage;
    keepAlive(this.clientId);
    this.board = createBoard({
      session: setting.session,
      role: who.role,
      person: who.id,
      path: "/w/a-b-c/bord",
      ownKey: Promise.resolve(""),
      language: "nl",
      content: setting.content,
      storage: this.#noting(storage),
      announce: { say: () => undefined, alert: () => undefined },
      world: this.#spied(browserWorld(setting.session, who.role, who.id)),
      dead: deadOnes,
      clientId: this.clientId,
    });
    effect(() => this.#follow(this.board.pending.value, this.board.failures.value));
    effect(() => this.#look(this.board.notes.value));
    effect(() => this.#hear(this.board.connection.value));
    if (setting.tabs > 1) void this.#leaveHalfWritten();
  }

  // ── the person ────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Think of more to write, while busy. */
  fill(): void {
    const most = this.#setting.ending || this.board.connection.peek() === "offline" ? BACKLOG_OFFLINE : BACKLOG;
    while (this.busy && this.board.pending.peek().length < most) this.#invoke();
  }

  /** One more, however much waits. */
  writeOn(): void {
    if (this.busy) this.#invoke();
  }

  #invoke(): void {
    this.#ops += 1;
    const dice = this.#random();
    // Also notes that wait themselves: the page counts their revisions on.
    const mine = this.board.notes.peek().filter((note) => this.#written.has(note.id) && !this.#deleted.has(note.id));
    const note = mine[Math.floor(this.#random() * mine.length)];
    const op = `${this.#own}.${this.#ops}`;
    const most = Math.floor((this.#setting.generation === 1 ? MOST_NOTES : MORE_NOTES) / this.#setting.tabs);
    if (note === undefined || (dice < 0.5 && this.#written.size < most)) {
      this.#add(op, op, words(op));
    } else if (dice > 0.94) {
      this.#deleted.add(note.id);
      this.#ask("delete", "", { type: "delete_note", note_id: note.id, base_rev: note.rev });
    } else {
      this.#ask("edit", op, { type: "edit_note", note_id: note.id, base_rev: note.rev, content: words(op) });
    }
  }

  #add(op: string, text: string, content: Words): void {
    const note_id = `${this.#own}-${this.#ops}`;
    this.#written.add(note_id);
    const { run_id } = this.#setting;
    this.#ask("add", text, { type: "add_note", note_id, run_id, content, column: "democratie", behalf: this.#who.behalf }, op);
  }

  /** Ask what cannot be sent, before whatever is written next; how many of these cannot be stored either. */
  jam(): number {
    if (this.#who.role !== "participant") return 0;
    const asked: [string, (text: string) => Words][] = [
      // Stored with a sign in the place of the half character.
      [HALF, words],
      [UNREADABLE, words],
      [ENDLESS, (text) => words(text + "x".repeat(MAX_FRAME_BYTES))],
      [NO_BYTES, (text) => Object.assign(words(text), { more: 1n })],
      [TOO_LARGE, words],
    ];
    for (const [how, content] of asked) {
      this.#ops += 1;
      const text = `${this.#own}.${this.#ops} ${how}`;
      this.#add(firstWord(text), text.replace(/\p{Surrogate}/gu, "\ufffd"), content(text));
    }
    return asked.length - 1;
  }

  #ask(what: string, text: string, command: Extract<Command, { note_id: string }>, op = opOf(command)): void {
    this.#write("invoke", { op, what, note: command.note_id, text });
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
      if (!this.#setting.ending) queueMicrotask(() => this.board.dismiss(failure));
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
    if (this.#setting.ending) return;
    if (state === "reload" || state === "ended" || state === "elsewhere") {
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

  /** What stands on this page as not stored, by the person's names for it. */
  get unsent(): string[] {
    return [...this.board.pending.peek(), ...this.board.failures.peek()].map(({ command }) => opOf(command));
  }

  /** Everything half written that lies on this device for this person. */
  async halfWritten(): Promise<unknown[]> {
    return Promise.all((await this.#storage.keys("draft/")).map((key) => this.#storage.get(key)));
  }

  /** Each tab keeps its own words in its editor, or goes on with those of a dead one. */
  async #leaveHalfWritten(): Promise<void> {
    if ((await this.board.drafts.get("composer")) !== null) return;
    const text = `half of ${this.#own}`;
    await this.board.drafts.put("composer", text);
    this.#write("draft", { text });
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
      move: (from, to) => storage.move(from, to),
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
            const frame = decode(bytes) as ClientFrame;
            this.#said(frame);
            socket.send(onTheWay(frame, bytes));
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

/** What arrives of these bytes: of some commands nothing that can be read, or so much that the server hangs up. */
function onTheWay(frame: ClientFrame, bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (frame.type !== "do" || frame.command.type !== "add_note") return bytes;
  const text = textOf(frame.command.content);
  if (text.endsWith(UNREADABLE)) return bytes.slice(0, -1);
  return text.endsWith(TOO_LARGE) ? new Uint8Array(MAX_FRAME_BYTES + 1) : bytes;
}

function firstWord(text: string): string {
  return text.split(" ", 1)[0] ?? "";
}

/** The person's name for a command: its first word, or the note that it takes away. */
function opOf(command: Command): string {
  if (command.type === "add_note" || command.type === "edit_note") return firstWord(textOf(command.content));
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
