// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2

import assert from "node:assert/strict";
import { test } from "node:test";
import { commandsIn, Outbox, type OutboxWorld, type Stored } from "../../../../board/client/core/device/outbox";
import { memoryStorage, type Storage } from "../../../../board/client/core/device/storage";
import type { Outcome } from "../../../../board/client/core/api";
import type { Code, Command, Do } from "../../../../board/client/protocol.gen";
import { FakeWorld, settleDown } from "./world";

const ready: Command = { type: "say_ready", run_id: "r1", ready: true };
const FOLDER = "queue/s/participant/";

interface Page {
  outbox: Outbox;
  sent: Do[];
  world: FakeWorld;
  line: { up: boolean };
}

function page(storage: Storage, clientId = "me", alive: string[] = [], takes: OutboxWorld["transmit"] = () => true): Page {
  const world = new FakeWorld();
  const sent: Do[] = [];
  const line = { up: true };
  const outbox = new Outbox({
    storage,
    folder: FOLDER,
    clientId,
    now: () => world.now(),
    later: (ms, what) => world.later(ms, what),
    transmit: (frame) => {
      if (!line.up) return null;
      const taken = takes(frame);
      if (taken === true) sent.push(frame);
      return taken;
    },
    dead: async (ids) => ids.filter((id) => !alive.includes(id)),
  });
  return { outbox, sent, world, line };
}

const settle = ({ outbox }: Page, n: number, code: Code | "" = "", client_id = "") => {
  outbox.settled({ n, code, client_id });
  outbox.pump();
};

test("a settled command resolves, and leaves the device", async () => {
  const storage = memoryStorage();
  const one = page(storage);
  const outcome = one.outbox.send(ready);
  await settleDown();
  assert.deepEqual(await storage.keys(FOLDER), [`${FOLDER}me`]);
  settle(one, 1);
  assert.deepEqual(await outcome, { done: true });
  assert.deepEqual(one.outbox.pending.value, []);
  await settleDown();
  assert.deepEqual(await storage.keys(FOLDER), []);
});

test("what is asked without a connection waits, and goes out in order, one by one", () => {
  const one = page(memoryStorage());
  one.line.up = false;
  void one.outbox.send(ready);
  void one.outbox.send(ready);
  assert.equal(one.sent.length, 0);
  one.line.up = true;
  one.outbox.pump();
  one.outbox.pump();
  assert.deepEqual(one.sent.map((frame) => frame.n), [1]);
  settle(one, 1);
  assert.deepEqual(one.sent.map((frame) => frame.n), [1, 2]);
});

test("a lost connection sends the same number again", () => {
  const one = page(memoryStorage());
  void one.outbox.send(ready);
  one.outbox.lost();
  one.outbox.pump();
  assert.deepEqual(one.sent.map((frame) => [frame.n, frame.client_id]), [[1, undefined], [1, undefined]]);
});

test("a refusal resolves with the command kept, until it is dismissed", async () => {
  const storage = memoryStorage();
  const one = page(storage);
  const outcome = one.outbox.send(ready);
  one.outbox.refused({ type: "refused", n: 1, code: "run_ended", field: "run_id", retriable: false, client_id: "" });
  const ended: Outcome = await outcome;
  assert.ok(!ended.done);
  assert.deepEqual([ended.failure.code, ended.failure.field, ended.failure.command], ["run_ended", "run_id", ready]);
  assert.deepEqual(one.outbox.failures.value, [ended.failure]);
  await settleDown();
  assert.equal((await storage.keys(FOLDER)).length, 1);
  assert.equal(one.outbox.dismiss(ended.failure), true);
  assert.equal(one.outbox.dismiss(ended.failure), false);
  await settleDown();
  assert.equal((await storage.keys(FOLDER)).length, 0);
});

test("a refusal that passes is tried again by itself under a new number, before what waits behind it", async () => {
  const one = page(memoryStorage());
  const outcome = one.outbox.send(ready);
  const behind = one.outbox.send(ready);
  one.outbox.refused({ type: "refused", n: 1, code: "rate", field: "", retriable: true, client_id: "" });
  assert.deepEqual(one.sent.map((frame) => frame.n), [1]);
  assert.deepEqual(one.outbox.failures.value, []);
  one.world.pass(1_000);
  assert.deepEqual(one.sent.map((frame) => frame.n), [1, 2]);
  settle(one, 2);
  assert.deepEqual(await outcome, { done: true });
  settle(one, 3);
  assert.deepEqual(await behind, { done: true });
});

test("a refusal that does not pass is shown in the end", async () => {
  const one = page(memoryStorage());
  const outcome = one.outbox.send(ready);
  for (let n = 1; n <= 6; n += 1) {
    one.outbox.refused({ type: "refused", n, code: "unavailable", field: "", retriable: true, client_id: "" });
    one.world.pass(60_000);
  }
  assert.equal((await outcome).done, false);
  assert.equal(one.sent.length, 6);
});

