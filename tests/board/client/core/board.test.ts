// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2

import assert from "node:assert/strict";
import { test } from "node:test";
import { effect, signal } from "@preact/signals";
import { createBoard, type BoardParts } from "../../../../board/client/core/board";
import type { Known } from "../../../../board/client/core/device/known";
import type { LoadedContent } from "../../../../board/client/core/content";
import { CLOSE } from "../../../../board/client/protocol.gen";
import type { Command, MeRecord, NoteRecord, Record, Role, WorkshopRecord } from "../../../../board/client/protocol.gen";
import { PAUSE, PRIVACY_NOTE as content, noteRecord } from "../samples";
import { FakeWorld, device, settleDown, welcome } from "./world";

const EMPTY_CONTENT: LoadedContent = {
  framework: {
    id: "f",
    version: 1,
    title: { nl: "", en: "" },
    source: { title: "", authors: "", date: "" },
    foundations: [],
    principles: [],
    values: [],
    owner: "",
    based_on: "", own_principles: [],
  },
  script: {
    id: "s",
    version: 1,
    title: { nl: "", en: "" },
    source: "",
    framework: "f",
    parts: [],
    checklist: [],
    stated_minutes: 0,
    label: null,
    measures: "categories",
    minutes_to_fill: false,
    prepare: [],
    after: [],
    based_on: "",
    owner: "",
  },
  measures: { id: "m", version: 1, sources: [], categories: [], mechanisms: [], examples: [] },
  leaves: [],
  pause: PAUSE,
  perspectives: [],
  former: null,
  accents_left: [],
  values_rev: 0,
};
const workshop: WorkshopRecord = {
  type: "workshop",
  id: "workshop",
  title: "Camera's",
  organisation: "",
  case_text: "",
  language: "nl",
  code: "appel-boom-fiets",
  phase: "running",
  current: "r1",
  opened_at_ms: 0,
  started_at_ms: 0,
  minute_ms: 60_000,
  people: 1,
  tables_frozen: false,
  rehearsal: false,
        nameless: false,
  door_shut: false,
  closed_at_ms: 0,
  title_rev: 0,
  values_rev: 0,
};
const me: MeRecord = {
  type: "me",
  id: "me:p1",
  participant_id: "p1",
  name: "",
  perspective: "",
  table_id: "t1",
  mine: [],
  ready: false,
  asking: false,
  speaks_for: [],
  items: [],
  hand: 0,
  has_floor: false, away: false,
};
const note = (id: string, fields: Partial<NoteRecord> = {}) => noteRecord(id, { order: "1", ...fields });
const add = (note_id: string): Command => ({ type: "add_note", note_id, run_id: "r1", content, column: "democratie" });

function open(role: Role = "participant", put: Record[] = [workshop, me], blocked = signal(false), other: Partial<BoardParts> = {}) {
  const world = new FakeWorld();
  const storage = other.storage ?? device(blocked);
  const spoken: string[] = [];
  const board = createBoard({
    session: "s1",
    role,
    person: role === "participant" ? "p1" : "",
    path: "/w/a-b-c/bord",
    ownKey: Promise.resolve(""),
    language: "nl",
    content: EMPTY_CONTENT,
    storage,
    announce: { say: (text) => spoken.push(text), alert: (text) => spoken.push(`! ${text}`) },
    world,
    dead: async (ids) => ids,
    clientId: "me",
    ...other,
  });
  world.last.events.opened("socket");
  world.last.say(welcome({ put }));
  const patch = (fields: { put?: Record[]; drop?: string[]; settled?: number; code?: string }) =>
    world.last.say({
      type: "patch",
      token: "token-2",
      at_ms: 0,
      put: fields.put ?? [],
      drop: fields.drop ?? [],
      settled: fields.settled === undefined ? null : { n: fields.settled, code: fields.code ?? "", client_id: "" },
    });
  return { board, world, storage, spoken, patch };
}

test("is ready with the first full view", () => {
  const { board } = open();
  assert.equal(board.ready.value, true);
  assert.equal(board.connection.value, "connected");
  assert.equal(board.workshop.value?.title, "Camera's");
  assert.equal(board.me.value?.participant_id, "p1");
  assert.ok(Math.abs(board.now() - 50_000) < 1_000);
});

