// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The board's line to the server: what comes in is taken into records and outbox, and people are told how it stands. */

import { batch, computed, effect, signal, type ReadonlySignal } from "@preact/signals";
import { PROTOCOL } from "../protocol.gen";
import type { Do, Presence, Role, ServerFrame, Settled } from "../protocol.gen";
import type { Announcer, Connection as ConnectionState } from "./api";
import type { Clock } from "./clock";
import type { Outbox } from "./device/outbox";
import type { Storage } from "./device/storage";
import { t } from "./i18n";
import { movedIn, type Moved } from "./overlay/moved";
import type { Records } from "./records";
import type { Unsendable } from "./wire/codec";
import { Connection, type Ending } from "./wire/connection";
import type { World } from "./wire/socket";

const STORING_AFTER_MS = 400;
/** Longer than any append of a healthy store takes: people are told that it is on their device only. */
const UNSTORED_AFTER_MS = 4_000;
/** Nobody presses a button on the screen in the room. */
const LOST_ON_SCREEN_MS = 60_000;

const ENDINGS: { readonly [how in Ending]: () => string } = {
  reload: () => t("There is a newer version of this page. Load it again."),
  elsewhere: () => t("This board is open in many windows. Close some, and load this page again."),
  swapped: () => t("This browser is somebody else now. Nothing is sent from this page any more."),
  removed: () => t("The facilitator has taken you out of the workshop. Nothing is sent from this page any more."),
  ended: () => t("The connection has ended."),
};

export interface LineParts {
  role: Role;
  /** This page instance. */
  clientId: string;
  world: World;
  storage: Storage;
  announce: Announcer;
  clock: Clock;
  records: Records;
  moved: Moved;
  /** Its `transmit` is this line's. */
  outbox: Outbox;
}

/** Made once, then `start`. */
export class Line {
  /** As the chip says it. */
  readonly state: ReadonlySignal<ConnectionState>;
  /** The first full view has come. */
  readonly ready = signal(false);
  readonly presence = signal<Presence | null>(null);
  /** What the one is called who uses this browser now, when that is another than this page was drawn for. */
  readonly holder = signal("");
  /** The network lets no WebSocket through: frames go another way. */
  readonly detour = signal(false);
  readonly #parts: LineParts;
  readonly #connection: Connection;
  readonly #link = signal<"connecting" | "up" | "down" | Ending>("connecting");
  readonly #lost = signal(false);
  #token = "";

