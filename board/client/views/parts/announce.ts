// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Speaks through the page's two live regions, `#status` and `#alert`. */

import type { Announcer } from "../../core/api";
import { closed } from "../../core/sentences";

/** A region is emptied first, so that the same sentence is spoken a second time; longer than a screen reader takes to see it. */
const GAP_MS = 100;

/** How long words stay at least: a screen reader may come to read a region as late as a second after it changed, on a slow device later. */
const STAYS_MS = 1_500;

/** How long an alarm stays to be read: longer, and who comes along it later takes it for news. */
const ALERT_STAYS_MS = 10_000;

/** The regions of this page, by id. */
const regions = new Map<string, Region>();

/** The announcer of this page. Without a region it is silent. `now` gives ms that only go on. */
export function pageAnnouncer(now = () => performance.now()): Announcer {
  regions.clear();
  for (const id of ["status", "alert"]) {
    const element = document.getElementById(id);
    if (element) regions.set(id, new Region(element, id === "alert", now));
  }
  return {
    say: (text, about) => regions.get("status")?.tell(text, about),
    alert: (text) => regions.get("alert")?.tell(text),
  };
}

/**
 * Speak from within this modal dialog: all that lies outside it is not there for a screen reader. What is given back makes the regions
 * stand where they stood; call it before the dialog goes.
 */
export function speakWithin(dialog: HTMLElement): () => void {
  const moved = [...regions.values()].map((region) => ({ region, home: region.moveTo(dialog) }));
  return () => moved.forEach(({ region, home }) => home && region.moveTo(home));
}

interface Said {
  text: string;
  about: string;
  /** When it first stood in the region. */
  shown_ms?: number;
}

/**
 * One region. What is told while words have not stayed long enough waits and is told together, so that nothing waits longer than once;
 * an alarm never waits: it stands beside the alarms that people may not have read yet.
 */
class Region {
  readonly #element: HTMLElement;
  readonly #urgent: boolean;
  readonly #now: () => number;
  #waiting: Said[] = [];
  #shown: Said[] = [];
  #gap: ReturnType<typeof setTimeout> | undefined;
  #stay: ReturnType<typeof setTimeout> | undefined;

  constructor(element: HTMLElement, urgent: boolean, now: () => number) {
    this.#element = element;
    this.#urgent = urgent;
    this.#now = now;
  }

  /** Tell this as soon as it may be. What still waits with the same words, or about the same, is out of date. */
  tell(text: string, about = ""): void {
    this.#waiting = [...this.#waiting.filter((one) => one.text !== text && (about === "" || one.about !== about)), { text, about }];
    if (this.#gap === undefined && (this.#urgent || this.#stay === undefined)) this.#turn();
  }

  /** Go and stand in there; where it stood is given back. What may not have been read yet is told again, the rest is no news there. */
  moveTo(home: HTMLElement): HTMLElement | null {
    const before = this.#element.parentElement;
    if (this.#gap === undefined) this.#turn();
    home.append(this.#element);
    return before;
  }

  /** Empty the region, and then show what waits. */
  #turn(): void {
    const since_ms = this.#now() - STAYS_MS;
    const next = new Set(this.#waiting.map((one) => one.text));
    const unread = this.#shown.filter((one) => (one.shown_ms ?? 0) > since_ms && !next.has(one.text));
    this.#waiting = [...unread, ...this.#waiting];
    this.#shown = [];
    clearTimeout(this.#stay);
    this.#stay = undefined;
    this.#element.textContent = "";
    if (this.#waiting.length > 0) this.#gap = setTimeout(() => this.#show(), GAP_MS);
  }

  #show(): void {
    this.#gap = undefined;
    this.#shown = this.#waiting.map((one) => ({ ...one, shown_ms: one.shown_ms ?? this.#now() }));
    this.#waiting = [];
    this.#element.textContent = this.#shown.map((one, at, all) => (at < all.length - 1 ? closed(one.text) : one.text)).join(" ");
    this.#stay = setTimeout(() => this.#rested(), this.#urgent ? ALERT_STAYS_MS : STAYS_MS);
  }

  /** The words have stayed long enough. */
  #rested(): void {
    this.#stay = undefined;
    this.#shown = [];
    if (this.#urgent) this.#element.textContent = "";
    else if (this.#waiting.length > 0) this.#turn();
  }
}