test("a note is there before the server says so, and never flickers when it does", async () => {
  const { board, patch } = open();
  const seen: string[] = [];
  effect(() => {
    seen.push(board.notes.value.map((one) => `${one.id}${one.pending ? "?" : ""}`).join(","));
  });
  const outcome = board.send(add("n1"));
  patch({ put: [note("n1"), { ...me, mine: ["n1"] }], settled: 1 });
  assert.deepEqual(await outcome, { done: true });
  assert.deepEqual(seen, ["", "n1?", "n1"]);
  assert.equal(board.notes.value[0]?.mine, true);
});

test("says that it stores only when that takes long", () => {
  const { board, world, patch } = open();
  void board.send(add("n1"));
  world.pass(390);
  assert.equal(board.connection.value, "connected");
  world.pass(20);
  assert.equal(board.connection.value, "storing");
  patch({ settled: 1 });
  assert.equal(board.connection.value, "connected");
});

test("says that a command is on this device only when it waits for seconds", () => {
  const { board, world, patch, spoken } = open();
  void board.send(add("n1"));
  world.pass(3_990);
  assert.equal(board.connection.value, "storing");
  world.pass(20);
  assert.equal(board.connection.value, "unstored");
  assert.equal(spoken.filter((text) => text.startsWith("!")).length, 1);
  patch({ settled: 1 });
  assert.equal(board.connection.value, "connected");
});

test("says that something was lost until it is read, and asks again what was not settled", async () => {
  const { board, world, spoken } = open();
  const outcome = board.send(add("n1"));
  world.last.say({ type: "view", token: "t", at_ms: 0, put: [note("n0")], settled: null });
  world.last.say({ type: "lost" });
  assert.equal(board.connection.value, "lost");
  assert.equal(spoken.filter((text) => text.startsWith("!")).length, 1);
  assert.deepEqual(board.notes.value.map((one) => one.id).sort(), ["n0", "n1"]);
  world.last.say({ type: "patch", token: "t", at_ms: 0, put: [note("n1")], drop: [], settled: { n: 1, code: "", client_id: "" } });
  assert.deepEqual(await outcome, { done: true });
  board.dropLost();
  assert.equal(board.connection.value, "connected");
});

test("says once that this device keeps nothing, and promises nothing else while it does not", () => {
  const blocked = signal(false);
  const { board, world, spoken } = open("participant", undefined, blocked);
  assert.deepEqual(spoken, []);
  blocked.value = true;
  const warning = "! This device keeps nothing. Leave this page open until your notes are stored.";
  assert.deepEqual(spoken, [warning]);
  assert.equal(board.storageBlocked.value, true);
  void board.send(add("n1"));
  world.pass(4_100);
  world.last.events.closed(1006);
  assert.deepEqual(new Set(spoken), new Set([warning]));
  blocked.value = false;
  world.last.events.closed(1006);
  assert.deepEqual(new Set(spoken), new Set([warning]));
});

test("the screen in the room, where nobody writes, says nothing about its storage", () => {
  const { spoken } = open("screen", [workshop], signal(true));
  assert.deepEqual(spoken, []);
});

test("offline, notes wait on the device, and are sent once the welcome says they were not settled", async () => {
  const { board, world, spoken } = open();
  world.last.events.closed(1006);
  assert.equal(board.connection.value, "offline");
  assert.equal(spoken.filter((text) => text.startsWith("!")).length, 1);
  const outcome = board.send(add("n1"));
  board.wake();
  world.last.events.opened("socket");
  const hello = world.last.ofType("hello")[0];
  assert.deepEqual([hello?.token, hello?.pending_n], ["token-1", 1]);
  world.last.say(welcome({ resumed: true, token: "token-3" }));
  assert.equal(world.last.ofType("do")[0]?.n, 1);
  assert.equal(board.workshop.value?.title, "Camera's");
  world.last.say({ type: "patch", token: "t", at_ms: 0, put: [note("n1")], drop: [], settled: { n: 1, code: "", client_id: "" } });
  assert.deepEqual(await outcome, { done: true });
});

test("the token of whatever came last is the one that a page comes back with", () => {
  const { board, world, patch } = open();
  const back = () => {
    world.last.events.closed(1006);
    board.wake();
    world.last.events.opened("socket");
    return world.last.ofType("hello")[0]?.token;
  };
  patch({ put: [note("a")] });
  assert.equal(back(), "token-2");
  world.last.say(welcome({ resumed: true, token: "token-3" }));
  assert.equal(back(), "token-3");
  world.last.say(welcome({ resumed: true, token: "token-4" }));
  world.last.say({ type: "view", token: "token-5", at_ms: 0, put: [workshop, me], settled: null });
  assert.equal(back(), "token-5");
});