  constructor(parts: LineParts) {
    const { world, clientId, clock, outbox } = parts;
    this.#parts = parts;
    this.#connection = new Connection(world, {
      hello: () => ({ type: "hello", client_id: clientId, protocol: PROTOCOL, token: this.#token, pending_n: outbox.pendingN }),
      take: (frame) => batch(() => this.#take(frame)),
      time: (serverMs, roundTripMs) => {
        clock.sample(serverMs, roundTripMs);
        if (outbox.isStuck) this.#connection.reset();
      },
      forget: () => {
        this.#token = "";
      },
      up: (way) => this.#up(way === "stream"),
      down: (blamed) => this.#down(blamed),
      over: (how) => this.#over(how),
    });
    const slow = waitsFor(world, outbox, STORING_AFTER_MS);
    const unstored = waitsFor(world, outbox, UNSTORED_AFTER_MS);
    this.state = computed<ConnectionState>(() => {
      if (this.#link.value !== "up") return this.#link.value === "down" ? "offline" : this.#link.value;
      if (unstored.value) return "unstored";
      if (this.#lost.value) return "lost";
      return slow.value ? "storing" : "connected";
    });
    this.#tell();
  }

  /** Make the connection. Call once. */
  start(): void {
    this.#connection.start();
  }

  /** Send a command. True, or why it cannot be sent; null: there is no connection now. */
  transmit(frame: Do): true | Unsendable | null {
    return this.#connection.isUp ? this.#connection.send(frame) : null;
  }

  /** The page woke up, or the network came back. */
  wake(): void {
    this.#parts.clock.doubt();
    this.#connection.wake();
  }

  /** The browser says that the network is gone. */
  doubt(): void {
    this.#connection.doubt();
  }

  /** The person has read that something was lost. */
  dropLost(): void {
    this.#lost.value = false;
  }

  #take(frame: ServerFrame): void {
    const { records, moved, outbox } = this.#parts;
    switch (frame.type) {
      case "welcome":
        // Whatever was in flight on the connection before this one is settled here, or goes out again.
        outbox.lost();
        if (frame.resumed) records.change(frame.drop, frame.put);
        else records.replace(frame.put);
        outbox.settled(frame.settled);
        this.#token = frame.token;
        this.ready.value = true;
        break;
      case "view":
        records.replace(frame.put);
        this.#settle(frame.settled);
        this.#token = frame.token;
        break;
      case "patch":
        if (!frame.settled) moved.add(movedIn(records.of("note").peek(), frame.put));
        records.change(frame.drop, frame.put);
        this.#settle(frame.settled);
        // What answers a request of its own says nothing of how far the board has come.
        if (frame.token) this.#token = frame.token;
        break;
      case "refused":
        outbox.refused(frame);
        break;
      case "presence":
        this.presence.value = frame;
        break;
      case "lost":
        this.#somethingLost();
        break;
      case "swapped":
        this.holder.value = frame.name;
        break;
      case "pong":
      case "drain":
        break;
    }
  }

  #settle(settled: Settled | null): void {
    if (settled === null) return;
    this.#parts.outbox.settled(settled);
    this.#parts.outbox.pump();
  }

  #up(byStream: boolean): void {
    this.detour.value = byStream;
    if (this.#link.peek() === "down") this.#parts.announce.say(t("Connected again."));
    this.#link.value = "up";
    this.#parts.outbox.pump();
  }

  #down(blamed: boolean): void {
    const { outbox, storage, announce } = this.#parts;
    if (blamed) outbox.unsendable();
    outbox.lost();
    const kept = storage.blocked.peek() ? blockedText() : t("Not connected. What you write is kept here.");
    if (this.#link.peek() !== "down") announce.alert(kept);
    this.#link.value = "down";
  }

  #over(how: Ending): void {
    this.#parts.outbox.lost();
    this.#link.value = how;
    this.#parts.announce.alert(ENDINGS[how]());
  }

  #somethingLost(): void {
    const { announce, role, world } = this.#parts;
    this.#lost.value = true;
    announce.alert(t("The server has lost the last changes. Look at what is left, and write again what is missing."));
    if (role === "screen") world.later(LOST_ON_SCREEN_MS, () => this.dropLost());
  }

  /** Say what people must know of their words, as soon as it is so. */
  #tell(): void {
    const { announce, role, storage } = this.#parts;
    effect(() => {
      if (this.state.value !== "unstored") return;
      announce.alert(storage.blocked.peek() ? blockedText() : t("Not stored yet. Your text stays on this device."));
    });
    // Nobody writes on the screen in the room.
    effect(() => {
      if (storage.blocked.value && role !== "screen") announce.alert(blockedText());
    });
  }
}

/** Storage of this device is full or forbidden. */
function blockedText(): string {
  return t("This device keeps nothing. Leave this page open until your notes are stored.");
}

/** True when a command has waited this long. */
function waitsFor(world: World, outbox: Outbox, ms: number): ReadonlySignal<boolean> {
  const slow = signal(false);
  effect(() => {
    const oldest = outbox.pending.value[0];
    slow.value = false;
    if (!oldest) return undefined;
    const left = oldest.since_ms + ms - world.now();
    if (left <= 0) {
      slow.value = true;
      return undefined;
    }
    return world.later(left, () => {
      slow.value = true;
    });
  });
  return slow;
}
