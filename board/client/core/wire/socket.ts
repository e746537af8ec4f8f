// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What the connection needs of the world around it, and how a browser gives it. Tests give their own. */

import { DRAWN_FOR, SUBPROTOCOL } from "../../protocol.gen";

export interface SocketEvents {
  opened(): void;
  received(bytes: ArrayBuffer): void;
  closed(code: number): void;
}

export interface Socket {
  send(bytes: Uint8Array<ArrayBuffer>): void;
  close(): void;
}

export interface World {
  connect(events: SocketEvents): Socket;
  /** Milliseconds on a clock that never goes back. */
  now(): number;
  /** A number in [0, 1). */
  random(): number;
  /** Call `what` after `ms` milliseconds. Returns the way to call it off. */
  later(ms: number, what: () => void): () => void;
}

/**
 * The world of a browser page, connecting to `/ws/<session>/<role>` of its own origin. It says for whom the page was drawn: with
 * another's cookie the server takes in nothing. `person` is empty where several share a link.
 */
export function browserWorld(session: string, role: string, person: string): World {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  const url = `${scheme}//${location.host}/ws/${encodeURIComponent(session)}/${encodeURIComponent(role)}`;
  const protocols = person ? [SUBPROTOCOL, DRAWN_FOR + person] : [SUBPROTOCOL];
  return {
    connect: (events) => connect(url, protocols, events),
    now: () => performance.now(),
    random: () => Math.random(),
    later(ms, what) {
      const timer = setTimeout(what, ms);
      return () => clearTimeout(timer);
    },
  };
}

function connect(url: string, protocols: string[], events: SocketEvents): Socket {
  const socket = new WebSocket(url, protocols);
  socket.binaryType = "arraybuffer";
  socket.onopen = () => events.opened();
  socket.onclose = (event) => events.closed(event.code);
  socket.onmessage = (event: MessageEvent<unknown>) => {
    // A text frame is none of ours: no bytes, and so no frame.
    events.received(event.data instanceof ArrayBuffer ? event.data : new ArrayBuffer(0));
  };
  return {
    send(bytes) {
      if (socket.readyState === WebSocket.OPEN) socket.send(bytes);
    },
    close: () => socket.close(1000),
  };
}