test("[WIR-16] by a stream the page says that it takes another way, and what answers a request of its own is no place to come back to", () => {
  const { board, world, patch } = open();
  assert.equal(board.detour.value, false);
  const back = (way: "socket" | "stream") => {
    world.last.events.closed(1006);
    board.wake();
    world.last.events.opened(way);
    world.last.say(welcome({ resumed: true, token: "token-3" }));
    return world.last.ofType("hello")[0]?.token;
  };
  patch({ put: [note("a")] });
  assert.equal(back("stream"), "token-2");
  assert.equal(board.detour.value, true);
  world.last.say({ type: "patch", token: "", at_ms: 0, put: [], drop: [], settled: { n: 1, code: "", client_id: "" } });
  assert.equal(back("socket"), "token-3");
  assert.equal(board.detour.value, false);
});

test("a command whose answer was lost is settled by the next welcome, and not sent again", async () => {
  const { board, world } = open();
  const outcome = board.send(add("n1"));
  world.last.events.closed(1006);
  board.wake();
  world.last.events.opened("socket");
  world.last.say(welcome({ resumed: true, put: [note("n1")], settled: { n: 1, code: "", client_id: "" } }));
  assert.equal(world.last.ofType("do").length, 0);
  assert.deepEqual(await outcome, { done: true });
});

test("a command in flight during a drain is settled on the new link", async () => {
  const { board, world } = open();
  const outcome = board.send(add("n1"));
  world.last.say({ type: "drain", after_ms: 0 });
  world.pass(0);
  world.last.events.opened("socket");
  world.last.say(welcome({ resumed: true }));
  assert.equal(world.last.ofType("do")[0]?.n, 1);
  world.last.say({ type: "patch", token: "t", at_ms: 0, put: [], drop: [], settled: { n: 1, code: "", client_id: "" } });
  assert.deepEqual(await outcome, { done: true });
});

test("a full view replaces what was there", () => {
  const { board, world } = open("participant", [workshop, me, note("a"), note("b")]);
  world.last.say({ type: "view", token: "t", at_ms: 0, put: [workshop, me, note("b"), note("c")], settled: null });
  assert.deepEqual(board.notes.value.map((one) => one.id), ["b", "c"]);
});

test("a patch drops first and puts then", () => {
  const { board, patch } = open("participant", [workshop, me, note("a")]);
  patch({ drop: ["a"], put: [note("a", { rev: 2 })] });
  assert.deepEqual(board.notes.value.map((one) => one.rev), [2]);
});

test("a note that somebody else moved is marked for six seconds; one that opens, that I move, or that only got another key is not", () => {
  const { board, world, patch } = open("participant", [workshop, me, note("a"), note("b", { order: "", stack_id: "" }), note("c")]);
  patch({ put: [note("a", { column: "rechtsstaat", rev: 2 }), note("b", { order: "2", rev: 100_000 }), note("c", { order: "31" })] });
  const marked = () => board.notes.value.filter((one) => one.moved).map((one) => one.id);
  assert.deepEqual(marked(), ["a"]);
  world.pass(5_900);
  assert.deepEqual(marked(), ["a"]);
  world.pass(200);
  assert.deepEqual(marked(), []);
  void board.send({ type: "move_note", note_id: "a", base_rev: 2, column: "democratie" });
  patch({ put: [note("a", { rev: 3 })], settled: 1 });
  assert.deepEqual(marked(), []);
});

test("trying a refused change again is based on what stands there now", async () => {
  const { board, world, patch } = open("participant", [workshop, { ...me, mine: ["a"] }, note("a")]);
  const edit: Command = { type: "edit_note", note_id: "a", base_rev: 1, content: { ...content, why: "mine" } };
  const outcome = board.send(edit);
  patch({ put: [note("a", { rev: 5 })] });
  world.last.say({ type: "refused", n: 1, code: "stale_rev", field: "", retriable: false, client_id: "" });
  const ended = await outcome;
  assert.ok(!ended.done);
  assert.equal(board.notes.value[0]?.failure?.code, "stale_rev");
  void board.retry(ended.failure);
  const again = world.last.ofType("do").at(-1);
  assert.equal(again?.n, 2);
  assert.deepEqual(again?.command, { ...edit, base_rev: 5 });
  assert.deepEqual(board.failures.value, []);
  assert.deepEqual(await board.retry(ended.failure), { done: false, failure: ended.failure });
});

