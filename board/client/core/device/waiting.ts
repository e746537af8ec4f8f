// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What waits on this device of all who used it, for pages that have no board: whose it is, and its words. */

import { typedIn } from "../typed";
import { holdsText } from "./drafts";
import type { Known } from "./known";
import { commandsIn, type Stored } from "./outbox";
import type { Storage } from "./storage";

/** Of one person, or of a role whose link several share. */
export interface Waiting {
  session: string;
  /** As `whoseIs` says it. */
  whose: string;
  /** Null where a build left it that knew no boards. */
  known: Known | null;
  /** What was written and is not stored, each text once. */
  texts: readonly string[];
}

/** A key in one of the folders: kind, session, whose, and the rest. */
const KEY = /^(queue|draft|known)\/([^/]+)\/([^/]+)\/(.*)$/;

/** Of everybody of whom this device keeps something, the boards that it knows included. */
export async function waitingHere(storage: Storage): Promise<readonly Waiting[]> {
  const found = new Map<string, { session: string; whose: string; known: Known | null; written: unknown[] }>();
  for (const key of [...(await storage.keys(""))].sort()) {
    const [, kind = "", session = "", whose = "", rest = ""] = KEY.exec(key) ?? [];
    const value = kind ? await storage.get(key) : undefined;
    if (value === undefined) continue;
    const id = `${session}/${whose}`;
    const one = found.get(id) ?? { session, whose, known: null, written: [] };
    found.set(id, one);
    if (kind === "known") one.known = value as Known;
    else if (kind === "queue") one.written.push(...commandsIn(value as Stored));
    else if (holdsText(rest)) one.written.push(value);
  }
  return [...found.values()].map(({ session, whose, known, written }) => {
    const texts = written.map((each) => typedIn(each, (ref) => known?.values[ref.value_id] ?? ref.name));
    return { session, whose, known, texts: [...new Set(texts)].filter(Boolean) };
  });
}

/** Erase what waits of somebody, and that his board was open here. */
export async function eraseWaiting(storage: Storage, { session, whose }: Waiting): Promise<void> {
  for (const key of await storage.keys("")) {
    const [, , ofSession, of] = KEY.exec(key) ?? [];
    if (ofSession === session && of === whose) await storage.remove(key);
  }
}
