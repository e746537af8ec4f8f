// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * Whatever comes over the wire: a frame, or an Error, and nothing in between. Frames are damaged as bytes and as what they say,
 * from a seed: WAARDENBORD_SEED=7 tries others, WAARDENBORD_FRAMES=100000 more of them.
 */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { decode, encode } from "@msgpack/msgpack";
import { createBoard } from "../../../../board/client/core/board";
import type { LoadedContent } from "../../../../board/client/core/content";
import { Records } from "../../../../board/client/core/records";
import { decodeFrame, encodeFrame } from "../../../../board/client/core/wire/codec";
import { PROTOCOL, type Record, type ServerFrame } from "../../../../board/client/protocol.gen";
import { FakeWorld, device, settleDown, welcome } from "./world";

const SEED = Number(process.env["WAARDENBORD_SEED"] ?? 1);
const FRAMES = Number(process.env["WAARDENBORD_FRAMES"] ?? 4_000);

/** A record as far as the wire cares: what else stands in it is for the views. */
const record = (type: string, id: string): Record => ({ type, id, ready: 0, content: { why: "é" } }) as unknown as Record;
const SETTLED = { n: 3, code: "", client_id: "" };
const PUT = [record("table", "t1"), record("sheet", "sheet:t1:value"), record("snapshot", "v1")];

const GOOD: { readonly [type in ServerFrame["type"]]: Extract<ServerFrame, { type: type }> } = {
  welcome: welcome({ put: PUT, settled: SETTLED }),
  view: { type: "view", token: "t", at_ms: 1_700_000_000_000, put: PUT, settled: null },
  patch: { type: "patch", token: "t", at_ms: 1_700_000_000_000, put: PUT, drop: ["t2"], settled: SETTLED },
  refused: { type: "refused", n: 3, code: "rate", field: "why", retriable: true, client_id: "" },
  pong: { type: "pong", t: 12.5, server_ms: 1_700_000_000_000 },
  presence: { type: "presence", participants: 3, screens: 1, facilitators: 1, space: "" },
  drain: { type: "drain", after_ms: 100 },
  swapped: { type: "swapped", name: "Kim" },
  lost: { type: "lost" },
};
const FRAME_TYPES = Object.keys(GOOD) as ServerFrame["type"][];

/** Numbers that follow from a seed (mulberry32). */
class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * limit);
  }

  pick<T>(options: readonly T[]): T {
    return options[this.below(options.length)] as T;
  }
}

const STRANGE: readonly unknown[] = [
  null,
  true,
  -1,
  0.5,
  NaN,
  Infinity,
  2 ** 53,
  2n ** 64n - 1n,
  -(2n ** 63n),
  "",
  "__proto__",
  "constructor",
  "x".repeat(70_000),
  new Uint8Array(9),
  new Date(0),
  [],
  [[[]]],
  {},
  { type: "patch" },
  { constructor: { prototype: { spoiled: true } } },
  { toString: null, hasOwnProperty: 1, type: "note", id: "n1" },
];

/** Another value somewhere in a frame: swapped, gone, deep, strange, or under another name. */
function damaged(value: unknown, dice: Dice, depth = 0): unknown {
  const goOn = typeof value === "object" && value !== null && dice.below(4) > 0 && depth < 5;
  if (!goOn) return dice.below(6) === 0 ? deep(value, dice) : dice.pick(STRANGE);
  if (Array.isArray(value)) {
    const at = dice.below(value.length + 1);
    const change = dice.below(4);
    if (change === 0) return [...value, ...value, dice.pick(STRANGE)];
    if (change === 1) return value.filter((_, index) => index !== at);
    return value.length === 0 ? [dice.pick(STRANGE)] : value.map((one, index) => (index === at ? damaged(one, dice, depth + 1) : one));
  }
  const fields = { ...(value as { [field: string]: unknown }) };
  const names = Object.keys(fields);
  const name = dice.pick(names.length > 0 ? names : ["type"]);
  const change = dice.below(6);
  if (change === 0) delete fields[name];
  else if (change === 1) fields[`${name}x`] = dice.pick(STRANGE);
  else if (change === 2) [fields[name], fields[dice.pick(names)]] = [fields[dice.pick(names)], fields[name]];
  else fields[name] = damaged(fields[name], dice, depth + 1);
  return fields;
}

function deep(value: unknown, dice: Dice): unknown {
  const asList = dice.below(2) === 0;
  let nested = value;
  for (let level = dice.pick([2, 50, 90]); level > 0; level -= 1) nested = asList ? [nested] : { a: nested };
  return nested;
}

