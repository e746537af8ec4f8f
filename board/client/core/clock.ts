// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * The store's clock, estimated on the page's own steady clock: the offset of the sample with the smallest round trip of the
 * last 8 (NTP's clock filter). For display only; at zero the page waits for the server's word.
 */

const KEPT = 8;
/** Two good samples never differ more than their round trips allow; beyond that, plus drift, this device has slept. */
const DRIFT_MS = 100;

interface Sample {
  roundTripMs: number;
  offsetMs: number;
}

export class Clock {
  readonly #steady: () => number;
  #samples: Sample[] = [];
  #offsetMs = 0;

  /** `steady` gives milliseconds and never goes back. */
  constructor(steady: () => number) {
    this.#steady = steady;
  }

  /** The store's time in milliseconds; near zero before the first sample. */
  now(): number {
    return this.#steady() + this.#offsetMs;
  }

  /** The server said `serverMs` somewhere in a round trip that ends now. */
  sample(serverMs: number, roundTripMs: number): void {
    const fresh = { roundTripMs, offsetMs: serverMs + roundTripMs / 2 - this.#steady() };
    const best = this.#best();
    const allowedMs = (fresh.roundTripMs + (best?.roundTripMs ?? 0)) / 2 + DRIFT_MS;
    if (best && Math.abs(fresh.offsetMs - best.offsetMs) > allowedMs) this.#samples = [];
    this.#samples = [...this.#samples, fresh].slice(-KEPT);
    this.#offsetMs = (this.#best() ?? fresh).offsetMs;
  }

  /** The page may have slept, and its clock with it: the next sample counts alone. */
  doubt(): void {
    this.#samples = [];
  }

  #best(): Sample | undefined {
    return this.#samples.reduce<Sample | undefined>(
      (best, sample) => (best && best.roundTripMs <= sample.roundTripMs ? best : sample),
      undefined,
    );
  }
}
