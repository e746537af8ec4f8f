// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * One socket, from dialling to its end, with its own pings. Silence is not death: only an unanswered question is.
 * A link reports its end once; whatever its socket says afterwards is dropped here.
 */

import type { ClientFrame } from "../../protocol.gen";
import { encodeFrame, type Unsendable } from "./codec";
import type { Socket, Way, World } from "./socket";

const PING_EVERY_MS = 15_000;
export const PATIENCE_MS = 10_000;
/** A deadline this much late means that the page was frozen; the answer may lie waiting, so it gets a moment more. */
const FROZEN_MS = 5_000;
const THAW_MS = 2_000;
const ABNORMAL = 1006;

export interface LinkEvents {
  opened(link: Link): void;
  received(link: Link, bytes: ArrayBuffer): void;
  ended(link: Link, code: number): void;
}

export class Link {
  /** When `hello` was sent: the welcome tells the time, and so the round trip counts. */
  helloAt = 0;
  welcomed = false;
  /** How its frames go. */
  way: Way = "socket";
  readonly #world: World;
  readonly #events: LinkEvents;
  readonly #socket: Socket;
  #over = false;
  #asking = false;
  #cancelDeadline: () => void = () => {};
  #cancelPing: () => void = () => {};

  constructor(world: World, events: LinkEvents) {
    this.#world = world;
    this.#events = events;
    this.#socket = world.connect({
      opened: (way) => {
        this.way = way;
        if (!this.#over) this.#events.opened(this);
      },
      received: (bytes) => this.#received(bytes),
      closed: (code) => this.#end(code),
    });
    // Dialling and the welcome are a question too.
    this.#expectAnswer(PATIENCE_MS);
  }

  /** Send a frame; true, or why it cannot be sent. */
  send(frame: ClientFrame): true | Unsendable {
    const bytes = encodeFrame(frame);
    if (typeof bytes === "string") return bytes;
    if (!this.#over) this.#socket.send(bytes);
    return true;
  }

  /** The welcome has come: from now on, ask now and then. */
  settleIn(): void {
    this.welcomed = true;
    this.ping();
  }

  /** Ask at once whether the other side is there; without an answer in time the link ends. */
  ping(patienceMs = PATIENCE_MS): void {
    if (this.#over || !this.welcomed) return;
    this.#cancelPing();
    this.send({ type: "ping", t: this.#world.now() });
    this.#expectAnswer(patienceMs);
  }

  /** The answer to a ping has come. */
  answered(): void {
    this.#asking = false;
    this.#cancelDeadline();
    this.#cancelPing();
    this.#cancelPing = this.#world.later(PING_EVERY_MS, () => this.ping());
  }

  /** Close without a report. */
  drop(): void {
    this.#silence();
    this.#socket.close();
  }

  /** Give up on this link, and report it as a connection that was lost. */
  fail(): void {
    this.#socket.close();
    this.#end(ABNORMAL);
  }

  #received(bytes: ArrayBuffer): void {
    if (this.#over) return;
    // Bytes that come in prove life as well as the answer would, which may stand behind a long frame.
    if (this.#asking) this.#expectAnswer(PATIENCE_MS);
    this.#events.received(this, bytes);
  }

  #expectAnswer(patienceMs: number, thawed = false): void {
    this.#asking = true;
    this.#cancelDeadline();
    const due = this.#world.now() + patienceMs;
    this.#cancelDeadline = this.#world.later(patienceMs, () => {
      const frozen = this.#world.now() - due > FROZEN_MS;
      if (frozen && !thawed) this.#expectAnswer(THAW_MS, true);
      else this.fail();
    });
  }

  #end(code: number): void {
    if (this.#over) return;
    this.#silence();
    this.#events.ended(this, code);
  }

  #silence(): void {
    this.#over = true;
    this.#cancelDeadline();
    this.#cancelPing();
  }
}
