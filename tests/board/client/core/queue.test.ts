// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2

import assert from "node:assert/strict";
import { test } from "node:test";
import { adopt, again, emptyQueue, enqueue, markLost, markSent } from "../../../../board/client/core/device/queue";
import { pendingN, settle, toSend } from "../../../../board/client/core/device/queue";
import type { Entry, Queue } from "../../../../board/client/core/device/queue";
import type { Command } from "../../../../board/client/protocol.gen";

const ready: Command = { type: "say_ready", run_id: "r1", ready: true };

function queueOf(count: number): Queue {
  let queue = emptyQueue("me");
  for (let n = 0; n < count; n += 1) ({ queue } = enqueue(queue, ready, n));
  return queue;
}

function orphan(n: number): Entry {
  return { key: `dead/${n}`, client_id: "dead", n, command: ready, since_ms: 0 };
}

const line = (queue: Queue) => queue.entries.map((entry) => `${entry.client_id}/${entry.n}`);

test("numbers are dense from 1", () => {
  assert.deepEqual(line(queueOf(3)), ["me/1", "me/2", "me/3"]);
});

test("one command is in flight; the next waits for its settlement", () => {
  let queue = queueOf(2);
  assert.equal(toSend(queue)?.n, 1);
  queue = markSent(queue);
  assert.equal(toSend(queue), null);
  ({ queue } = settle(queue, { n: 1, code: "", client_id: "" }));
  assert.equal(toSend(queue)?.n, 2);
});

test("what was in flight when the connection went is sent again under its number", () => {
  const queue = markLost(markSent(queueOf(2)));
  assert.equal(toSend(queue)?.n, 1);
  assert.equal(pendingN(queue), 1);
});

test("a welcome that settled the command in flight ends it, with its outcome", () => {
  const done = settle(markLost(markSent(queueOf(2))), { n: 1, code: "", client_id: "" });
  assert.deepEqual(done.ended.map((one) => [one.entry.n, one.code]), [[1, ""]]);
  assert.equal(toSend(done.queue)?.n, 2);
  const refused = settle(queueOf(2), { n: 1, code: "stale_rev", client_id: "" });
  assert.deepEqual(refused.ended.map((one) => one.code), ["stale_rev"]);
});

test("a welcome from before the command in flight leaves it in the queue", () => {
  const queue = queueOf(1);
  assert.equal(settle(queue, { n: 0, code: "", client_id: "" }).queue, queue);
});

test("numbers before the last settled one are done", () => {
  const { ended } = settle(queueOf(3), { n: 2, code: "empty", client_id: "" });
  assert.deepEqual(ended.map((one) => one.code), ["", "empty"]);
});

test("commands of a dead page keep their client and number and go first", () => {
  const queue = adopt(queueOf(1), [orphan(7), orphan(8)]);
  assert.deepEqual(line(queue), ["dead/7", "dead/8", "me/1"]);
  assert.equal(pendingN(queue), 1);
});

test("adopted commands never overtake the one in flight", () => {
  const queue = adopt(markSent(queueOf(2)), [orphan(7)]);
  assert.deepEqual(line(queue), ["me/1", "dead/7", "me/2"]);
  const { queue: next } = settle(queue, { n: 1, code: "", client_id: "" });
  assert.equal(toSend(next)?.client_id, "dead");
});

test("commands of one page that come from two sides go out by their numbers", () => {
  // It lived when another page took its queue over, and wrote on; then both died.
  const wroteOn = [orphan(5), orphan(6), orphan(7)];
  const takenOver = [orphan(3), orphan(4), orphan(5), orphan(6)];
  const inOrder = ["dead/3", "dead/4", "dead/5", "dead/6", "dead/7", "me/1"];
  assert.deepEqual(line(adopt(adopt(queueOf(1), takenOver), wroteOn)), inOrder);
  assert.deepEqual(line(adopt(adopt(queueOf(1), wroteOn), takenOver)), inOrder);
});

test("the same orphan is adopted once", () => {
  const queue = adopt(emptyQueue("me"), [orphan(7)]);
  assert.equal(adopt(queue, [orphan(7)]), queue);
});

test("a settlement of one client leaves the other's commands alone", () => {
  const { queue, ended } = settle(adopt(queueOf(9), [orphan(3)]), { n: 3, code: "", client_id: "dead" });
  assert.equal(ended.length, 1);
  assert.equal(line(queue).length, 9);
});

test("a settlement of a command further on leaves the one in flight in flight", () => {
  const queue = markSent(adopt(queueOf(1), [orphan(3)]));
  assert.equal(settle(queue, { n: 1, code: "", client_id: "" }).queue.sent, true);
});

test("a command that is asked again goes first, under a new number, and those behind it move up", () => {
  const before = markSent(queueOf(3));
  const { queue, ended } = settle(before, { n: 1, code: "rate", client_id: "" });
  const after = again(queue, ended[0]!.entry);
  assert.deepEqual(line(after), ["me/2", "me/3", "me/4"]);
  assert.deepEqual(after.entries.map((entry) => entry.key), ["me/1", "me/2", "me/3"]);
  assert.equal(enqueue(after, ready, 0).entry.n, 5);
});

test("an adopted command that is asked again becomes this page's own", () => {
  const { queue, ended } = settle(adopt(emptyQueue("me"), [orphan(7)]), { n: 7, code: "rate", client_id: "dead" });
  assert.deepEqual(line(again(queue, ended[0]!.entry)), ["me/1"]);
});
