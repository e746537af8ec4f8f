// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** A world with a clock that is turned by hand and sockets whose other end is the test. */

import { decode, encode } from "@msgpack/msgpack";
import { signal, type Signal } from "@preact/signals";
import { memoryStorage, type Storage } from "../../../../board/client/core/device/storage";
import type { Socket, SocketEvents, World } from "../../../../board/client/core/wire/socket";
import { PROTOCOL } from "../../../../board/client/protocol.gen";
import type { ClientFrame, ServerFrame, Welcome } from "../../../../board/client/protocol.gen";

export class FakeSocket implements Socket {
  readonly sent: ClientFrame[] = [];
  closed = false;
  readonly events: SocketEvents;

  constructor(events: SocketEvents) {
    this.events = events;
  }

  send(bytes: Uint8Array): void {
    this.sent.push(decode(bytes) as ClientFrame);
  }

  close(): void {
    this.closed = true;
  }

  /** The server says something. */
  say(frame: ServerFrame): void {
    this.raw(encode(frame));
  }

  raw(bytes: Uint8Array<ArrayBuffer>): void {
    this.events.received(bytes.slice().buffer);
  }

  ofType<T extends ClientFrame["type"]>(type: T): Extract<ClientFrame, { type: T }>[] {
    return this.sent.filter((frame): frame is Extract<ClientFrame, { type: T }> => frame.type === type);
  }
}

export class FakeWorld implements World {
  readonly sockets: FakeSocket[] = [];
  chance = 0.5;
  #now = 1_000;
  #timers: { at: number; what: () => void }[] = [];

  connect(events: SocketEvents): Socket {
    const socket = new FakeSocket(events);
    this.sockets.push(socket);
    return socket;
  }

  now(): number {
    return this.#now;
  }

  random(): number {
    return this.chance;
  }

  later(ms: number, what: () => void): () => void {
    const timer = { at: this.#now + ms, what };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Let time go by; timers fire in their order. */
  pass(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const next = this.#timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#now = Math.max(this.#now, next.at);
      next.what();
    }
    this.#now = end;
  }

  /** The page is frozen: time goes by and no timer fires until it wakes. */
  freeze(ms: number): void {
    this.#now += ms;
  }

  get last(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (!socket) throw new Error("nothing was dialled");
    return socket;
  }
}

/** A device that keeps what it is given, until the test says otherwise. */
export function device(blocked: Signal<boolean> = signal(false)): Storage {
  const memory = memoryStorage();
  return {
    blocked,
    get: (key) => memory.get(key),
    put: (key, value) => memory.put(key, value),
    remove: (key) => memory.remove(key),
    move: (from, to) => memory.move(from, to),
    keys: (prefix) => memory.keys(prefix),
  };
}

export function welcome(fields: Partial<Welcome> = {}): Welcome {
  return {
    type: "welcome",
    protocol: PROTOCOL,
    token: "token-1",
    server_ms: 50_000,
    limits: { why: 500, action: 500, actor: 120, name: 40, other_value: 120, notes_per_person: 60, dots: 3 },
    settled: { n: 0, code: "", client_id: "" },
    resumed: false,
    put: [],
    drop: [],
    ...fields,
  };
}

/** Let promises that wait for nothing else go on. */
export async function settleDown(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
