// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * The focus never falls off the page. When the thing that has it goes, because it was pressed or because somebody else did something, it
 * goes to the same thing drawn anew, else to a new heading of the page, else to what stands beside it. Who put it somewhere himself, or who presses beside it, keeps that.
 */

const REACHED = "a[href], button, input, select, textarea, summary, [tabindex='0']";
const WITHIN = "dialog, section, aside, header, main";

interface Fallen {
  gone: HTMLElement;
  parent: Node;
  next: Node | null;
}

export function keepFocus(root: HTMLElement): void {
  let last: HTMLElement | null = null;
  let heading = "";
  let byHand = false;
  let fallen: Fallen | null = null;

  document.addEventListener(
    "focusin",
    ({ target }) => {
      last = target instanceof HTMLElement && root.contains(target) ? target : null;
      heading = headingOf()?.textContent ?? "";
      fallen = null;
    },
    true,
  );
  document.addEventListener(
    "pointerdown",
    ({ target }) => {
      byHand = true;
      if (target instanceof Node && !last?.contains(target)) last = null;
      fallen = null;
    },
    true,
  );
  document.addEventListener(
    "keydown",
    () => {
      byHand = false;
      heading = headingOf()?.textContent ?? "";
    },
    true,
  );

  new MutationObserver((records) => {
    if (!last || (document.activeElement && document.activeElement !== document.body)) return;
    const found = fall(last, records);
    if (!found) return;
    const gone = last;
    const same = gone.isConnected ? gone : sameAs(gone);
    // A new step begins at its heading, but never takes the words away from under typing hands.
    const begins = !gone.isConnected && !isText(gone) && headingOf()?.textContent !== heading;
    if (same && !begins) {
      put(same, gone);
      return;
    }
    last = null;
    fallen = found;
    // Whoever knows better where it belongs says so by then.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        if (fallen !== found || (document.activeElement && document.activeElement !== document.body)) return;
        const now = headingOf();
        const to = now && now.textContent !== heading ? now : beside(found, byHand);
        if (to) give(to, byHand);
      }),
    );
  }).observe(root, { childList: true, subtree: true });
}

function headingOf(): HTMLElement | null {
  return document.querySelector<HTMLElement>("h1");
}

/** Where it stood before it, or what it stood in, was taken out of the page. */
function fall(gone: HTMLElement, records: readonly MutationRecord[]): Fallen | null {
  let top: Node = gone;
  let found: Fallen | null = null;
  for (const { target, removedNodes, nextSibling } of records) {
    if (![...removedNodes].some((node) => node.contains(top))) continue;
    found = { gone, parent: target, next: nextSibling };
    top = target;
  }
  return found;
}

/** The same thing drawn anew: by its id, or by what it does on the same note. */
function sameAs(gone: HTMLElement): HTMLElement | null {
  if (gone.id) return document.getElementById(gone.id);
  const note = gone.closest<HTMLElement>("[data-note]")?.dataset["note"];
  const now = note ? document.querySelector<HTMLElement>(`[data-notes~="${CSS.escape(note)}"]`) : null;
  if (!now || gone.matches("[data-note]")) return now;
  const alike = [...now.querySelectorAll<HTMLElement>(gone.localName)].filter((one) => one.className === gone.className);
  return alike.find((one) => one.textContent === gone.textContent) ?? alike[0] ?? null;
}

function put(to: HTMLElement, gone: HTMLElement): void {
  const text = gone instanceof HTMLTextAreaElement || (gone instanceof HTMLInputElement && gone.type === "text");
  const { selectionStart: from, selectionEnd: until } = text ? gone : { selectionStart: null, selectionEnd: null };
  to.focus({ preventScroll: true });
  if (document.activeElement !== to) {
    // It shows itself only while its note has the focus.
    to.closest<HTMLElement>("[data-note]")?.focus({ preventScroll: true });
    to.focus({ preventScroll: true });
  }
  if (from !== null && (to instanceof HTMLTextAreaElement || to instanceof HTMLInputElement)) to.setSelectionRange(from, until);
}

function give(to: HTMLElement, byHand: boolean): void {
  if (!to.matches(REACHED)) to.tabIndex = -1;
  // Who pressed with a finger or a mouse looks where he looks.
  to.focus({ preventScroll: byHand });
}

/** What comes next, or stood before it: first in the same place, then in the part of the page around it; else its heading. */
function beside({ parent, next }: Fallen, byHand: boolean): HTMLElement | null {
  let place = parent instanceof Element ? parent : null;
  while (place && !place.isConnected) place = place.parentElement;
  for (let within = place; within; within = within.parentElement?.closest(WITHIN) ?? null) {
    const reached = [...within.querySelectorAll<HTMLElement>(REACHED)].filter((one) => isReached(one) && !(byHand && isText(one)));
    const after = reached.find((one) => isAfter(one, parent, next));
    const before = reached.filter((one) => !isAfter(one, parent, next)).at(-1);
    if (after ?? before) return after ?? before ?? null;
    const told = within.matches(WITHIN) ? within.querySelector<HTMLElement>("h1, h2, h3") : null;
    if (told) return told;
  }
  return headingOf();
}

function isReached(one: HTMLElement): boolean {
  const drawn = one.getClientRects().length > 0 && getComputedStyle(one).visibility === "visible";
  return drawn && one.tabIndex >= 0 && !one.closest("[inert], [aria-hidden='true']");
}

/** It would bring up a keyboard on the glass. */
function isText(one: HTMLElement): boolean {
  return one.matches("textarea, input:not([type='checkbox'], [type='radio'])");
}

function isAfter(one: Node, parent: Node, next: Node | null): boolean {
  if (next?.isConnected) return next.contains(one) || (next.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  return !parent.contains(one) && (parent.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}
