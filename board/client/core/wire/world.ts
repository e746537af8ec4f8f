// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What a browser gives the connection. */

import { DRAWN_FOR, SUBPROTOCOL } from "../../protocol.gen";
import { at } from "../at";
import type { Socket, SocketEvents, World } from "./socket";
import { Place } from "./place";
import { Stream } from "./stream";
import { Ways } from "./ways";

/**
 * The world of a browser page, connecting to `/ws/<session>/<role>` of its own origin, or to `/stroom/…` there where the network lets no
 * WebSocket through. It says for whom the page was drawn: with
 * another's cookie the server takes in nothing. `person` is empty where several share a link.
 */
export function browserWorld(session: string, role: string, person: string): World {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  const where = `${encodeURIComponent(session)}/${encodeURIComponent(role)}`;
  const protocols = person ? [SUBPROTOCOL, DRAWN_FOR + person] : [SUBPROTOCOL];
  const time = {
    now: () => performance.now(),
    later(ms: number, what: () => void) {
      const timer = setTimeout(what, ms);
      return () => clearTimeout(timer);
    },
  };
  const place = new Place();
  const ways = new Ways(
    {
      socket: (events) => connect(`${scheme}//${location.host}${at(`/ws/${where}`)}`, protocols, events),
      stream: (events) => new Stream(at(`/stroom/${where}`), protocols, events, time, place),
    },
    time,
  );
  return { ...time, connect: (events) => ways.connect(events), random: () => Math.random() };
}

function connect(url: string, protocols: string[], events: SocketEvents): Socket {
  const socket = new WebSocket(url, protocols);
  socket.binaryType = "arraybuffer";
  socket.onopen = () => events.opened("socket");
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
