// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What this page can take back, and taking it back. Every command goes through here, because the next one ends the offer of the last. */

import { computed, signal, type ReadonlySignal } from "@preact/signals";
import type { Command } from "../../protocol.gen";
import type { Failure, Outcome } from "../api";
import { inversesOf, onward, remember, takeLast, takenBack, withoutTouched, type Step, type Undoable, type UndoList } from "./undo";

/** After one of these the room is elsewhere: it is not taken back with a button, and nothing that was done before it is either. */
const STEPS: ReadonlySet<Command["type"]> = new Set(["go_to_step", "close_workshop", "reopen_workshop", "take_snapshot"]);

/** Nobody sends more by hand between two looks. */
const KEPT_SENT = 50;

/** Where commands go: the outbox. */
interface Sender {
  send(command: Command): Promise<Outcome>;
  dismiss(failure: Failure): boolean;
}

export class Undoing {
  readonly offer: ReadonlySignal<Undoable | null>;
  readonly canUndo: ReadonlySignal<boolean>;
  /** What would be taken back now, however long ago it was done. */
  readonly target: ReadonlySignal<Undoable | null>;
  /** What was taken back last and can be done again; when it has been, this is what was taken back before it. */
  readonly undone: ReadonlySignal<Undoable | null>;
  readonly #offer = signal<Undoable | null>(null);
  readonly #done = signal<UndoList>([]);
  readonly #undone = signal<UndoList>([]);
  readonly #sender: Sender;
  #sent: Command[] = [];
  /** Something is taken back or done again: what comes after it depends on how that ends. */
  #busy = false;
  /** How often the room went on: what is on its way over that brings nothing of the former step back. */
  #left = 0;

  constructor(sender: Sender) {
    this.#sender = sender;
    this.offer = this.#offer;
    this.canUndo = computed(() => this.#done.value.length > 0);
    this.target = computed(() => this.#done.value.at(-1) ?? null);
    this.undone = computed(() => this.#undone.value.at(-1) ?? null);
  }

  /** Send something new: it takes the offer away, but not the memory. What was taken back before it is not done again. */
  async send(command: Command): Promise<Outcome> {
    this.#undone.value = [];
    return this.#carry(command);
  }

  async #carry(command: Command): Promise<Outcome> {
    this.#offer.value = null;
    this.#sent = [...this.#sent, command].slice(-KEPT_SENT);
    const outcome = await this.#sender.send(command);
    if (outcome.done && STEPS.has(command.type)) this.#done.value = remember(this.#done.peek(), { label: "", command, inverse: null });
    return outcome;
  }

  /** Remember how to take back what has just been done; `also` is another entry of the poster that the change touched. */
  remember(label: string, command: Command, inverse: Command, also?: string): void {
    this.#keep({ label, command, inverse, ...(also ? { also } : {}) });
  }

  /** As `remember`, for several commands that were one act, in the order in which they were carried out. */
  rememberAll(label: string, steps: readonly Step[]): void {
    const [first, ...more] = steps;
    if (first) this.#keep({ label, ...first, more });
  }

  #keep(one: Undoable): void {
    this.#offer.value = one;
    this.#done.value = remember(this.#done.peek(), one);
  }

  /**
   * Take the last thing back; null when there is nothing, when it was a step, or while another is on its way. Of several commands each is
   * tried.
   */
  async undo(): Promise<Outcome | null> {
    const taken = takeLast(this.#done.peek());
    if (!taken?.last.inverse || this.#busy) return null;
    const { last, rest } = taken;
    this.#done.value = rest;
    const undone = this.#undone.peek();
    const left = this.#left;
    const outcome = await this.#sendAll(inversesOf(last));
    if (left !== this.#left) {
      this.#done.value = this.#withOld(rest, []);
      return outcome;
    }
    if (!outcome.done) {
      this.#drop(last, rest);
      return outcome;
    }
    // Something else may have been done meanwhile: then that is what is offered.
    const still = !this.#offer.peek() && this.#done.peek() === rest && this.#undone.peek() === undone;
    this.#done.value = this.#withOld(rest, onward(rest, last, 2));
    if (still) {
      this.#undone.value = takenBack(undone, last);
      // Who took one thing back may want to take back the one before.
      const before = this.#done.peek().at(-1);
      this.#offer.value = before?.inverse ? before : null;
    }
    return outcome;
  }

  /**
   * Do again what was taken back last; null when there is nothing, or while another is on its way. What is refused is not offered again,
   * nor what changes the same.
   */
  async redo(): Promise<Outcome | null> {
    const one = this.undone.peek();
    if (!one?.inverse || this.#busy) return null;
    this.#undone.value = this.#undone.peek().slice(0, -1);
    const old = this.#done.peek();
    const left = this.#left;
    const outcome = await this.#sendAll([one, ...(one.more ?? [])].map(({ command }) => command));
    if (left !== this.#left) this.#done.value = this.#withOld(old, []);
    else if (outcome.done) {
      this.#undone.value = onward(this.#undone.peek(), one, 1);
      this.#keep(one);
    } else this.#drop(one, old);
    return outcome;
  }

  /** It was refused: of what was there before it, `old`, and of what can be done again, nothing that changes the same is left. */
  #drop(refused: Undoable, old: UndoList): void {
    this.#done.value = this.#withOld(old, withoutTouched(old, refused));
    this.#undone.value = withoutTouched(this.#undone.peek(), refused);
  }

  /** What can be taken back, with `anew` in the place of the `old` ones, and what was done meanwhile after them. */
  #withOld(old: UndoList, anew: UndoList): UndoList {
    return [...anew, ...this.#done.peek().filter((one) => !old.includes(one))];
  }

  /** One after the other; the first refusal, when there was one. What was to be changed still stands there, so no words are lost with it. */
  async #sendAll(commands: readonly Command[]): Promise<Outcome> {
    let refused: Outcome | null = null;
    this.#busy = true;
    for (const command of commands) {
      const outcome = await this.#carry(command);
      if (outcome.done) continue;
      this.#sender.dismiss(outcome.failure);
      refused ??= outcome;
    }
    this.#busy = false;
    return refused ?? { done: true };
  }

  /** What was sent since this was asked last, to tell it from what others did. */
  takeSent(): readonly Command[] {
    const sent = this.#sent;
    this.#sent = [];
    return sent;
  }

  /** The room is in another step. Who took it there goes back with that alone; where another device did, nothing is left to take back. */
  leaveStep(): void {
    this.#left += 1;
    this.dropOffer();
    if (this.#done.peek().at(-1)?.inverse !== null) this.#done.value = [];
  }

  /** Forget the offer, not the memory. */
  dropOffer(): void {
    this.#offer.value = null;
    this.#undone.value = [];
  }
}
