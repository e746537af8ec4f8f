// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2

import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { encode } from "@msgpack/msgpack";
import { backoffMs } from "../../../../board/client/core/wire/backoff";
import { Connection, type Hooks } from "../../../../board/client/core/wire/connection";
import { CLOSE, PROTOCOL } from "../../../../board/client/protocol.gen";
import type { ServerFrame } from "../../../../board/client/protocol.gen";
import { FakeWorld, welcome } from "./world";

interface Seen {
  world: FakeWorld;
  connection: Connection;
  log: string[];
  taken: ServerFrame[];
}

function start(hooks: Partial<Hooks> = {}): Seen {
  const world = new FakeWorld();
  const log: string[] = [];
  const taken: ServerFrame[] = [];
  const connection = new Connection(world, {
    hello: () => ({ type: "hello", client_id: "me", protocol: PROTOCOL }),
    take: (frame) => taken.push(frame),
    time: () => {},
    forget: () => log.push("forget"),
    up: () => log.push("up"),
    down: () => log.push("down"),
    over: (how) => log.push(how),
    ...hooks,
  });
  connection.start();
  return { world, connection, log, taken };
}

function connected(hooks: Partial<Hooks> = {}): Seen {
  const seen = start(hooks);
  seen.world.last.events.opened("socket");
  seen.world.last.say(welcome());
  return seen;
}

test("says hello first and is up after the welcome", () => {
  const { world, log } = start();
  assert.equal(world.last.sent.length, 0);
  world.last.events.opened("socket");
  assert.deepEqual(world.last.sent.map((frame) => frame.type), ["hello"]);
  assert.deepEqual(log, []);
  world.last.say(welcome());
  assert.deepEqual(log, ["up"]);
});

test("comes back after a drop, later and later, and quickly again after a welcome", () => {
  const { world, log } = connected();
  const waits: number[] = [];
  world.chance = 0.999;
  for (let attempt = 0; attempt < 8; attempt += 1) {
    world.last.events.closed(1006);
    const dialled = world.sockets.length;
    let waited = 0;
    while (world.sockets.length === dialled) {
      world.pass(100);
      waited += 100;
    }
    waits.push(waited);
  }
  assert.deepEqual([...waits].sort((a, b) => a - b), waits);
  assert.ok(waits.at(-1)! <= 20_000);
  assert.equal(log.filter((word) => word === "up").length, 1);
  world.last.events.opened("socket");
  world.last.say(welcome());
  world.last.events.closed(1006);
  const dialled = world.sockets.length;
  world.pass(1_000);
  assert.equal(world.sockets.length, dialled + 1);
});

test("the wait is between half a second and twenty seconds", () => {
  for (let attempt = 0; attempt < 2_000; attempt += 50) {
    for (const random of [0, 0.5, 0.999_999]) {
      const ms = backoffMs(attempt, random);
      assert.ok(ms >= 500 && ms <= 20_000, `${attempt} ${random} ${ms}`);
    }
  }
});

test("tries at once when the network comes back", () => {
  const { world, connection } = connected();
  world.last.events.closed(1006);
  connection.wake();
  assert.equal(world.sockets.length, 2);
  world.pass(30_000);
  // The attempt that was planned has been called off; what follows is the deadline of this one and its own retry.
  assert.ok(world.sockets.length <= 4);
});

for (const [code, how] of [
  [CLOSE.RELOAD, "reload"],
  [CLOSE.BAD_FRAME, "reload"],
  [CLOSE.FLOOD, "reload"],
  [CLOSE.TOO_MANY_PAGES, "elsewhere"],
  [CLOSE.OTHER_PERSON, "swapped"],
  [CLOSE.REMOVED, "removed"],
  [CLOSE.NOT_AUTHORISED, "ended"],
  [CLOSE.WORKSHOP_GONE, "ended"],
] as const) {
  test(`close code ${code} means ${how}, for good`, () => {
    const { world, connection, log } = connected();
    world.last.events.closed(code);
    assert.equal(log.at(-1), how);
    world.pass(120_000);
    connection.wake();
    assert.equal(world.sockets.length, 1);
  });
}

for (const code of [1000, 1001, 1006, 1012, CLOSE.COME_BACK, CLOSE.STORE_DOWN]) {
  test(`close code ${code} comes back`, () => {
    const { world } = connected();
    world.last.events.closed(code);
    world.pass(2_000);
    assert.equal(world.sockets.length, 2);
  });
}

test("a server with another protocol asks for a reload", () => {
  const { world, log } = start();
  world.last.events.opened("socket");
  world.last.say(welcome({ protocol: PROTOCOL + 1 }));
  assert.deepEqual(log, ["reload"]);
});

test("a frame of an unknown type asks for a reload", () => {
  const { world, log } = connected();
  world.last.raw(encode({ type: "confetti" }));
  assert.equal(log.at(-1), "reload");
  assert.ok(world.last.closed);
});

test("a broken frame asks for a full view, and the third time for a reload", () => {
  const errors = mock.method(console, "error", () => {});
  const { world, log } = connected();
  for (let time = 1; time <= 3; time += 1) {
    world.last.raw(new Uint8Array([0xc1]));
    if (time === 3) break;
    assert.deepEqual(log.slice(-2), ["forget", "down"]);
    world.pass(2_000);
    world.last.events.opened("socket");
    world.last.say(welcome());
  }
  assert.equal(log.at(-1), "reload");
  errors.mock.restore();
});

