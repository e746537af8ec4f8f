// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Keeps what the device knows of this board up to date while the workshop goes on. */

import { computed, effect, signal } from "@preact/signals";
import type { Board } from "./api";
import { KnownBoard } from "./device/known";
import type { Storage } from "./device/storage";

export interface Remembered {
  storage: Storage;
  person: string;
  path: string;
  /** Empty where the device does not keep it. */
  ownKey: Promise<string>;
}

/** From now on remember it; the caller forgets it when nothing more is to come. */
export function remember(board: Pick<Board, "role" | "session" | "content" | "workshop" | "me">, { storage, person, path, ownKey }: Remembered): KnownBoard {
  const known = new KnownBoard(storage, board.session, board.role, person);
  const values = Object.fromEntries(board.content.framework.values.map(({ id, name }) => [id, board.content.text(name)]));
  const title = computed(() => (board.workshop.value?.phase === "closed" ? null : board.workshop.value?.title));
  const name = computed(() => board.me.value?.name ?? "");
  const key = signal<string | null>(null);
  void ownKey.then((come) => (key.value = come));
  effect(() => {
    // What was kept before has a key: nothing is written over it until it is known.
    if (key.value === null) return;
    // Nobody writes on the screen in the room.
    if (typeof title.value !== "string" || board.role === "screen") return;
    void known.keep({ title: title.value, path, values, own: key.value ? { key: key.value, name: name.value } : null });
  });
  return known;
}
