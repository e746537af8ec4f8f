// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What a page needs before there is a board: asked for until it comes, and on a new page when it is gone. */

import { deepEqual, equal } from "node:assert/strict";
import { mock, test } from "node:test";
import { fetchJson, Gone, patiently } from "../../../../board/client/core/wire/patience";

/** What is waited and done, in order, while `answers` come: an error is thrown. */
async function asked(answers: readonly (Error | string)[], leaves: boolean): Promise<readonly string[]> {
  mock.method(console, "warn", () => {});
  const done: string[] = [];
  const left = [...answers];
  const load = () => {
    const answer = left.shift();
    return typeof answer === "string" ? Promise.resolve(answer) : Promise.reject(answer ?? new Error("no more"));
  };
  const wait = (ms: number) => {
    done.push(`waits ${String(ms)}`);
    return Promise.resolve();
  };
  done.push(await patiently(load, { wait, random: () => 0.5 }, leaves ? () => done.push("a new page") : undefined));
  mock.restoreAll();
  return done;
}

test("what does not come is asked for again; what is gone is on a new page, not for all at the same moment", async () => {
  deepEqual(await asked(["here"], true), ["here"]);
  deepEqual(await asked([new Error("503"), new Error("503"), "here"], true), ["waits 3000", "waits 3000", "here"]);
  deepEqual(await asked([new Gone(), "here"], true), ["waits 5500", "a new page", "here"]);
  deepEqual(await asked([new Gone(), "here"], false), ["waits 3000", "here"]);
});

test("a 404 alone says that something is gone", async () => {
  const raised: string[] = [];
  for (const status of [404, 503]) {
    mock.method(globalThis, "fetch", () => Promise.resolve(new Response("{}", { status })));
    await fetchJson("/inhoud/s/h.json").catch((error: unknown) => raised.push(error instanceof Gone ? "gone" : "error"));
  }
  mock.method(globalThis, "fetch", () => Promise.resolve(new Response('{"a": 1}')));
  deepEqual(raised, ["gone", "error"]);
  equal((await fetchJson<{ a: number }>("/inhoud/s/h.json")).a, 1);
  mock.restoreAll();
});
