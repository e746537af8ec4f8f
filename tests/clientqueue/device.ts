// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * A process with the pages of some people in it: `node device.mjs setting.json`. What happens goes line by line into the history
 * file, at once, so that a killed process has said everything. Words on standard input are orders; each is answered by one line.
 */

import { openSync, readFileSync, writeSync } from "node:fs";
import { createInterface } from "node:readline";
import { giveNoSign, makeBrowser, type Surroundings } from "./browser";
import { Person, type Character, type Setting } from "./person";

interface Given extends Setting, Surroundings {
  people: Character[];
  history: string;
}

const given = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as Given;
const history = openSync(given.history, "a");

function write(k: string, fields: { [name: string]: unknown }): void {
  // The machine's monotonic clock, which the one who judges reads too.
  const at = Number(process.hrtime.bigint()) / 1e6;
  writeSync(history, `${JSON.stringify({ k, at, ...fields })}\n`);
}

makeBrowser(given);
// Its console is the browser's: nobody looks at it here.
console.error = console.warn = () => undefined;

const people: Person[] = [];
for (const who of given.people) people.push(await Person.open(who, given, write));

/** What the chip of a page says that does not come back. */
const OVER = ["reload", "ended", "elsewhere"];

const ORDERS: { readonly [order: string]: () => unknown } = {
  work: () => set(true, false),
  rush: () => set(true, true),
  rest: () => set(false, true),
  status: () => ({
    up: people.filter(({ board }) => !["connecting", "offline", ...OVER].includes(board.connection.peek())).length,
    over: people.filter(({ board }) => OVER.includes(board.connection.peek())).length,
    pending: people.reduce((sum, { board }) => sum + board.pending.peek().length, 0),
    adopted: people.reduce((sum, person) => sum + person.adopted, 0),
    notes: [...new Set(people.map((person) => person.notesDigest))],
  }),
  held: () => people.map(({ clientId, heldDigest }) => ({ c: clientId, held: heldDigest })),
  hush: () => giveNoSign(),
  more: () => people.forEach((person) => person.writeOn()),
  jam: () => people.reduce((sum, person) => sum + person.jam(), 0),
  unsent: () => people.flatMap((person) => person.unsent),
  drafts: async () => (await Promise.all(people.map((person) => person.halfWritten()))).flat(),
  close: () => people.forEach((person) => person.close()),
};

/** Participants write or not, in haste or at ease. */
function set(busy: boolean, rushing: boolean): void {
  given.people.forEach((who, at) => {
    const person = people[at];
    if (person === undefined) return;
    person.busy = busy && who.role !== "facilitator";
    person.rushing = rushing;
    person.fill();
  });
}

function answer(what: unknown): void {
  process.stdout.write(`${JSON.stringify(what ?? null)}\n`);
}

createInterface({ input: process.stdin })
  .on("line", async (order) => answer(await ORDERS[order]?.()))
  .on("close", () => process.exit(0));
answer("ready");
