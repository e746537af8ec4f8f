// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What this page can take back, and taking it back. Every command goes through here, because the next one ends the offer of the last. */

import { computed, signal, type ReadonlySignal } from "@preact/signals";
import type { Command } from "../../protocol.gen";
import type { Failure, Outcome } from "../api";
import { remember, takeLast, type Undoable, type UndoList } from "./undo";

/** Where commands go: the outbox. */
interface Sender {
  send(command: Command): Promise<Outcome>;
  dismiss(failure: Failure): boolean;
}

export class Undoing {
  readonly offer: ReadonlySignal<Undoable | null>;
  readonly canUndo: ReadonlySignal<boolean>;
  readonly #offer = signal<Undoable | null>(null);
  readonly #done = signal<UndoList>([]);
  readonly #sender: Sender;

  constructor(sender: Sender) {
    this.#sender = sender;
    this.offer = this.#offer;
    this.canUndo = computed(() => this.#done.value.length > 0);
  }

  /** Send something new: it takes the offer away, but not the memory. */
  send(command: Command): Promise<Outcome> {
    this.#offer.value = null;
    return this.#sender.send(command);
  }

  /** Remember how to take back what has just been done; `also` is another entry of the poster that the change touched. */
  remember(label: string, inverse: Command, also?: string): void {
    const one: Undoable = { label, inverse, ...(also ? { also } : {}) };
    this.#offer.value = one;
    this.#done.value = remember(this.#done.peek(), one);
  }

  /** Take the last thing back; null when there is nothing. */
  async undo(): Promise<Outcome | null> {
    const taken = takeLast(this.#done.peek());
    if (!taken) return null;
    this.#done.value = taken.rest;
    const outcome = await this.send(taken.last.inverse);
    // What was to be taken back still stands there, so no words are lost with the refusal.
    if (!outcome.done) this.#sender.dismiss(outcome.failure);
    // Who took one thing back may want to take back the one before.
    else this.#offer.value ??= this.#done.peek().at(-1) ?? null;
    return outcome;
  }

  /** Forget the offer, not the memory. */
  dropOffer(): void {
    this.#offer.value = null;
  }
}
