// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * Which way a page goes to the server: a WebSocket, or a stream where a network lets no WebSocket through. Every time it connects it
 * tries the WebSocket first, so it goes back to it by itself where that works again.
 */

import { CLOSE } from "../../protocol.gen";
import type { Socket, SocketEvents, Way, World } from "./socket";

/** With the rest of its ten seconds the other way still brings the board in time. */
const OPENS_WITHIN_MS = 5_000;
/** Where none opened before on this page, and one will hardly open now. */
const OPENS_AGAIN_WITHIN_MS = 1_500;
/** Where one did open on this page before, so many in a row must fail: until then it is the server or the line that is away. */
const FAILURES_IN_A_ROW = 3;
/** For so long one that opened and carried nothing is not tried again. It may have been the server that was slow, for a whole hall. */
const DEAF_FOR_MS = 600_000;
const ABNORMAL = 1006;

export type Open = { readonly [way in Way]: (events: SocketEvents) => Socket };

export class Ways {
  readonly #open: Open;
  readonly #world: Pick<World, "later">;
  /** Something came over a WebSocket on this page. */
  #works = false;
  /** One opened here, and nothing came over it. */
  #deaf = false;
  #failures = 0;
  #byStream = false;

  constructor(open: Open, world: Pick<World, "later">) {
    this.#open = open;
    this.#world = world;
  }

  connect(events: SocketEvents): Socket {
    if (this.#deaf && !this.#works) return this.#stream(events);
    let opened = false;
    let heard = false;
    let closed = false;
    let instead: Socket | null = null;
    const isLeft = (): boolean => closed || instead !== null;
    const detour = (code: number): void => {
      this.#failures += 1;
      cancel();
      if (this.#works && this.#failures < FAILURES_IN_A_ROW) {
        closed = true;
        events.closed(code);
      } else instead = this.#stream(events);
    };
    const within = this.#byStream ? OPENS_AGAIN_WITHIN_MS : OPENS_WITHIN_MS;
    const cancel = this.#world.later(within, () => {
      if (opened || isLeft()) return;
      detour(ABNORMAL);
      socket.close();
    });
    const socket = this.#open.socket({
      opened: () => {
        if (isLeft()) return;
        opened = true;
        cancel();
        events.opened("socket");
      },
      received: (bytes) => {
        if (isLeft()) return;
        heard = this.#works = true;
        this.#deaf = this.#byStream = false;
        this.#failures = 0;
        events.received(bytes);
      },
      closed: (code) => {
        if (isLeft()) return;
        if (opened) events.closed(code);
        else detour(code);
      },
    });
    return {
      send: (bytes) => (instead ?? socket).send(bytes),
      close: () => {
        closed = true;
        cancel();
        // Given up without a word from the other side, though it opened.
        if (opened && !heard) this.#giveUp();
        (instead ?? socket).close();
      },
    };
  }

  #giveUp(): void {
    this.#deaf = true;
    this.#world.later(DEAF_FOR_MS, () => (this.#deaf = false));
  }

  #stream(events: SocketEvents): Socket {
    let heard = false;
    const stream = this.#open.stream({
      ...events,
      received: (bytes) => {
        heard = this.#byStream = true;
        events.received(bytes);
      },
      closed: (code) => {
        // Where a WebSocket worked, other pages that have all the places only wait for the server, as this one does.
        const waits = code === CLOSE.TOO_MANY_PAGES && !heard && this.#works;
        events.closed(waits ? ABNORMAL : code);
      },
    });
    // Not before whoever asked has it in hand.
    this.#world.later(0, () => events.opened("stream"));
    return stream;
  }
}