/** Bytes flipped, put in, taken out, doubled or cut off. */
function shaken(bytes: Uint8Array, dice: Dice): Uint8Array<ArrayBuffer> {
  let shaking = [...bytes];
  for (let times = 1 + dice.below(4); times > 0; times -= 1) {
    const at = dice.below(shaking.length + 1);
    const length = 1 + dice.below(8);
    switch (dice.below(5)) {
      case 0:
        if (at < shaking.length) shaking[at] = dice.below(256);
        break;
      case 1:
        shaking.splice(at, 0, ...Array.from({ length }, () => dice.below(256)));
        break;
      case 2:
        shaking.splice(at, length);
        break;
      case 3:
        shaking.splice(at, 0, ...shaking.slice(at, at + length));
        break;
      default:
        shaking = shaking.slice(0, at);
    }
  }
  return Uint8Array.from(shaking);
}

function anyFrame(dice: Dice): Uint8Array<ArrayBuffer> {
  const good = GOOD[dice.pick(FRAME_TYPES)];
  const asWhat = dice.below(10);
  if (asWhat === 0) return encode(good).slice();
  if (asWhat < 6) return encode(damaged(good, dice), { useBigInt64: true }).slice();
  return shaken(encode(good), dice);
}

function decoded(bytes: Uint8Array<ArrayBuffer>): ServerFrame | null | Error {
  try {
    return decodeFrame(bytes.slice().buffer);
  } catch (error) {
    assert.ok(error instanceof Error, `threw ${String(error)}`);
    return error;
  }
}

/** A record or list that a prototype would be spoiled by. */
function prototypes(): string {
  return JSON.stringify([Object, Array, String, Function, Map].map((kind) => Object.getOwnPropertyNames(kind.prototype)));
}

const CONTENT: LoadedContent = {
  framework: { foundations: [], principles: [], values: [] },
  script: { parts: [], checklist: [] },
  leaves: [],
  perspectives: [],
  former: null,
  accents_left: [],
  values_rev: 0,
} as unknown as LoadedContent;
const { error, warn } = console;

before(() => {
  console.error = console.warn = () => undefined;
});
after(() => {
  Object.assign(console, { error, warn });
});

test("every frame arrives as it was sent", () => {
  for (const frame of Object.values(GOOD)) assert.deepEqual(decodeFrame(encode(frame).slice().buffer), frame);
});

test("fields that a newer server adds are no reason to refuse a frame", () => {
  assert.equal(decodeFrame(encode({ ...GOOD.drain, reason: "update" }).slice().buffer)?.type, "drain");
});

test("[WIR-13] of a frame without one of its fields nothing is taken in", () => {
  for (const frame of Object.values(GOOD)) {
    for (const name of Object.keys(frame)) {
      const rest = Object.fromEntries(Object.entries(frame).filter(([field]) => field !== name));
      assert.throws(() => decodeFrame(encode(rest).slice().buffer), TypeError, `${frame.type} without ${name}`);
    }
  }
});

test("an unknown frame, and a welcome of another protocol whatever else is in it, mean that page and server differ", () => {
  for (const frame of [{ type: "poem" }, { type: "toString" }, { type: "welcome", protocol: PROTOCOL + 1, verse: [] }]) {
    assert.equal(decodeFrame(encode(frame).slice().buffer), null);
  }
});

test("damaged frames are frames, or unknown, or an Error; no prototype is touched", () => {
  const dice = new Dice(SEED);
  const before = prototypes();
  const seen = new Set<string>();
  for (let number = 0; number < FRAMES; number += 1) {
    const bytes = anyFrame(dice);
    const found = decoded(bytes);
    seen.add(found === null ? "unknown" : found instanceof Error ? "error" : found.type);
    if (found === null || found instanceof Error) continue;
    for (const [name, value] of Object.entries(GOOD[found.type])) {
      const got: unknown = Object.getOwnPropertyDescriptor(found, name)?.value;
      assert.equal(Array.isArray(got), Array.isArray(value), `${number}: ${found.type}.${name}`);
      if (name !== "settled") assert.equal(typeof got, typeof value, `${number}: ${found.type}.${name}`);
    }
  }
  assert.equal(prototypes(), before);
  assert.equal(({} as { spoiled?: boolean }).spoiled, undefined);
  assert.deepEqual([...seen].sort(), ["error", "unknown", ...FRAME_TYPES].sort());
});

