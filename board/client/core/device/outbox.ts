// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The queue with its surroundings: kept on the device, sent when there is a connection, and its refusals. */

import { batch, signal, type ReadonlySignal } from "@preact/signals";
import { RETRIABLE } from "../../protocol.gen";
import type { Code, Command, Do, Refused, Settled } from "../../protocol.gen";
import type { Failure, Outcome, PendingCommand } from "../api";
import { adopt, again, emptyQueue, enqueue, markLost, markSent, pendingN, settle, toSend } from "./queue";
import type { Entry, Queue } from "./queue";
import type { Unsendable } from "../wire/codec";
import type { Storage } from "./storage";

/** Refusals that have nothing to do with the command: it is asked again by itself, this often, before it is shown as refused. */
const PASSING: ReadonlySet<Code> = new Set<Code>(["rate", "unavailable"]);
const MAX_TRIES = 5;
const FIRST_PAUSE_MS = 1_000;
/** A command without an answer for this long, on a connection that lives, is asked again on a new connection. */
const STUCK_MS = 30_000;
/** Where only its time stamp tells that a page died, its queue is seen to be left behind after 8 to 13 seconds. */
const ADOPT_EVERY_MS = 5_000;

/** What one page instance left. */
export interface Stored {
  entries: readonly Omit<Entry, "since_ms">[];
  failures: readonly Failure[];
}

/** What was asked and not carried out, refused or not sent. */
export function commandsIn({ failures, entries }: Stored): readonly Command[] {
  return [...failures, ...entries].map((one) => one.command);
}

export interface OutboxWorld {
  storage: Storage;
  /** The key under which this page's part is stored, without the client id. */
  folder: string;
  clientId: string;
  now(): number;
  later(ms: number, what: () => void): () => void;
  /** Send on the connection. True, or why this frame cannot be sent; null: there is no connection now. */
  transmit(frame: Do): true | Unsendable | null;
  dead(clientIds: readonly string[]): Promise<readonly string[]>;
}

export class Outbox {
  readonly pending: ReadonlySignal<readonly PendingCommand[]>;
  readonly failures: ReadonlySignal<readonly Failure[]>;
  readonly #world: OutboxWorld;
  readonly #pending = signal<readonly PendingCommand[]>([]);
  readonly #failures = signal<readonly Failure[]>([]);
  readonly #waiting = new Map<string, (outcome: Outcome) => void>();
  /** How often a command was refused in passing, by its key. */
  readonly #tries = new Map<string, number>();
  #queue: Queue;
  #sentAt = 0;
  #paused = false;
  /** It is written at the end of this turn. */
  #storing = false;

  constructor(world: OutboxWorld) {
    this.#world = world;
    this.#queue = emptyQueue(world.clientId);
    this.pending = this.#pending;
    this.failures = this.#failures;
  }

