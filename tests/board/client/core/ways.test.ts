// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2

import assert from "node:assert/strict";
import { test } from "node:test";
import { CLOSE } from "../../../../board/client/protocol.gen";
import type { SocketEvents, Way } from "../../../../board/client/core/wire/socket";
import { Ways } from "../../../../board/client/core/wire/ways";
import { FakeSocket, FakeWorld } from "./world";

/** A page that dials, and what came of it. */
function page() {
  const world = new FakeWorld();
  const dialled: { way: Way; socket: FakeSocket }[] = [];
  const open = (way: Way) => (events: SocketEvents) => {
    const socket = new FakeSocket(events);
    dialled.push({ way, socket });
    return socket;
  };
  const ways = new Ways({ socket: open("socket"), stream: open("stream") }, world);
  const said: string[] = [];
  const dial = () =>
    ways.connect({
      opened: (way) => said.push(`opened ${way}`),
      received: () => said.push("received"),
      closed: (code) => said.push(`closed ${code}`),
    });
  const last = (): FakeSocket => dialled.at(-1)?.socket ?? assert.fail("nothing was dialled");
  return { world, dialled, said, dial, last, order: () => dialled.map(({ way }) => way) };
}

const FRAME = new Uint8Array([1]);

test("[WIR-16] where a WebSocket is refused a page goes the other way at once, and tries the first one again each time", () => {
  const { world, said, dial, last, order } = page();
  for (const _ of [1, 2]) {
    dial();
    last().events.closed(1006);
    world.pass(1);
    last().raw(FRAME);
    last().events.closed(1006);
  }
  assert.deepEqual(order(), ["socket", "stream", "socket", "stream"]);
  assert.deepEqual(said, ["opened stream", "received", "closed 1006", "opened stream", "received", "closed 1006"]);
});

test("[WIR-16] where nothing answers a WebSocket the other way is taken within ten seconds, and sooner the next time", () => {
  const { world, said, dial, last, order } = page();
  dial();
  world.pass(4_900);
  assert.deepEqual(order(), ["socket"]);
  world.pass(200);
  assert.deepEqual(order(), ["socket", "stream"]);
  last().raw(FRAME);
  dial();
  world.pass(1_600);
  assert.deepEqual(order(), ["socket", "stream", "socket", "stream"]);
  assert.deepEqual(said, ["opened stream", "received", "opened stream"]);
});

test("[WIR-16] a late WebSocket that was left has no more to say", () => {
  const { world, said, dialled, dial } = page();
  dial();
  world.pass(5_100);
  const left = dialled[0]?.socket ?? assert.fail();
  assert.ok(left.closed);
  left.events.opened("socket");
  left.raw(FRAME);
  left.events.closed(4501);
  assert.deepEqual(said, ["opened stream"]);
});

test("[WIR-16] where a WebSocket worked on a page it is the server that is away, until three in a row fail", () => {
  const { world, said, dial, last, order } = page();
  dial();
  last().events.opened("socket");
  last().raw(FRAME);
  last().events.closed(1006);
  for (const _ of [1, 2, 3]) {
    dial();
    last().events.closed(1006);
  }
  world.pass(1);
  assert.deepEqual(order(), ["socket", "socket", "socket", "socket", "stream"]);
  assert.deepEqual(said, ["opened socket", "received", "closed 1006", "closed 1006", "closed 1006", "opened stream"]);
});

test("[WIR-16] a WebSocket that opens and carries nothing is not tried again for ten minutes: it may have been the server", () => {
  const { world, dial, last, order } = page();
  const socket = dial();
  last().events.opened("socket");
  world.pass(10_000);
  socket.close();
  dial();
  world.pass(599_000);
  dial();
  assert.deepEqual(order(), ["socket", "stream", "stream"]);
  world.pass(2_000);
  dial();
  assert.deepEqual(order(), ["socket", "stream", "stream", "socket"]);
});

test("[WIR-16] a page that finds no place for a stream is over where only streams go, and waits where a WebSocket worked", () => {
  const { world, said, dial, last } = page();
  dial();
  last().events.closed(1006);
  last().events.closed(CLOSE.TOO_MANY_PAGES);
  dial();
  last().events.opened("socket");
  last().raw(FRAME);
  for (const _ of [1, 2, 3, 4]) {
    dial();
    last().events.closed(1006);
  }
  last().events.closed(CLOSE.TOO_MANY_PAGES);
  dial();
  last().events.closed(1006);
  last().raw(FRAME);
  // Told by the server.
  last().events.closed(CLOSE.TOO_MANY_PAGES);
  world.pass(0);
  const closed = said.filter((word) => word.startsWith("closed"));
  assert.deepEqual(closed, ["closed 4505", "closed 1006", "closed 1006", "closed 1006", "closed 4505"]);
});

test("a WebSocket that the server closes with a reason is no reason for another way", () => {
  const { said, dial, last, order } = page();
  dial();
  last().events.opened("socket");
  last().events.closed(4501);
  assert.deepEqual(order(), ["socket"]);
  assert.deepEqual(said, ["opened socket", "closed 4501"]);
});