test("a new page sends what a dead page left, under the dead page's client and number", async () => {
  const storage = memoryStorage();
  const dead = page(storage, "dead");
  void dead.outbox.send(ready);
  settle(dead, 1);
  dead.line.up = false;
  void dead.outbox.send(ready);
  await settleDown();

  const next = page(storage, "next");
  await next.outbox.adoptOrphans();
  assert.deepEqual(next.sent.map((frame) => [frame.client_id, frame.n]), [["dead", 2]]);
  assert.deepEqual(await storage.keys(FOLDER), [`${FOLDER}next`]);
  settle(next, 2, "", "dead");
  await settleDown();
  assert.deepEqual(await storage.keys(FOLDER), []);
});

test("a new page shows what was refused on a dead page", async () => {
  const storage = memoryStorage();
  const dead = page(storage, "dead");
  void dead.outbox.send(ready);
  settle(dead, 1, "too_many");
  await settleDown();
  const next = page(storage, "next");
  await next.outbox.adoptOrphans();
  assert.deepEqual(next.outbox.failures.value.map((failure) => failure.code), ["too_many"]);
});

test("the queue of a page that lives is left alone", async () => {
  const storage = memoryStorage();
  void page(storage, "other").outbox.send(ready);
  await settleDown();
  const next = page(storage, "next", ["other"]);
  await next.outbox.adoptOrphans();
  assert.equal(next.sent.length, 0);
});

test("what was refused at the end waits on the device until its person lets it go", async () => {
  const storage = memoryStorage();
  const one = page(storage);
  void one.outbox.send(ready);
  settle(one, 1, "workshop_closed");
  await settleDown();
  // Again and again: each page takes it over from the one before.
  for (const id of ["second", "third"]) {
    const taken = page(storage, id);
    await taken.outbox.adoptOrphans();
    assert.deepEqual(taken.outbox.failures.value.map((failure) => failure.command), [ready]);
  }
  const next = page(storage, "next");
  await next.outbox.adoptOrphans();
  next.outbox.eraseAll();
  await settleDown();
  assert.deepEqual(next.outbox.failures.value, []);
  assert.deepEqual(await storage.keys(""), []);
});

test("what is asked stands on the device at every moment until it is carried out, also while it is refused, tried again or asked again", async () => {
  const storage = memoryStorage();
  const held: unknown[] = [];
  const { put, remove } = { put: storage.put.bind(storage), remove: storage.remove.bind(storage) };
  storage.put = (key, value) => (held.push(value), put(key, value));
  storage.remove = (key) => (held.push(undefined), remove(key));
  const one = page(storage);
  void one.outbox.send(ready);
  await settleDown();
  one.outbox.refused({ type: "refused", n: 1, code: "rate", field: "", retriable: true, client_id: "" });
  await settleDown();
  one.world.pass(1_000);
  one.outbox.refused({ type: "refused", n: 2, code: "workshop_closed", field: "", retriable: false, client_id: "" });
  await settleDown();
  void one.outbox.send(ready);
  settle(one, 3, "workshop_closed");
  await settleDown();
  const refused = one.outbox.failures.value[0];
  assert.ok(refused && one.outbox.dismiss(refused));
  void one.outbox.send(refused.command);
  await settleDown();
  assert.ok(held.length >= 4);
  // A page may end after each of them.
  for (const stored of held) assert.ok(commandsIn((stored ?? { entries: [], failures: [] }) as Stored).length > 0);
});

async function goesAside(end: (one: Page) => void): Promise<void> {
  const one = page(memoryStorage());
  const outcome = one.outbox.send(ready);
  void one.outbox.send(ready);
  end(one);
  assert.deepEqual(one.outbox.failures.value.map((failure) => failure.n), [1]);
  const ended = await outcome;
  assert.equal(ended.done ? "" : ended.failure.code, "invalid");
  assert.deepEqual(one.sent.map((frame) => frame.n), [1, 2]);
  settle(one, 2);
  assert.deepEqual(one.outbox.pending.value, []);
}

test("a command that is refused without its number goes out of the way of the next", () =>
  goesAside((one) => one.outbox.refused({ type: "refused", n: 0, code: "invalid", field: "", retriable: false, client_id: "" })));

test("a command that ends the connection goes out of the way of the next", () => goesAside((one) => one.outbox.unsendable()));

test("a command that cannot be encoded goes out of the way of the next", async () => {
  const one = page(memoryStorage(), "me", [], (frame) => frame.n !== 1 || "invalid");
  const outcome = await one.outbox.send({ ...ready, run_id: "unreadable" });
  assert.equal(outcome.done ? "" : outcome.failure.code, "invalid");
  void one.outbox.send(ready);
  assert.deepEqual(one.sent.map((frame) => frame.n), [2]);
});

test("a ping that is refused as too fast costs no command its place", () => {
  const one = page(memoryStorage());
  void one.outbox.send(ready);
  one.outbox.refused({ type: "refused", n: 0, code: "rate", field: "", retriable: true, client_id: "" });
  assert.deepEqual(one.outbox.failures.value, []);
  assert.equal(one.outbox.pending.value.length, 1);
});

test("a command that gets no answer on a living connection is noticed", () => {
  const one = page(memoryStorage());
  void one.outbox.send(ready);
  one.world.pass(29_000);
  assert.equal(one.outbox.isStuck, false);
  one.world.pass(2_000);
  assert.equal(one.outbox.isStuck, true);
});