  get pendingN(): number {
    return pendingN(this.#queue);
  }

  /** Ask for something. Resolves when the server settled or refused it; never rejects. */
  send(command: Command): Promise<Outcome> {
    const { queue, entry } = enqueue(this.#queue, command, this.#world.now());
    const outcome = new Promise<Outcome>((resolve) => this.#waiting.set(entry.key, resolve));
    this.#take(queue);
    this.pump();
    return outcome;
  }

  /** Send what may be sent. Call when a connection is up. */
  pump(): void {
    const entry = this.#paused ? null : toSend(this.#queue);
    if (entry === null) return;
    const { client_id, n, command } = entry;
    const frame: Do = { type: "do", n, command, ...(client_id === this.#queue.own ? {} : { client_id }) };
    const taken = this.#world.transmit(frame);
    if (taken === null) return;
    if (taken === true) {
      this.#queue = markSent(this.#queue);
      this.#sentAt = this.#world.now();
    } else {
      // The server's refusal, said here: it cannot be asked, or its own way of saying it closes the connection.
      this.#end(entry, taken, "", false);
    }
  }

  /** The connection is gone, or another has come in its place. */
  lost(): void {
    this.#queue = markLost(this.#queue);
  }

  /** True when the command in flight got no answer for too long. */
  get isStuck(): boolean {
    return this.#queue.sent && this.#world.now() - this.#sentAt > STUCK_MS;
  }

  /** The server said how far it has come. Call in the same batch as the records that came with it, and `pump` afterwards. */
  settled(settled: Settled): void {
    const { queue, ended } = settle(this.#queue, settled);
    if (ended.length === 0) return;
    this.#take(queue);
    for (const { entry, code } of ended) this.#finish(entry, code, "", code !== "" && RETRIABLE.has(code));
  }

  /** The server refused a command. */
  refused(frame: Refused): void {
    // Number 0 is what the server calls a frame that it cannot read. A ping can be too fast, but never unreadable.
    if (frame.n === 0) return frame.code === "rate" ? undefined : this.unsendable();
    const client = frame.client_id || this.#queue.own;
    const entry = this.#queue.entries.find((one) => one.client_id === client && one.n === frame.n);
    if (entry) this.#end(entry, frame.code, frame.field, frame.retriable);
  }

  /** Whatever was in flight cannot be read where it arrives. It goes out of the way of what stands behind it, its text kept. */
  unsendable(): void {
    const head = this.#queue.entries[0];
    if (this.#queue.sent && head) this.#end(head, "invalid", "", false);
  }

  /** Take a failure off the list. False when it is not there. */
  dismiss(failure: Failure): boolean {
    const left = this.#failures.value.filter((one) => one.key !== failure.key);
    if (left.length === this.#failures.value.length) return false;
    this.#failures.value = left;
    this.#store();
    return true;
  }

  /** Take over what this person's dead pages left on this device. */
  async adoptOrphans(): Promise<void> {
    const { storage, folder, clientId, dead } = this.#world;
    const others = (await storage.keys(folder)).map((key) => key.slice(folder.length)).filter((id) => id !== clientId);
    for (const id of await dead(others)) {
      const left = (await storage.get(folder + id)) as Stored | undefined;
      if (left) {
        const since_ms = this.#world.now();
        const known = new Set(this.#failures.value.map((failure) => failure.key));
        batch(() => {
          this.#failures.value = [...left.failures.filter((failure) => !known.has(failure.key)), ...this.#failures.value];
          this.#take(adopt(this.#queue, left.entries.map((entry) => ({ ...entry, since_ms }))));
        });
        this.pump();
        // The queue may be as it was, and only failures taken over. Before theirs goes.
        this.#storeNow();
      }
      // Ours are stored by now; a page that dies in between leaves them twice, which is harmless.
      await storage.remove(folder + id);
    }
  }

  /** From now on take over, again and again, what dead pages left. Call once. */
  adoptNowAndThen(): void {
    void this.adoptOrphans();
    this.#world.later(ADOPT_EVERY_MS, () => this.adoptNowAndThen());
  }

  /** The workshop is over for this page, and its person has kept what was not stored: let go of everything. */
  eraseAll(): void {
    batch(() => {
      this.#failures.value = [];
      this.#take({ ...this.#queue, entries: [], sent: false });
    });
    this.#store();
  }

  #end(entry: Entry, code: Code, field: string, retriable: boolean): void {
    const { queue } = settle(this.#queue, { client_id: entry.client_id, n: entry.n, code });
    batch(() => {
      this.#take(queue);
      this.#finish(entry, code, field, retriable);
    });
    this.pump();
  }

  #finish(entry: Entry, code: Code | "", field: string, retriable: boolean): void {
    const { key } = entry;
    const tries = this.#tries.get(key) ?? 0;
    this.#tries.delete(key);
    if (code !== "" && PASSING.has(code) && tries < MAX_TRIES) return this.#tryAgain(entry, tries);
    const resolve = this.#waiting.get(key);
    this.#waiting.delete(key);
    if (code === "") return resolve?.({ done: true });
    const failure: Failure = { key, n: entry.n, code, field, retriable, command: entry.command };
    this.#failures.value = [...this.#failures.value, failure];
    this.#store();
    resolve?.({ done: false, failure });
  }

  #tryAgain(refused: Entry, tries: number): void {
    this.#tries.set(refused.key, tries + 1);
    this.#take(again(this.#queue, refused));
    this.#paused = true;
    this.#world.later(FIRST_PAUSE_MS * 2 ** tries, () => {
      this.#paused = false;
      this.pump();
    });
  }

  #take(queue: Queue): void {
    if (queue === this.#queue) return;
    this.#queue = queue;
    this.#pending.value = queue.entries.map((entry) => ({
      key: entry.key,
      n: entry.n,
      command: entry.command,
      since_ms: entry.since_ms,
    }));
    this.#store();
  }

  /**
   * Once, when all that happens at this moment has happened: a page may end between two writes, and what is refused, asked again or
   * tried again would stand nowhere on the device in between.
   */
  #store(): void {
    if (this.#storing) return;
    this.#storing = true;
    queueMicrotask(() => {
      if (this.#storing) this.#storeNow();
    });
  }

  #storeNow(): void {
    this.#storing = false;
    const key = this.#world.folder + this.#queue.own;
    const entries = this.#queue.entries.map(({ since_ms: _, ...kept }) => kept);
    const stored: Stored = { entries, failures: this.#failures.value };
    const isEmpty = entries.length === 0 && stored.failures.length === 0;
    void (isEmpty ? this.#world.storage.remove(key) : this.#world.storage.put(key, stored));
  }
}
