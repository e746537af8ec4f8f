// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * Commands on their way, in order, one in flight. Pure: every function gives a new queue. Numbers are dense from 1 per page
 * instance; commands adopted from a dead page keep its `client_id` and their numbers, so that none is carried out twice.
 */

import type { Code, Command, Settled } from "../../protocol.gen";

export interface Entry {
  /** Stays the same when the command is asked again under another number. */
  readonly key: string;
  readonly client_id: string;
  readonly n: number;
  readonly command: Command;
  /** `performance.now()` when it was asked. */
  readonly since_ms: number;
}

export interface Queue {
  /** This page instance. */
  readonly own: string;
  readonly next_n: number;
  readonly entries: readonly Entry[];
  /** The first entry was sent on the connection that is up now. */
  readonly sent: boolean;
}

/** How an entry ended: an empty code is done. */
export interface Ended {
  readonly entry: Entry;
  readonly code: Code | "";
}

export function emptyQueue(own: string): Queue {
  return { own, next_n: 1, entries: [], sent: false };
}

/** Put a command at the end. */
export function enqueue(queue: Queue, command: Command, sinceMs: number): { queue: Queue; entry: Entry } {
  const n = queue.next_n;
  const entry = { key: `${queue.own}/${n}`, client_id: queue.own, n, command, since_ms: sinceMs };
  return { queue: { ...queue, next_n: n + 1, entries: [...queue.entries, entry] }, entry };
}

/** What may be sent now: the first entry, when nothing is in flight. */
export function toSend(queue: Queue): Entry | null {
  return queue.sent ? null : (queue.entries[0] ?? null);
}

export function markSent(queue: Queue): Queue {
  return { ...queue, sent: true };
}

/** The connection is gone, so nothing is in flight; what was sent will be sent again under its number. */
export function markLost(queue: Queue): Queue {
  return { ...queue, sent: false };
}

/** The number that `hello` tells: this page's own first unsettled command, or 0. */
export function pendingN(queue: Queue): number {
  return queue.entries.find((entry) => entry.client_id === queue.own)?.n ?? 0;
}

/**
 * The server settled everything of one client up to `settled.n`. Only of the last does it still know the outcome; those
 * before it were carried out or refused on an earlier connection, and count as done.
 */
export function settle(queue: Queue, settled: Settled): { queue: Queue; ended: readonly Ended[] } {
  const client = settled.client_id || queue.own;
  const isOver = (entry: Entry) => entry.client_id === client && entry.n <= settled.n;
  const ended = queue.entries.filter(isOver).map((entry) => ({
    entry,
    code: entry.n === settled.n ? (settled.code as Code | "") : ("" as const),
  }));
  if (ended.length === 0) return { queue, ended };
  const headIsOver = queue.entries[0] !== undefined && isOver(queue.entries[0]);
  const entries = queue.entries.filter((entry) => !isOver(entry));
  return { queue: { ...queue, entries, sent: headIsOver ? false : queue.sent }, ended };
}

/**
 * Take over what a dead page left. It is older than this page's own waiting commands, so it goes before them. A page that was
 * taken for dead may have written on, and then its commands come from two sides: they go out by their numbers, for a settled
 * number settles all before it.
 */
export function adopt(queue: Queue, orphans: readonly Entry[]): Queue {
  const known = new Set(queue.entries.map(wireId));
  const fresh = orphans.filter((entry) => !known.has(wireId(entry)));
  if (fresh.length === 0) return queue;
  const inFlight = queue.sent ? queue.entries.slice(0, 1) : [];
  return { ...queue, entries: [...inFlight, ...byNumber([...fresh, ...queue.entries.slice(inFlight.length)])] };
}

/** The same, those of each page by their numbers, in the places that its commands have. */
function byNumber(entries: readonly Entry[]): readonly Entry[] {
  const sorted = [...entries].sort((a, b) => a.n - b.n);
  const next = (client: string) => sorted.splice(sorted.findIndex((entry) => entry.client_id === client), 1);
  return entries.flatMap(({ client_id }) => next(client_id));
}

/**
 * Ask a refused command again, before all others: those behind it may build on it. It gets a number of this page after the one
 * that was refused; the waiting ones of this page, none of which was ever sent, move up.
 */
export function again(queue: Queue, refused: Entry): Queue {
  const firstOwn = queue.entries.find((entry) => entry.client_id === queue.own);
  const n = firstOwn ? firstOwn.n : queue.next_n;
  const entry = { ...refused, client_id: queue.own, n };
  const others = queue.entries.map((other) => (other.client_id === queue.own ? { ...other, n: other.n + 1 } : other));
  return { ...queue, next_n: queue.next_n + 1, entries: [entry, ...others], sent: false };
}

function wireId(entry: Entry): string {
  return `${entry.client_id}/${entry.n}`;
}
