// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * A long word that does not fit its line breaks at a syllable, with a hyphen: "Klantcontact-centrum" instead of
 * "Klantcontactcen|trum". `hyphens: auto` does that in some browsers only; Chromium on Linux has no Dutch at all. So words that are
 * broken as the page is drawn get soft hyphens, and no others: a line that has place for a whole word keeps it whole.
 *
 * The patterns (34 kB compressed for Dutch, 25 for English) are fetched once a word needs them, in the language that its element
 * says. Only what is shown changes; what people wrote is kept without.
 */

type Hyphenate = (text: string) => string;

const PATTERNS: ReadonlyMap<string, () => Promise<{ readonly hyphenateSync: Hyphenate }>> = new Map([
  ["nl", () => import("./hyphens-nl")],
  ["en", () => import("./hyphens-en")],
]);
/** Shorter words fit everywhere. Without looking behind, which Safari before 16.4 cannot read at all. */
const LONG = /[\p{L}\u00ad/@.]{9,}/gu;
const WORD = /^\.*(\p{L}{9,})\.*$/u;
const SOFT = "\u00ad";
const NEVER = "script, style, textarea, select, svg, .codio-visually-hidden, [translate=no]";
/** While words are looked at: what looks at the page waits for it. */
const BUSY = "data-hyphenating";

/** What was fetched, by language; null where there are no patterns, or none came: words stay as they are then, broken and readable. */
const known = new Map<string, Hyphenate | null>();

/** Watch everything under an element, as long as the page lives. */
export function hyphenateLongWords(root: HTMLElement): void {
  const waiting = new Set<Node>();
  let drawing = 0;

  const look = () => {
    drawing = 0;
    const missing = new Set<string>();
    for (const node of waiting) {
      for (const text of textsIn(node)) {
        const words = brokenWords(text);
        if (words.length === 0) {
          keepWidth(text);
          continue;
        }
        const language = languageOf(text.parentElement);
        const hyphenate = known.get(language);
        if (hyphenate) text.data = withHyphens(text.data, words, hyphenate);
        else if (hyphenate === undefined && PATTERNS.has(language)) missing.add(language);
      }
    }
    observer.takeRecords();
    if (missing.size === 0) {
      waiting.clear();
      document.documentElement.removeAttribute(BUSY);
      return;
    }
    void Promise.all([...missing].map(fetchPatterns)).then(() => again());
  };
  // What a whole word stands in becomes narrower without the page: a third table stands beside two, a panel opens beside it.
  const widths = new WeakMap<Element, number>();
  const boxes = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) {
      if (contentRect.width < (widths.get(target) ?? 0)) again(target);
      widths.set(target, contentRect.width);
    }
  });
  const keepWidth = (text: Text) => {
    if (!hasLongWord(text)) return;
    const box = boxOf(text);
    if (!box || widths.has(box)) return;
    widths.set(box, 0);
    boxes.observe(box);
  };
  const again = (...nodes: Node[]) => {
    for (const node of nodes) waiting.add(node);
    if (drawing !== 0) return;
    document.documentElement.setAttribute(BUSY, "");
    drawing = requestAnimationFrame(look);
  };

  const observer = new MutationObserver((records) => {
    for (const record of records) again(...(record.type === "childList" ? record.addedNodes : [record.target]));
  });
  // What is hidden had no lines to look at, and what is drawn otherwise has other ones.
  observer.observe(root, { childList: true, characterData: true, subtree: true, attributeFilter: ["class", "hidden"] });
  // How wide the page is and its letters are. How long it is changes with everything that comes and goes, and no line by it.
  const letters = document.body.appendChild(sample());
  let before = "";
  const sizes = new ResizeObserver(() => {
    const now = `${document.documentElement.clientWidth} ${letters.offsetWidth}`;
    if (now !== before) again(root);
    before = now;
  });
  for (const sized of [document.documentElement, letters]) sizes.observe(sized);
  // Notes that are shown otherwise have other lines; what is typed in a field shows nothing else.
  root.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && target.matches("[type=checkbox], [type=radio]"))) again(root);
  });
  // What was folded away, or is drawn only when it comes near, had no lines to look at.
  for (const opened of ["toggle", "contentvisibilityautostatechange"]) root.addEventListener(opened, (event) => again(event.target as Node), true);
  void document.fonts.ready.then(() => again(root));
}

/** Fetch what `breaksMidWord` needs for an element in its own language. */
export async function loadHyphens(element: HTMLElement): Promise<void> {
  const language = languageOf(element);
  if (!known.has(language)) await fetchPatterns(language);
}

/**
 * Whether, as the page is drawn now, a word under an element is broken where it cannot have a hyphen. Broken words get theirs first.
 * Words without a syllable to break at, and all while the patterns are not there, count as well as they can.
 */
