// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * A page's place among the streams of its browser. By HTTP/1.1 a browser holds six connections to a server for all its pages together,
 * and what pages send and load has to come through as well. A page has one place, however many streams it has on the way from one
 * worker to the next: it keeps what it has until the last of them ends.
 */

const STREAMS_AT_ONCE = 4;

export class Place {
  #streams = 0;
  #taking: Promise<boolean> | null = null;
  #letGo: () => void = () => {};

  /** False when other pages have all places. Call `leave` once for each `enter`, also when it said so. */
  enter(): Promise<boolean> {
    this.#streams += 1;
    this.#taking ??= this.#take();
    return this.#taking;
  }

  leave(): void {
    this.#streams -= 1;
    if (this.#streams > 0) return;
    this.#letGo();
    this.#taking = null;
  }

  async #take(): Promise<boolean> {
    const locks = navigator.locks as LockManager | undefined;
    // A browser that cannot count them.
    if (locks === undefined) return true;
    // Left before it was taken, it is free at once.
    const left = new Promise<void>((letGo) => (this.#letGo = letGo));
    for (let place = 1; place <= STREAMS_AT_ONCE; place += 1) {
      const taken = await new Promise<boolean>((tell) => {
        locks
          .request(`waardenbord stream ${place}`, { ifAvailable: true }, (lock) => {
            tell(lock !== null);
            return lock === null ? undefined : left;
          })
          // Nor can one that forbids it here.
          .catch(() => tell(true));
      });
      if (taken) return true;
    }
    return false;
  }
}