const taken = (note_id: string): Command => ({ type: "delete_note", note_id, base_rev: 1 });

test("undo sends the inverse once", async () => {
  const { board, world, patch } = open();
  void board.send({ type: "delete_note", note_id: "a", base_rev: 1 });
  patch({ settled: 1 });
  board.offerUndo("Note deleted", taken("a"), { type: "restore_note", note_id: "a", base_rev: 2 });
  void board.undo();
  assert.equal(world.last.ofType("do").at(-1)?.command.type, "restore_note");
  assert.equal(board.undoOffer.value, null);
  assert.equal(await board.undo(), null);
});

test("after an undo the change before it is offered", async () => {
  const { board, patch } = open();
  board.offerUndo("first", taken("a"), { type: "restore_note", note_id: "a", base_rev: 2 });
  board.offerUndo("second", taken("b"), { type: "restore_note", note_id: "b", base_rev: 2 });
  const undone = board.undo();
  patch({ settled: 1 });
  await undone;
  assert.equal(board.undoOffer.value?.label, "first");
  assert.equal(board.canUndo.value, true);
});

test("what was taken back can be done again until something else is done", async () => {
  const { board, world, patch } = open();
  board.offerUndo("second", taken("b"), { type: "restore_note", note_id: "b", base_rev: 2 });
  const undone = board.undo();
  patch({ settled: 1 });
  await undone;
  assert.equal(board.undone.value?.label, "second");
  const redone = board.redo();
  assert.deepEqual(world.last.ofType("do").at(-1)?.command, { ...taken("b"), base_rev: 3 });
  patch({ settled: 2 });
  await redone;
  assert.equal(board.undone.value, null);
  assert.equal(board.undoTarget.value?.label, "second");
});

test("several that were taken back are done again one by one, and none of them after something else was done", async () => {
  const { board, patch } = open();
  board.offerUndo("first", taken("a"), { type: "restore_note", note_id: "a", base_rev: 2 });
  board.offerUndo("second", taken("b"), { type: "restore_note", note_id: "b", base_rev: 2 });
  let settled = 0;
  const settle = async (outcome: Promise<unknown>) => {
    patch({ settled: (settled += 1) });
    await outcome;
    return board.undone.value?.label;
  };
  assert.equal(await settle(board.undo()), "second");
  assert.equal(await settle(board.undo()), "first");
  assert.equal(await settle(board.redo()), "second");
  assert.equal(await settle(board.send(taken("c"))), undefined);
});

/** I moved a twice and b once; `answer` settles what was sent last: 0 when it was carried out, else the board says stale. */
function moved() {
  const { board, world, patch } = open();
  const move = (note_id: string, base_rev: number): Command => ({ type: "move_note", note_id, base_rev, column: "democratie" });
  board.offerUndo("Y", move("a", 0), move("a", 1));
  board.offerUndo("b", move("b", 0), move("b", 1));
  board.offerUndo("X", move("a", 1), move("a", 2));
  let n = 0;
  const answer = async (outcome: Promise<unknown>, refused = false): Promise<Command | undefined> => {
    const sent = world.last.ofType("do").at(-1);
    n += 1;
    patch({ settled: n, ...(refused ? { code: "stale_rev" } : {}) });
    await outcome;
    return sent?.n === n ? sent.command : undefined;
  };
  const sent = () => world.last.ofType("do").length;
  return { board, answer, sent, move };
}

test("after an undo that was refused nothing is taken back that changes the same: what somebody else did there stays", async () => {
  const { board, answer, sent, move } = moved();
  // Ali moved a to revision 3. Counted on for what was not carried out, Y would be based on just that.
  assert.deepEqual(await answer(board.undo(), true), move("a", 2));
  assert.equal(board.undoTarget.value?.label, "b");
  assert.deepEqual(await answer(board.undo()), move("b", 1));
  assert.equal(board.canUndo.value, false);
  assert.equal(await board.undo(), null);
  assert.equal(sent(), 2);
});

