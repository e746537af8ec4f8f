// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * Keeps one link to the server, through drops, restarts and sleep. At most one link serves and one is being dialled; events
 * are taken from those two objects only, so an old socket's late words never touch the new one.
 */

import { CLOSE, comesBack } from "../../protocol.gen";
import type { ClientFrame, Hello, ServerFrame } from "../../protocol.gen";
import { backoffMs } from "./backoff";
import { decodeFrame, type Unsendable } from "./codec";
import { Link } from "./link";
import type { Way, World } from "./socket";

/** A browser that says it is offline may still reach a server on the same machine, so it is asked, with less patience. */
const DOUBT_MS = 2_500;
const MAX_BROKEN_FRAMES = 3;
/** Unsupported, not UTF-8, against a policy, too big: something between page and room, or the room, will not have the last frame. */
const BLAMING: ReadonlySet<number> = new Set([1003, 1007, 1008, 1009]);

/**
 * `elsewhere`: the same person has opened so many newer pages that this one made place. `swapped`: this browser is somebody else now
 * than for whom the page was drawn. `removed`: the facilitator has taken this person out.
 */
export type Ending = "reload" | "ended" | "elsewhere" | "swapped" | "removed";

export interface Hooks {
  /** The first frame of a new link. */
  hello(): Hello;
  /** Every frame but pongs and drains. Throws when it cannot be taken in; then a fresh full view is asked. */
  take(frame: ServerFrame): void;
  /** The server said what time it is, after a round trip of `roundTripMs`. */
  time(serverMs: number, roundTripMs: number): void;
  /** Forget the resume token: the next welcome has to bring a full view. */
  forget(): void;
  /** A link serves, this way; the welcome has been taken. Also after a change of links. */
  up(way: Way): void;
  /** No link serves. `blamed`: the server ended the last one for what it was sent. */
  down(blamed: boolean): void;
  /** No way back on this page. */
  over(how: Ending): void;
}

export class Connection {
  readonly #world: World;
  readonly #hooks: Hooks;
  #serving: Link | null = null;
  #dialling: Link | null = null;
  #attempt = 0;
  #broken = 0;
  /** What the old link says after the new one's hello: the new one's welcome holds it, seen from before the hello. */
  #held: ServerFrame[] | null = null;
  #over = false;
  #cancelRetry: (() => void) | null = null;

  constructor(world: World, hooks: Hooks) {
    this.#world = world;
    this.#hooks = hooks;
  }

  /** Make the connection. Call once. */
  start(): void {
    this.#dial();
  }

  /** True while a link serves. */
  get isUp(): boolean {
    return this.#serving !== null;
  }

  /** Send on the link that serves; true, or why it cannot be sent. Lost silently when there is no link. */
  send(frame: ClientFrame): true | Unsendable {
    return this.#serving?.send(frame) ?? true;
  }

  /** The page woke up or the network came back: try at once, or find out whether the link still lives. */
  wake(): void {
    if (this.#cancelRetry !== null) this.#dial();
    else this.#serving?.ping();
  }

  /** The browser says that the network is gone. */
  doubt(): void {
    this.#serving?.ping(DOUBT_MS);
  }

  /** Give the link up and make a new one. */
  reset(): void {
    this.#serving?.fail();
  }

  /** End for good. */
  stop(): void {
    this.#over = true;
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    this.#serving?.drop();
    this.#dialling?.drop();
    this.#serving = this.#dialling = null;
  }

  #dial(): void {
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    if (this.#over || this.#dialling !== null) return;
    this.#dialling = new Link(this.#world, {
      opened: (link) => {
        link.helloAt = this.#world.now();
        link.send(this.#hooks.hello());
        this.#held = [];
      },
      received: (link, bytes) => this.#received(link, bytes),
      ended: (link, code) => this.#ended(link, code),
    });
  }

  #dialIn(ms: number): void {
    this.#cancelRetry ??= this.#world.later(ms, () => this.#dial());
  }

  #received(link: Link, bytes: ArrayBuffer): void {
    if (link !== this.#serving && link !== this.#dialling) return;
    try {
      const frame = decodeFrame(bytes);
      if (frame === null) this.#finish("reload");
      else this.#handle(link, frame);
    } catch (error) {
      console.error("a frame could not be taken in", error);
      this.#broken += 1;
      this.#hooks.forget();
      if (this.#broken >= MAX_BROKEN_FRAMES) this.#finish("reload");
      else link.fail();
    }
  }

  #handle(link: Link, frame: ServerFrame): void {
    switch (frame.type) {
      case "welcome":
        // The time first: what the view draws may count down to a moment in it.
        this.#hooks.time(frame.server_ms, this.#world.now() - link.helloAt);
        this.#hooks.take(frame);
        return this.#serve(link);
      case "pong":
        link.answered();
        this.#broken = 0;
        return this.#hooks.time(frame.server_ms, this.#world.now() - frame.t);
      case "drain":
        // The old link serves until the new one is welcomed.
        return this.#dialIn(frame.after_ms);
      default:
        if (this.#held !== null && link === this.#serving) this.#held.push(frame);
        else this.#hooks.take(frame);
    }
  }

  #serve(link: Link): void {
    const old = this.#serving;
    this.#serving = link;
    this.#dialling = null;
    this.#held = null;
    this.#attempt = 0;
    if (old !== null && old !== link) old.drop();
    link.settleIn();
    this.#hooks.up(link.way);
  }

  #ended(link: Link, code: number): void {
    const wasDialling = link === this.#dialling;
    if (wasDialling) this.#dialling = null;
    else if (link === this.#serving) this.#serving = null;
    else return;
    // Another link that finds no place is no reason to let go of the one that serves.
    const staysPut = wasDialling && this.#serving !== null && code === CLOSE.TOO_MANY_PAGES;
    if (!comesBack(code) && !staysPut) return this.#finish(endingOf(code));
    if (this.#serving === null) this.#hooks.down(!wasDialling && BLAMING.has(code));
    if (this.#dialling === null) {
      this.#dialIn(backoffMs(this.#attempt, this.#world.random()));
      this.#attempt += 1;
    }
    if (wasDialling) this.#release();
  }

  /** No welcome came: what the old link said meanwhile counts after all. */
  #release(): void {
    const held = this.#held ?? [];
    this.#held = null;
    for (const frame of held) this.#hooks.take(frame);
  }

  #finish(how: Ending): void {
    this.stop();
    this.#hooks.over(how);
  }
}

function endingOf(code: number): Ending {
  if (code === CLOSE.TOO_MANY_PAGES) return "elsewhere";
  if (code === CLOSE.OTHER_PERSON) return "swapped";
  if (code === CLOSE.REMOVED) return "removed";
  return code === CLOSE.NOT_AUTHORISED || code === CLOSE.WORKSHOP_GONE ? "ended" : "reload";
}