export function breaksMidWord(root: HTMLElement): boolean {
  for (const text of textsIn(root)) {
    const words = brokenWords(text);
    const hyphenate = words.length > 0 ? known.get(languageOf(text.parentElement)) : null;
    if (hyphenate) text.data = withHyphens(text.data, words, hyphenate);
    if (splitSyllable(text)) return true;
  }
  return false;
}

/** How many words under an element are broken at one of their hyphens, as the page is drawn now. */
export function hyphenatedWords(root: HTMLElement): number {
  let found = 0;
  for (const text of textsIn(root)) {
    for (const { 0: word, index } of text.data.matchAll(LONG)) if (word.includes(SOFT) && isBroken(text, index, word.length)) found += 1;
  }
  return found;
}

async function fetchPatterns(language: string): Promise<void> {
  known.set(language, await (PATTERNS.get(language)?.().then(({ hyphenateSync }) => hyphenateSync) ?? Promise.resolve(null)).catch(() => null));
}

function languageOf(element: Element | null): string {
  return element?.closest("[lang]")?.getAttribute("lang")?.slice(0, 2) ?? "";
}

/** The text with soft hyphens in these words. */
export function withHyphens(text: string, words: readonly string[], hyphenate: Hyphenate): string {
  return text.replace(LONG, (found) => {
    const word = wordIn(found);
    return word !== "" && words.includes(word) ? found.replace(word, hyphenate(word)) : found;
  });
}

/** The word, without the full stop after it. Addresses and words with a soft hyphen say themselves where they break: empty. */
function wordIn(found: string): string {
  return WORD.exec(found)?.[1] ?? "";
}

function* textsIn(node: Node): Generator<Text> {
  if (!node.isConnected) return;
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  for (let text: Node | null = node instanceof Text ? node : walker.nextNode(); text; text = walker.nextNode()) if (text instanceof Text) yield text;
}

/** Whether there is a word that may be broken once it has less room. */
function hasLongWord(text: Text): boolean {
  for (const match of text.data.matchAll(LONG)) if (wordIn(match[0]) !== "") return !text.parentElement?.closest(NEVER);
  return false;
}

/** What has a width of its own around a text: the words of an element within a line have none. */
function boxOf(text: Text): Element | null {
  let box = text.parentElement;
  while (box && /^(inline|contents)$/.test(getComputedStyle(box).display)) box = box.parentElement;
  return box;
}

/** Those that stand on more than one line. */
function brokenWords(text: Text): string[] {
  const found: string[] = [];
  for (const match of text.data.matchAll(LONG)) {
    const word = wordIn(match[0]);
    if (word === "") continue;
    if (text.parentElement === null || text.parentElement.closest(NEVER) || isSkipped(text.parentElement)) return [];
    if (isBroken(text, match.index + match[0].indexOf(word), word.length)) found.push(word);
  }
  return found;
}

/** It is not drawn until it comes near the window: to ask for its lines would draw it. */
function isSkipped(element: Element): boolean {
  return typeof element.checkVisibility === "function" && element.checkVisibility() && !element.checkVisibility({ contentVisibilityAuto: true });
}

/** Letters that nobody sees or hears: as wide as size and spacing of the page's letters make them. */
function sample(): HTMLElement {
  const found = document.createElement("span");
  found.textContent = "Bestuurskracht en rechtsstaat";
  found.translate = false;
  found.setAttribute("aria-hidden", "true");
  for (const [name, value] of [["position", "fixed"], ["inset", "0 auto auto 0"], ["visibility", "hidden"], ["white-space", "nowrap"]] as const) {
    found.style.setProperty(name, value);
  }
  return found;
}

/** Whether a part between two soft hyphens stands on more than one line. */
function splitSyllable(text: Text): boolean {
  for (const match of text.data.matchAll(LONG)) {
    if (!match[0].includes(SOFT)) continue;
    let start = match.index;
    for (const part of match[0].split(SOFT)) {
      // The hyphen before it is drawn on the line above, and counts as a part of the first letter.
      if (part.length > 1 && linesOf(text, start, 1).at(-1) !== linesOf(text, start + part.length - 1, 1)[0]) return true;
      start += part.length + 1;
    }
  }
  return false;
}

function isBroken(text: Text, start: number, length: number): boolean {
  return new Set(linesOf(text, start, length)).size > 1;
}

/** Where the lines are on which it stands, in their order; none while it is not drawn. */
function linesOf(text: Text, start: number, length: number): readonly number[] {
  const range = document.createRange();
  range.setStart(text, start);
  range.setEnd(text, start + length);
  return [...range.getClientRects()].filter((box) => box.width > 1).map((box) => Math.round(box.top));
}