test("after a redo that was refused nothing is done again that changes the same: what somebody else did there stays", async () => {
  const { board, answer, sent, move } = moved();
  for (const base of [move("a", 2), move("b", 1), move("a", 3)]) assert.deepEqual(await answer(board.undo()), base);
  // Ali moved a to revision 5. X would be based on just that when Y were counted.
  assert.deepEqual(await answer(board.redo(), true), move("a", 4));
  assert.equal(board.undone.value?.label, "b");
  assert.deepEqual(await answer(board.redo()), move("b", 2));
  assert.equal(board.undone.value, null);
  assert.equal(await board.redo(), null);
  assert.equal(sent(), 5);
});

test("what comes next is known only when the one before is answered: asked sooner, nothing is taken back or done again twice", async () => {
  const { board, answer, move } = moved();
  const first = board.undo();
  const sooner = [board.undo(), board.redo()];
  assert.equal(board.pending.value.length, 1);
  await answer(first);
  assert.deepEqual(await Promise.all(sooner), [null, null]);
  assert.equal(board.undone.value?.label, "X");
  for (const base of [move("b", 1), move("a", 3)]) assert.deepEqual(await answer(board.undo()), base);
  const again = board.redo();
  void board.redo();
  void board.undo();
  assert.equal(board.pending.value.length, 1);
  assert.deepEqual(await answer(again), move("a", 4));
  assert.deepEqual(await answer(board.redo()), move("b", 2));
  assert.deepEqual(await answer(board.redo()), move("a", 5));
});

test("after a step nothing older is taken back", async () => {
  const { board, world, patch } = open();
  board.offerUndo("first", taken("a"), { type: "restore_note", note_id: "a", base_rev: 2 });
  const gone = board.send({ type: "go_to_step", leaf_id: "A3", run_id: "r1" });
  patch({ settled: 1 });
  await gone;
  const sent = world.last.ofType("do").length;
  assert.equal(await board.undo(), null);
  assert.equal(world.last.ofType("do").length, sent);
  assert.equal(board.undoTarget.value?.inverse, null);
});

test("the end of the workshop leaves on the device only what somebody wrote, until he has kept it", async () => {
  const { board, storage, patch } = open();
  await board.drafts.put("new:value:", { why: "half a sen" });
  await board.drafts.put("profile", { name: "Kim" });
  await storage.put("draft/s1/participant:other/page/note", "stays");
  patch({ put: [{ ...workshop, phase: "closed" }] });
  await settleDown();
  assert.deepEqual(await board.drafts.left(), [{ why: "half a sen" }]);
  assert.equal((await storage.keys("")).filter((key) => key.includes("profile")).length, 0);
  assert.equal((await storage.keys("known/")).length, 1);
  await board.eraseUnsent();
  assert.deepEqual(await board.drafts.left(), []);
  assert.deepEqual(await storage.keys(""), ["draft/s1/participant:other/page/note"]);
});

test("a device knows a board as long as something may wait on it, with the key of the own link where it may be kept", async () => {
  for (const ownKey of ["k".repeat(24), ""]) {
    const storage = device();
    const { patch } = open("participant", [workshop, { ...me, name: "Noor" }], signal(false), { storage, ownKey: Promise.resolve(ownKey) });
    await settleDown();
    const known = async () => (await storage.get("known/s1/participant:p1/board")) as Known | undefined;
    assert.deepEqual((await known())?.own, ownKey ? { key: ownKey, name: "Noor" } : null);
    patch({ put: [{ ...me, name: "Noortje" }] });
    assert.deepEqual((await known())?.own, ownKey ? { key: ownKey, name: "Noortje" } : null);
    assert.deepEqual([(await known())?.title, (await known())?.path], ["Camera's", "/w/a-b-c/bord"]);
    assert.equal(JSON.stringify(await known()).includes("Noor"), ownKey !== "");
    patch({ put: [{ ...workshop, phase: "closed" }] });
    await settleDown();
    assert.equal(await known(), undefined);
  }
});

test("two windows of one person are two editors, and what a dead one held is taken over once", async () => {
  const storage = device();
  const alive = new Set<string>(["c1", "c2"]);
  const page = (clientId: string) => {
    alive.add(clientId);
    return open("participant", [workshop, me], signal(false), { person: "p1", clientId, storage, dead: async (ids) => ids.filter((id) => !alive.has(id)) }).board.drafts;
  };
  const first = page("c1");
  const second = page("c2");
  await first.put("note", "of the first");
  assert.equal(await second.get("note"), null);
  await second.put("note", "of the second");
  assert.equal(await first.get("note"), "of the first");
  alive.delete("c1");
  const third = page("c3");
  assert.equal(await third.get("note"), "of the first");
  assert.equal(await page("c4").get("note"), null);
  await third.remove("note");
  assert.equal(await third.get("note"), null);
  assert.equal(await second.get("note"), "of the second");
});