test("boastful, deep and endless bytes are an Error at once", () => {
  const begun = performance.now();
  for (const bytes of [
    [],
    [0xc1],
    [0xdd, 0xff, 0xff, 0xff, 0xff],
    [0xdf, 0xff, 0xff, 0xff, 0xff],
    [0xdb, 0xff, 0xff, 0xff, 0xff],
    [0xc6, 0xff, 0xff, 0xff, 0xff],
    [0x81, 0xa9, ...new TextEncoder().encode("__proto__"), 0x80],
    Array.from({ length: 60_000 }, () => 0x91),
  ]) {
    assert.ok(decoded(Uint8Array.from(bytes)) instanceof Error, `${bytes.slice(0, 6)}`);
  }
  assert.ok(performance.now() - begun < 2_000);
});

test("after a frame that could not be taken in the page asks for everything, and then shows that and nothing else", async () => {
  const { change } = Records.prototype;
  let records: Records | null = null;
  Records.prototype.change = function (drop, put) {
    records = this;
    change.call(this, drop, put);
  };
  const shown = () =>
    new Map(["table", "sheet", "snapshot", "note"].flatMap((type) => [...(records?.of(type as "table").peek() ?? [])]));
  try {
    const dice = new Dice(SEED + 1);
    let refused = 0;
    for (let page = 0; page < FRAMES / 40; page += 1) {
      const world = new FakeWorld();
      const parts = { session: "s", person: "", path: "/", ownKey: Promise.resolve(""), language: "nl", content: CONTENT } as const;
      const silent = { say: () => undefined, alert: () => undefined };
      createBoard({ ...parts, role: "screen", announce: silent, storage: device(), world, dead: async () => [], clientId: "me" });
      world.last.events.opened("socket");
      world.last.say(welcome({ put: PUT }));
      for (let number = 0; number < 12; number += 1) {
        const line = world.last;
        const bytes = anyFrame(dice);
        const found = decoded(bytes);
        const before = shown();
        line.raw(bytes);
        if (found instanceof Error) {
          refused += 1;
          assert.ok(line.closed, "a frame that could not be taken in ends the connection");
          assert.deepEqual(shown(), before);
        }
        if (!line.closed) continue;
        world.pass(1_000);
        // Page and server differ, or three were broken: this page has ended.
        if (world.last === line) break;
        world.last.events.opened("socket");
        assert.equal(world.last.ofType("hello")[0]?.token, "");
        const fresh = [record("table", `t${number}`), record("note", "n1")];
        world.last.say(welcome({ put: fresh }));
        assert.deepEqual([...shown().keys()].sort(), fresh.map((one) => one.id).sort());
      }
      await settleDown();
    }
    assert.ok(refused > 100, `${refused}`);
  } finally {
    Records.prototype.change = change;
  }
});

test("what was damaged is damaged: the same bytes decode the same", () => {
  const bytes = anyFrame(new Dice(SEED));
  assert.deepEqual(anyFrame(new Dice(SEED)), bytes);
  assert.doesNotThrow(() => decode(encode(GOOD.patch)));
});

test("half a character goes out as the sign for what cannot be read, and whole ones as they are", () => {
  const half = { note_id: "n", run_id: "r", content: { type: "action", action: "half \ud83d emoji, \ude00 other half, whole \u{1f600}", actor: "" } };
  const bytes = encodeFrame({ type: "do", n: 1, command: { type: "add_note", column: "democratie", ...half } as never });
  assert.ok(typeof bytes !== "string");
  // Bytes of half a character are what a strict reader, as the server's is, gives up at.
  assert.ok(!bytes.some((byte, at) => byte === 0xed && (bytes[at + 1] ?? 0) >= 0xa0));
  const read = decode(bytes) as { command: { content: { action: string } } };
  assert.equal(read.command.content.action, "half \ufffd emoji, \ufffd other half, whole \u{1f600}");
});

test("a frame that is too big, or that no bytes can hold, is told and not thrown", () => {
  const reflection = (text: unknown) => ({ type: "do", n: 1, command: { type: "put_item", item_id: "i", base_rev: 0, content: { type: "reflection", text } } }) as never;
  assert.equal(encodeFrame(reflection("a".repeat(70_000))), "too_long");
  const endless: { again?: unknown } = {};
  endless.again = endless;
  const silent = console.error;
  console.error = () => {};
  try {
    assert.equal(encodeFrame(reflection(endless)), "invalid");
  } finally {
    console.error = silent;
  }
});
