// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2

import assert from "node:assert/strict";
import { test } from "node:test";
import { isPlaceOf, KnownBoard, lastHere, markHere, type Known } from "../../../../board/client/core/device/known";
import { eraseWaiting, waitingHere } from "../../../../board/client/core/device/waiting";
import { device } from "./world";

const NOOR: Known = { title: "Camera's", path: "/w/a-b-c/bord", values: { privacy: "Privacy" }, own: { key: "k".repeat(24), name: "Noor" } };
const SHARED: Known = { ...NOOR, own: null };
const note = (why: string) => ({ type: "add_note", note_id: "n1", content: { type: "value", value: { value_id: "privacy", principle_id: "", name: "" }, why } });

/** Another tab than this one has another. */
function tab(): Storage {
  const kept = new Map<string, string>();
  return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) } as Storage;
}

test("what waits is told per person, with the words of commands, refused ones and drafts, each once", async () => {
  const storage = device();
  await storage.put("queue/s1/participant:p1/c1", { entries: [{ command: note("Nog niet weg") }], failures: [{ command: note("Geweigerd") }] });
  await storage.put("draft/s1/participant:p1/c1/new:value:r1", { why: "half a sen" });
  await storage.put("draft/s1/participant:p1/c2/new:value:r1", { why: "half a sen" });
  await storage.put("draft/s1/participant:p1/c1/dots:t1", { left: "not a text" });
  await storage.put("queue/s1/facilitator/c3", { entries: [{ command: { type: "set_title", title: "Andere titel" } }], failures: [] });
  await storage.put("queue/s2/participant:p1/c4", { entries: [{ command: note("Elders") }], failures: [] });
  await new KnownBoard(storage, "s1", "participant", "p1").keep(NOOR);
  const found = new Map((await waitingHere(storage)).map((one) => [`${one.session}/${one.whose}`, one]));
  assert.deepEqual([...found.keys()].sort(), ["s1/facilitator", "s1/participant:p1", "s2/participant:p1"]);
  assert.deepEqual(found.get("s1/participant:p1")?.texts, ["half a sen", "Privacy · Geweigerd", "Privacy · Nog niet weg"]);
  assert.deepEqual(found.get("s1/participant:p1")?.known, NOOR);
  // Of a board that is not known the names of values are not, either.
  assert.deepEqual(found.get("s2/participant:p1")?.texts, ["Elders"]);
  assert.equal(found.get("s2/participant:p1")?.known, null);
});

test("erasing leaves what is somebody else's, or of another workshop", async () => {
  const storage = device();
  for (const folder of ["queue/s1/participant:p1/", "draft/s1/participant:p1/", "queue/s1/participant:p2/", "queue/s2/participant:p1/"]) {
    await storage.put(`${folder}c1`, { entries: [], failures: [] });
  }
  const [first] = await waitingHere(storage);
  assert.ok(first);
  await eraseWaiting(storage, first);
  assert.deepEqual([...(await storage.keys(""))].sort(), ["queue/s1/participant:p2/c1", "queue/s2/participant:p1/c1"]);
});

test("a device knows the key of the last who took part alone, and nobody's where others use it too", async () => {
  const storage = device();
  const own = async () => (await waitingHere(storage)).map(({ whose, known }) => `${whose} ${known?.own?.name ?? "-"}`);
  await new KnownBoard(storage, "s1", "participant", "p1").keep(NOOR);
  await new KnownBoard(storage, "s2", "participant", "p9").keep(NOOR);
  await new KnownBoard(storage, "s1", "facilitator", "").keep(SHARED);
  assert.deepEqual(await own(), ["facilitator -", "participant:p1 Noor", "participant:p9 Noor"]);
  await new KnownBoard(storage, "s1", "participant", "p2").keep(SHARED);
  assert.deepEqual(await own(), ["facilitator -", "participant:p1 -", "participant:p2 -", "participant:p9 Noor"]);
  assert.ok(!JSON.stringify(await storage.get("known/s1/participant:p1/board")).includes("kkk"));
});

test("a tab knows whose board it showed, each workshop's apart, and a tab without storage nobody's", () => {
  const here = tab();
  markHere(() => here, "s1", "participant", "p1");
  markHere(() => here, "s2", "facilitator", "");
  assert.deepEqual([lastHere(() => here, "s1"), lastHere(() => here, "s2"), lastHere(() => here, "s3")], ["participant:p1", "facilitator", ""]);
  assert.equal(lastHere(tab, "s1"), "");
  const forbidden = (): Storage => {
    throw new Error("not here");
  };
  markHere(forbidden, "s1", "participant", "p1");
  assert.equal(lastHere(forbidden, "s1"), "");
});

test("a page stands where a board stood, or below it, and never beside it", () => {
  for (const page of ["/w/a-b-c", "/w/a-b-c/bord", "/w/A-B-C/poster"]) assert.ok(isPlaceOf(NOOR, page), page);
  for (const page of ["/", "/w/a-b", "/w/a-b-cd", "/regie/s1", ""]) assert.ok(!isPlaceOf(NOOR, page), page);
  const desk = { ...SHARED, path: "/regie/s1" };
  assert.deepEqual(["/regie/s1", "/regie/s1/links", "/regie/s12"].map((page) => isPlaceOf(desk, page)), [true, true, false]);
});
