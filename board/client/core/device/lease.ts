// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * Which page instances live. A Web Lock where the browser has them, which tells a death at once; on plain http in a local network
 * it has not, and a time stamp that gets old has to do. A wrong guess does no harm: the server carries out every (client, number)
 * once, whoever sends it.
 */

const BEAT_MS = 2_000;
const DEAD_AFTER_MS = 8_000;
const PREFIX = "waardenbord/alive/";

/** Say that this instance lives, until the page goes. */
export function keepAlive(clientId: string): void {
  const beat = () => quietly(() => localStorage.setItem(PREFIX + clientId, String(Date.now())));
  beat();
  setInterval(beat, BEAT_MS);
  addEventListener("pagehide", () => quietly(() => localStorage.removeItem(PREFIX + clientId)));
  // A page can come back from the browser's back-forward cache.
  addEventListener("pageshow", beat);
  quietly(() => {
    // Held for ever: the browser lets go of it when the page ends, however it ends.
    if (hasLocks()) void navigator.locks.request(PREFIX + clientId, () => new Promise(() => {})).catch(() => {});
  });
}

/** The instances of these that are dead. */
export async function deadOnes(clientIds: readonly string[]): Promise<readonly string[]> {
  const locked = await lockedIds();
  if (locked !== null) return clientIds.filter((id) => !locked.has(id));
  return clientIds.filter((id) => isStale(readBeat(id), Date.now()));
}

/** Whether a time stamp (null: none) says that its page is gone. A stamp from the future is one from before the clock was set. */
export function isStale(beatMs: number | null, nowMs: number): boolean {
  return beatMs === null || nowMs - beatMs > DEAD_AFTER_MS || beatMs - nowMs > DEAD_AFTER_MS;
}

function readBeat(clientId: string): number | null {
  let text: string | null = null;
  quietly(() => {
    text = localStorage.getItem(PREFIX + clientId);
  });
  return text === null ? null : Number(text);
}

/** Null: this browser has no locks here. */
async function lockedIds(): Promise<ReadonlySet<string> | null> {
  try {
    if (!hasLocks()) return null;
    const { held } = await navigator.locks.query();
    return new Set((held ?? []).flatMap((lock) => (lock.name?.startsWith(PREFIX) ? [lock.name.slice(PREFIX.length)] : [])));
  } catch {
    return null;
  }
}

function hasLocks(): boolean {
  return "locks" in navigator;
}

/** Storage may be forbidden on this device; then there is nothing to share with other pages. */
function quietly(act: () => void): void {
  try {
    act();
  } catch {
    // As said: nothing to share.
  }
}