test("asks every 15 seconds whether the other side lives, and takes silence in between for granted", () => {
  const { world, log } = connected();
  for (let round = 0; round < 10; round += 1) {
    const pings = world.last.ofType("ping");
    assert.equal(pings.length, round + 1);
    world.last.say({ type: "pong", t: pings.at(-1)!.t, server_ms: 1 });
    world.pass(15_000);
  }
  assert.deepEqual(log, ["up"]);
});

test("a question without an answer for 10 seconds ends the link", () => {
  const { world, log } = connected();
  const first = world.last;
  world.pass(9_900);
  assert.deepEqual(log, ["up"]);
  world.pass(200);
  assert.deepEqual(log, ["up", "down"]);
  assert.ok(first.closed);
  world.pass(2_000);
  assert.equal(world.sockets.length, 2);
});

test("anything that comes in counts as a sign of life", () => {
  const { world, log } = connected();
  for (let second = 0; second < 40; second += 8) {
    world.pass(8_000);
    world.last.say({ type: "presence", participants: 1, screens: 1, facilitators: 1, space: "" });
  }
  assert.deepEqual(log, ["up"]);
});

test("a page that was frozen gives the answer that lies waiting a moment", () => {
  const { world, log } = connected();
  const ping = world.last.ofType("ping").at(-1)!;
  world.freeze(600_000);
  world.pass(0);
  assert.deepEqual(log, ["up"]);
  world.last.say({ type: "pong", t: ping.t, server_ms: 1 });
  world.pass(10_000);
  assert.deepEqual(log, ["up"]);
});

test("a dial that hangs is given up after 10 seconds", () => {
  const { world } = start();
  world.pass(12_000);
  assert.ok(world.sockets[0]?.closed);
  assert.equal(world.sockets.length, 2);
});

test("a drain opens the new link before it closes the old one", () => {
  const { world, connection, log } = connected();
  const [old] = world.sockets;
  old!.say({ type: "drain", after_ms: 3_000 });
  world.pass(2_900);
  assert.equal(world.sockets.length, 1);
  world.pass(200);
  assert.equal(world.sockets.length, 2);
  assert.ok(connection.isUp && !old!.closed);
  world.last.events.opened("socket");
  world.last.say(welcome());
  assert.ok(old!.closed);
  assert.deepEqual(log, ["up", "up"]);
});

test("[LOG-15] a new link that finds no place among the pages of this browser leaves the one that serves, and is tried again", () => {
  const { world, log } = connected();
  const [old] = world.sockets;
  old!.say({ type: "drain", after_ms: 0 });
  world.pass(1);
  world.last.events.closed(CLOSE.TOO_MANY_PAGES);
  assert.ok(!old!.closed);
  world.pass(2_000);
  assert.equal(world.sockets.length, 3);
  world.last.events.opened("stream");
  world.last.say(welcome());
  assert.deepEqual([log, old!.closed], [["up", "up"], true]);
});

test("late words of an old socket never touch the new one", () => {
  const { world, log, taken } = connected();
  const [old] = world.sockets;
  old!.say({ type: "drain", after_ms: 0 });
  world.pass(0);
  world.last.events.opened("socket");
  world.last.say(welcome());
  const before = taken.length;
  old!.say({ type: "presence", participants: 9, screens: 9, facilitators: 9, space: "" });
  old!.events.closed(4500);
  assert.equal(taken.length, before);
  assert.deepEqual(log, ["up", "up"]);
});

test("when the browser says it is offline, the server is asked with less patience", () => {
  const { world, connection, log } = connected();
  world.last.say({ type: "pong", t: 0, server_ms: 1 });
  connection.doubt();
  world.pass(2_600);
  assert.deepEqual(log, ["up", "down"]);
});

test("a frame that the server would not take is not sent", () => {
  const { world, connection } = connected();
  const text = "x".repeat(70_000);
  const taken = connection.send({
    type: "do",
    n: 1,
    command: { type: "choose_note", note_id: "n", base_choice_rev: 0, verdict: "set_aside", reason: text },
  });
  assert.equal(taken, "too_long");
  assert.equal(world.last.ofType("do").length, 0);
});

test("what the old link says after the new one's hello waits for the welcome, which holds it", () => {
  const { world, taken } = connected();
  const old = world.last;
  old.say({ type: "drain", after_ms: 0 });
  world.pass(1);
  assert.notEqual(world.last, old);
  world.last.events.opened("socket");
  old.say({ type: "patch", token: "later", at_ms: 0, put: [], drop: [], settled: null });
  assert.deepEqual(taken.map((frame) => frame.type), ["welcome"]);
  world.last.say(welcome());
  assert.deepEqual(taken.map((frame) => frame.type), ["welcome", "welcome"]);
});

test("what the old link said counts when the new one ends without a welcome", () => {
  const { world, taken } = connected();
  const old = world.last;
  old.say({ type: "drain", after_ms: 0 });
  world.pass(1);
  world.last.events.opened("socket");
  old.say({ type: "patch", token: "later", at_ms: 0, put: [], drop: [], settled: null });
  world.last.events.closed(1006);
  assert.deepEqual(taken.map((frame) => frame.type), ["welcome", "patch"]);
});

test("a link that the server ends for what it was sent is told apart from one that broke", () => {
  const blamed: boolean[] = [];
  const { world } = connected({ down: (byServer) => blamed.push(byServer) });
  world.last.events.closed(1006);
  world.pass(2_000);
  world.last.events.opened("socket");
  world.last.say(welcome({}));
  world.last.events.closed(1009);
  assert.deepEqual(blamed, [false, true]);
});
