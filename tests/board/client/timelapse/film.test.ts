// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { boardAt, moment, type Film, type Thing } from "../../../../board/client/timelapse/film";

const thing = (id: number, text: string, order = ""): Thing => ({
  id,
  kind: "note",
  column: "democratie",
  text,
  more: "",
  look: "",
  order,
  stack: 0,
});

const FRAMES = [
  { put: [thing(2, "b", "2"), thing(1, "a", "1")], drop: [], said: ["a", "b"] },
  { put: [thing(1, "a, anders", "3")], drop: [], said: [] },
  { put: [], drop: [2], said: ["c"] },
];
const FILM: Film = {
  steps: [
    { title: "", first: 0 },
    { title: "een", first: 0 },
    { title: "stil", first: 2 },
    { title: "twee", first: 2 },
  ],
  frames: FRAMES,
};

describe("the board of a workshop that is over", () => {
  it("stands as it stood after each frame, forwards and backwards alike", () => {
    const texts = (count: number): string[] => boardAt(FRAMES, count).map((each) => each.text);
    assert.deepEqual(texts(0), []);
    assert.deepEqual(texts(1), ["a", "b"]);
    assert.deepEqual(texts(2), ["b", "a, anders"]);
    assert.deepEqual(texts(3), ["a, anders"]);
    assert.deepEqual(texts(1), ["a", "b"]);
  });

  it("counts what happened as the list beside it does, also what opened at once", () => {
    assert.deepEqual(moment(FILM, 0), { step: 0, happened: 0, all: 3 });
    assert.deepEqual(moment(FILM, 2), { step: 3, happened: 2, all: 3 });
    assert.equal(moment(FILM, 3).happened, 3);
  });

  it("knows in which step it is", () => {
    assert.equal(moment(FILM, 1).step, 1);
    assert.equal(moment(FILM, 2).step, 3);
    assert.equal(moment(FILM, 3).step, 3);
    assert.equal(moment(FILM, 2, 2).step, 2);
    assert.equal(moment(FILM, 3, 2).step, 3);
  });
});