test("a draft of a former build, which all pages shared, is taken over", async () => {
  const storage = device();
  await storage.put("draft/s1/participant:p1/poster/case", "half a sen");
  const { board } = open("participant", [workshop, me], signal(false), { person: "p1", clientId: "c1", storage });
  assert.equal(await board.drafts.get("poster/case"), "half a sen");
});

test("what a person had not sent waits on the device for this person alone", async () => {
  const storage = device();
  const page = (person: string, clientId: string) =>
    open("participant", [workshop, { ...me, id: `me:${person}`, participant_id: person }], signal(false), { person, clientId, storage });
  const first = page("p1", "c1");
  void first.board.send(add("n1"));
  await first.board.drafts.put("note", { why: "half a sen" });
  first.world.last.events.closed(1006);
  const next = page("p2", "c2");
  await settleDown();
  assert.deepEqual(next.board.notes.value, []);
  assert.deepEqual(next.world.last.ofType("do"), []);
  assert.equal(await next.board.drafts.get("note"), null);
  const again = page("p1", "c3");
  await settleDown();
  assert.deepEqual(again.board.notes.value.map((one) => one.id), ["n1"]);
  assert.deepEqual(again.world.last.ofType("do").map((one) => one.command), [add("n1")]);
  assert.deepEqual(await again.board.drafts.get("note"), { why: "half a sen" });
});

test("a page in a browser that is somebody else now sends nothing, keeps its words and tells who it was", async () => {
  const storage = device();
  const { board, world, spoken } = open("participant", [workshop, { ...me, name: "Noor" }], signal(false), { storage });
  world.last.events.closed(1006);
  void board.send(add("n1"));
  await board.drafts.put("note", { why: "half a sen" });
  board.wake();
  world.last.events.opened("socket");
  world.last.say({ type: "swapped", name: "Kim" });
  world.last.events.closed(CLOSE.OTHER_PERSON);
  world.pass(120_000);
  board.wake();
  assert.equal(world.sockets.length, 2);
  assert.deepEqual(world.last.ofType("do"), []);
  assert.deepEqual([board.connection.value, board.me.value?.name, board.holder.value], ["swapped", "Noor", "Kim"]);
  assert.equal(spoken.at(-1), "! This browser is somebody else now. Nothing is sent from this page any more.");
  assert.deepEqual(board.pending.value.map((one) => one.command), [add("n1")]);
  assert.deepEqual(await board.drafts.left(), [{ why: "half a sen" }]);
  assert.equal((await storage.keys("queue/s1/participant:p1/")).length, 1);
});

test("the clock as a signal is right from the first view, and ticks whenever a timer that runs shows another second", () => {
  const run: Record = {
    type: "run",
    id: "r1",
    leaf_id: "A2a",
    ordinal: 1,
    silent: true,
    opened_to: "author",
    started_at_ms: 0,
    timer_state: "running",
    timer_version: 1,
    ends_at_ms: 110_300,
    left_ms: 0,
    ready: 0,
  };
  const { board, world, patch } = open("participant", [workshop, me, run]);
  const shown: number[] = [];
  const unsubscribe = board.tick.subscribe((now) => void shown.push(now));
  world.pass(3_000);
  unsubscribe();
  // At once after 60, 59 and 58 seconds are left.
  assert.deepEqual(shown, [50_000, 50_310, 51_310, 52_310]);
  patch({ put: [{ ...run, timer_state: "ended" }] });
  world.pass(1_000);
  assert.equal(board.tick.value, 52_310);
  assert.equal(board.now(), 54_000);
});

test("a scribe has the people without a device, and no self", () => {
  const { board } = open("scribe", [workshop, { ...me, mine: ["a"] }, note("a")]);
  assert.equal(board.me.value, null);
  assert.deepEqual(board.proxies.value.map((one) => one.participant_id), ["p1"]);
  assert.equal(board.notes.value[0]?.mine, true);
});

test("works on, and says so, where the device does not store", () => {
  assert.equal(open("participant", undefined, signal(true)).board.storageBlocked.value, true);
});

test("ids are 128 random bits", () => {
  const { board } = open();
  assert.match(board.newId(), /^[0-9a-f]{32}$/);
  assert.notEqual(board.newId(), board.newId());
});
