# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What programs can find wrong with a page as it is drawn now: axe, scrolling sideways, targets that are too small, names that do
not begin with what is seen, parts that are not where they belong, words that are cut off when they stand wider.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Literal, Protocol
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.e2e.contrast import SETTLED, low_contrast

NARROW = (320, 780)
"""A window of 1280 pixels at 400 % (WCAG 1.4.10)."""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SMALLEST_TARGET_PX = 24
"""WCAG 2.5.8."""
OWN_NORM_PX = 44
"""Of buttons, as in NL Design System (A11Y-06)."""
LONGEST_WORD = 60
"""Characters of a word that is looked at: a longer one is none, and breaks where it must."""

BOTH_SCHEMES = True
"""Whether contrast is looked at in the light and in the dark at every look, or in one of them at most: see `_scheme`. The
conftest beside this sets it."""
_looked_at: dict[tuple[str, str], set[str]] = {}
"""What stood on the pages of a kind whose contrast was looked at in these colours, as `_STANDING` tells it."""

_SIDEWAYS = """() => {
  const page = document.scrollingElement;
  const over = page.scrollWidth - page.clientWidth;
  if (over <= 0) return [];
  const wide = [...document.body.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > page.clientWidth + 1);
  return [`${over} px too wide`, ...wide.slice(0, 5).map((one) => `${one.tagName}.${one.className}`)];
}"""

_SMALL = """([smallest, norm]) => {
  const found = [];
  const targets = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=tab], [role=menuitem]';
  for (const one of document.querySelectorAll(targets)) {
    if (!one.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
    const own = one.getBoundingClientRect();
    // Drawn by its label, as chips are.
    const label = one.matches('input[type=radio], input[type=checkbox]') && one.closest('label');
    const box = label ? label.getBoundingClientRect() : own;
    if (own.width <= 1 || own.height <= 1 && !label) continue;
    // A link in a sentence is as high as its line.
    const alone = one.parentElement.textContent.trim() === one.textContent.trim();
    if (one.tagName === 'A' && getComputedStyle(one).display === 'inline' && !alone) continue;
    const least = one.tagName === 'BUTTON' ? norm : smallest;
    if (box.width + 0.5 < least || box.height + 0.5 < least) {
      const name = (one.getAttribute('aria-label') ?? one.textContent).trim().slice(0, 40);
      found.push(`${one.tagName} “${name}” ${Math.round(box.width)}×${Math.round(box.height)}`);
    }
  }
  return [...new Set(found)];
}"""


_BROKEN_WORDS = """(longest) => {
  const found = new Set();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const block = text.parentElement;
    if (!block.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
    if (block.closest('script, style, textarea, select, svg')) continue;
    // Sheets to fill in and cards to stand on a table have the sizes of their paper, whatever shows them.
    if (block.closest('.codio-paper-sheet__rows, .codio-table-card, .codio-name-card')) continue;
    // Out of sight, for screen readers: it has no width at all.
    let box = block;
    while (box && box.getBoundingClientRect().width > 2) box = box.parentElement;
    if (box) continue;
    // What stands on one line has no broken word.
    range.selectNodeContents(text);
    if (new Set([...range.getClientRects()].map((each) => Math.round(each.top))).size < 2) continue;
    for (const word of text.data.matchAll(/[\\p{L}\\u00ad]{2,}/gu)) {
      // One that says itself where it may break, does so there.
      if (word[0].length > longest || word[0].includes('\\u00ad')) continue;
      // A piece of an address or of a name for programs: that breaks where it must.
      if (/[/@_]/.test(text.data.slice(0, word.index).split(/\\s/).at(-1))) continue;
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      const lines = new Set([...range.getClientRects()].filter((box) => box.width > 0).map((box) => Math.round(box.top)));
      const where = () => `${block.tagName} in ${block.closest("[class]").className}`;
      if (lines.size > 1) found.add(`${where()} breaks “${word[0]}” over ${lines.size} lines`);
    }
  }
  return [...found].slice(0, 12);
}"""


_NAMES = """() => {
  const plain = (words) => words.toLowerCase().replace(/[^\\p{L}\\p{N}]+/gu, '');
  const shown = (one) => one.checkVisibility({visibilityProperty: true, opacityProperty: true});
  const found = new Set();
  for (const one of document.querySelectorAll('a[href], button, summary, [role=tab], [role=menuitem]')) {
    if (!shown(one)) continue;
    let seen = '', spoken = '';
    const texts = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const of = text.parentElement;
      const box = of.getBoundingClientRect();
      if (shown(of) && box.width > 2 && box.height > 2) seen += text.data;
      if (!of.closest('[aria-hidden=true], title')) spoken += text.data;
      else if (of.localName === 'title') spoken += text.data;
    }
    const by = one.getAttribute('aria-labelledby')?.split(' ').map((id) => document.getElementById(id)?.textContent).join(' ');
    const name = by ?? one.getAttribute('aria-label') ?? spoken;
    const short = (words) => words.trim().replace(/\\s+/g, ' ').slice(0, 60);
    // Who says to a computer what stands there presses it (WCAG 2.5.3); own norm: what stands there comes first, but for one
    // word, as in "Vraag hulp", and in a cell of a table, where its column and row do.
    const rest = name.trim().replace(/^\\S+\\s/, '');
    // Of a name that is cut in its middle the ear has the whole.
    const [first, ...others] = seen.split('…').map(plain);
    const begins = [name, rest].some((each) => plain(each).startsWith(first) && others.every((one) => plain(each).includes(one)));
    const holds = one.matches('[data-cell]') ? plain(name).includes(plain(seen)) : begins;
    if (!plain(name)) found.add(`${one.localName}.${one.className} has no name`);
    else if (!holds) found.add(`${one.localName} “${short(name)}” does not begin with “${short(seen)}”`);
  }
  return [...found];
}"""

_ALIKE = """() => {
  const items = 'li, tr, [role=row]', first = new Map(), found = new Set();
  for (const one of document.querySelectorAll('li button, tr button, [role=row] button, li summary, tr summary')) {
    if (!one.checkVisibility({visibilityProperty: true}) || one.matches('[aria-label], [role=menu] *')) continue;
    const words = one.textContent.trim().replace(/\\s+/g, ' ');
    const item = one.closest(items), before = first.get(words);
    if (!before) first.set(words, item);
    else if (before !== item && !before.contains(item)) found.add(`many buttons “${words}” that do not say of what`);
  }
  return [...found];
}"""
"""Buttons of which a list has many say of what they are (WCAG 2.4.6): who goes from button to button does not hear the rest."""

_PARTS = """() => {
  const found = [];
  const shown = (one) => one.checkVisibility({visibilityProperty: true});
  const mains = document.querySelectorAll('main');
  if (mains.length !== 1) found.push(`${mains.length} main`);
  const headings = [...document.querySelectorAll('h1')].filter(shown);
  if (headings.length !== 1) found.push(`${headings.length} h1`);
  else if (!headings[0].closest('main')) found.push('the h1 stands outside main');
  // Beside the two of a live page nothing is told by itself: what comes with a page is read with it.
  if (document.getElementById('status')) {
    const live = "[role=status]:not(#status), [role=alert]:not(#alert), [role=log], [aria-live]:not([aria-live=off])";
    for (const one of document.querySelectorAll(live)) found.push(`another live region: ${one.localName}.${one.className}`);
  }
  const mute = 'div, span, p, b, strong, em, small, i, dl, dt, dd, time, sub, sup, code, caption, label, legend, mark';
  for (const one of document.querySelectorAll('[aria-label], [aria-labelledby]'))
    if (!one.hasAttribute('role') && one.matches(mute)) found.push(`an unheard label: ${one.localName}.${one.className}`);
  for (const link of document.querySelectorAll("a[href^='#']")) {
    const to = link.getAttribute('href').slice(1);
    if (to && !document.getElementById(to)) found.push(`a link to #${to}, which is not there`);
  }
  for (const one of document.querySelectorAll('[aria-describedby], [aria-labelledby], [aria-controls], label[for]'))
    for (const name of ['aria-describedby', 'aria-labelledby', 'for'])
      for (const id of (one.getAttribute(name) ?? '').split(' '))
        if (id && !document.getElementById(id)) found.push(`${name} of ${one.localName}.${one.className}: no #${id}`);
  // Soft text lets a fifth of its ground through: ink can still be read, secondary ink cannot (board/theme/pairs.py).
  const probe = document.body.appendChild(document.createElement('span'));
  probe.style.color = 'var(--codio-color-ink-2)';
  const secondary = getComputedStyle(probe).color;
  probe.remove();
  for (const one of document.querySelectorAll('.codio-soft'))
    if (shown(one) && !one.parentElement.closest('.codio-soft') && getComputedStyle(one.parentElement).color === secondary)
      found.push(`soft text in secondary ink: “${one.textContent.trim().slice(0, 30)}” in .${one.parentElement.className}`);
  const ids = [...document.querySelectorAll('[id]')].map((one) => one.id);
  for (const id of new Set(ids.filter((each, at) => ids.indexOf(each) !== at))) found.push(`#${id} is there twice`);
  const summary = document.querySelector('.codio-summary[role=alert]');
  if (summary && !summary.matches('[autofocus][tabindex]')) found.push('the list of mistakes does not get the focus');
  // The page of the house style shows a field with an error as a sample.
  const wrong = document.querySelector('[aria-invalid=true]:not(#theme-wrong), .codio-summary[role=alert]');
  if (wrong && !document.getElementById('status') && !/^(Fout|Error): /.test(document.title))
    found.push('the title does not say that something is wrong');
  if (!document.title.replace(/\\| Waardenbord$/, '').trim()) found.push('no title');
  return [...new Set(found)];
}"""

_SPACED = """() => {
  const cut = () => new Set([...document.body.querySelectorAll('*')].filter((one) => {
    const {overflowX, overflowY} = getComputedStyle(one);
    const {clientWidth: wide, clientHeight: high} = one;
    if (!one.textContent.trim() || one.closest('svg, iframe, select') || wide < 3 || high < 3) return false;
    const hides = (way) => way === 'hidden' || way === 'clip';
    return (hides(overflowX) && one.scrollWidth > wide + 2) || (hides(overflowY) && one.scrollHeight > high + 2);
  }));
  const before = cut();
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-block-end: 2em !important }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const page = document.scrollingElement;
  const found = [];
  if (page.scrollWidth > page.clientWidth) {
    const all = [...document.body.querySelectorAll('*')];
    const wide = all.filter((one) => one.getBoundingClientRect().right > page.clientWidth + 1).slice(0, 4);
    const names = wide.map((one) => `${one.localName}.${one.className} “${one.textContent.trim().slice(0, 40)}”`);
    found.push(`${page.scrollWidth - page.clientWidth} px too wide: ${names}`);
  }
  const short = (one) => `${one.localName}.${one.className} is cut off: “${one.textContent.trim().slice(0, 40)}”`;
  for (const one of cut()) if (!before.has(one)) found.push(short(one));
  document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1);
  return found;
}"""
"""With the distances that somebody may want between letters, words and lines (WCAG 1.4.12)."""


class Evaluates(Protocol):
    """A page in some browser, as far as it is asked what is on it."""

    def evaluate(self, expression: str, arg: Any = None) -> Any:
        """What an expression gives in the page, or a function with this argument."""


_STANDS = """() => {
  const tell = (one) => one.cloneNode(false).outerHTML + one.checkVisibility({visibilityProperty: true});
  const stands = [...document.querySelectorAll('*')].map(tell).join('');
  const same = globalThis.stood === stands;
  globalThis.stood = stands;
  return same;
}"""
"""Whether the page has the elements, attributes and visible parts that it had when this was asked last."""


_NAMING = """(tags) => axe.getRules(tags).filter((rule) => {
  const about = ['cat.name-role-value', 'cat.text-alternatives', 'cat.forms', 'cat.language'];
  return about.some((one) => rule.tags.includes(one)) && !['experimental', 'deprecated'].some((one) => rule.tags.includes(one));
}).map((rule) => rule.ruleId)"""
"""Rules of axe about names, alternative texts, labels and languages."""


def violations(page: Page, *, only: Sequence[str] = ()) -> list[str]:
    """What axe finds against WCAG A and AA, or against some of its rules: rule, how often, and the first place."""
    _bring_axe(page)
    found = page.evaluate(
        "(options) => axe.run(options)",
        {
            "runOnly": {"type": "rule", "values": list(only)} if only else {"type": "tag", "values": TAGS},
            "resultTypes": ["violations"],
            # No rule that runs reads style sheets again.
            "preload": False,
            # Looked at in the picture instead: that sees more, and costs less.
            "rules": {"color-contrast": {"enabled": False}},
        },
    )
    return [_in_words(rule) for rule in found["violations"]]


def _bring_axe(page: Page) -> None:
    """Half a megabyte of script: into each page once."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)


def _naming(page: Page) -> list[str]:
    """The rules that are looked at every time, by their ids."""
    _bring_axe(page)
    found: list[str] = page.evaluate(_NAMING, TAGS)
    return found


def _settled(page: Page, found: list[str]) -> list[str]:
    """Without targets that are small only because a bar that stays in view covers half of them: they are whole once the page is
    scrolled, as they are in a window as high as the page.
    """
    if not any(what.startswith("target-size") for what in found):
        return found
    height = int(page.evaluate("document.scrollingElement.scrollHeight"))
    page.set_viewport_size({"width": NARROW[0], "height": max(height, NARROW[1])})
    whole = violations(page, only=["target-size"])
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    return [what for what in found if not what.startswith("target-size")] + whole


def _in_words(rule: dict[str, Any]) -> str:
    first = rule["nodes"][0]
    why = first["any"][0]["message"] if first["any"] else rule["help"]
    return f"{rule['id']} ×{len(rule['nodes'])}: {first['target']} {why}"


_ARRIVED = """() => Promise.allSettled(
  document.getAnimations().filter(each => each instanceof CSSTransition).map(each => each.finished)
)"""
"""Waits for what was on its way already, such as the room that goes dark in silence: reduced motion does not stop it."""


def broken_words(page: Evaluates) -> list[str]:
    """Words that are broken without a hyphen, as the page is drawn now."""
    page.evaluate(SETTLED)
    found: list[str] = page.evaluate(_BROKEN_WORDS, LONGEST_WORD)
    return found


def too_wide(page: Page) -> list[str]:
    """What does not fit in a narrow window: a page that scrolls sideways, and words that are broken without a hyphen."""
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    # What is half under a bar that stays in view is whole once the page is scrolled.
    page.evaluate("scrollTo(0, 0)")
    return [f"320 px: {what}" for what in (*page.evaluate(_SIDEWAYS), *broken_words(page))]


def misnamed(page: Evaluates) -> list[str]:
    """What is called otherwise than what stands there (WCAG 2.5.3), and parts that are not where they belong."""
    return [*page.evaluate(_NAMES), *page.evaluate(_ALIKE), *page.evaluate(_PARTS)]


_STANDING = """() => {
  const told = /^(class|role|type|lang|open|disabled|hidden|tabindex|data-foundation|aria-.*)$/;
  const which = /^aria-(label|describedby|controls|owns|activedescendant|value|posinset|setsize)/;
  const stands = [...document.body.querySelectorAll('*')].map((one) => {
    // Of a name, an address or an id: whether there is one. Which one, is looked at every time.
    const tell = ({name, value}) => told.test(name) && !which.test(name) ? `${name}=${value}` : `${name}${value.trim() && '=…'}`;
    // A look for contrast itself leaves a style.
    const said = [...one.attributes].filter(({name}) => name !== 'style').map(tell).sort();
    const words = [...one.childNodes].some((each) => each.nodeType === Node.TEXT_NODE && each.data.trim());
    const within = one.parentElement;
    const place = ['class', 'role'].map((name) => within.getAttribute(name));
    return `${within.localName} ${place} ${one.localName} ${said} ${words}`;
  });
  return [...new Set([document.documentElement.lang, ...stands])];
}"""
"""Each kind of element that stands in the page: its attributes, whether it has words of its own, and in what it stands."""

Motion = Literal["reduce", "no-preference"]


def motion_of(page: Page) -> Motion:
    """What a page's device wants of things that move: to be given back after a look, which wants none."""
    return "reduce" if page.evaluate("matchMedia('(prefers-reduced-motion: reduce)').matches") else "no-preference"


def _kind(page: Page) -> str:
    """Which page it is in a window of which size, whatever workshop or case it is of."""
    return f"{re.sub(r'[^/]*[0-9-][^/]*', '*', urlsplit(page.url).path)} {page.viewport_size}"


def _scheme(page: Page) -> str:
    """In which colours a picture for contrast is taken, at this look at such a page: "light", "dark", "both", or "" for none.

    A picture costs more than anything else here, so where short tests run alone a look takes one, in the colours in which more of
    what stands on the page was not looked at, and none where all of it was in both. `make test-all` takes both every time.
    """
    if BOTH_SCHEMES:
        return "both"
    stands, kind = set(page.evaluate(_STANDING)), _kind(page)
    schemes = ("light", "dark") if len(kind) % 2 else ("dark", "light")
    known = {scheme: _looked_at.setdefault((kind, scheme), set()) for scheme in schemes}
    scheme = max(schemes, key=lambda one: len(stands - known[one]))
    if stands <= known[scheme]:
        return ""
    known[scheme] |= stands
    return scheme


def problems(page: Page) -> list[str]:
    """Everything that is wrong with a page in a narrow window with light colours, and in its own window with dark ones.

    Where short tests run alone and nothing new stands on the page, contrast is left out, and of axe what is not about names.
    """
    own = page.viewport_size
    assert own is not None
    motion = motion_of(page)
    scheme = _scheme(page)
    rules = () if scheme else _naming(page)
    found: list[str] = []
    # Colours that are still on their way to another scheme would be judged as they pass.
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.evaluate(_ARRIVED)
    found += too_wide(page)
    page.evaluate(_STANDS)
    found += [f"320 px, light: {what}" for what in _settled(page, violations(page, only=rules))]
    found += [f"320 px, target: {what}" for what in page.evaluate(_SMALL, [SMALLEST_TARGET_PX, OWN_NORM_PX])]
    found += [f"320 px, wider letters: {what}" for what in page.evaluate(_SPACED)]
    if scheme in ("light", "both"):
        found += [f"320 px, light: {what}" for what in low_contrast(page)]
    found += misnamed(page)
    page.set_viewport_size(own)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    found += [f"own width: {what}" for what in broken_words(page)]
    if scheme in ("dark", "both"):
        found += [f"dark: {what}" for what in low_contrast(page)]
    if not page.evaluate(_STANDS):
        found += [f"own width: {what}" for what in violations(page, only=rules)]
    found += [f"target: {what}" for what in page.evaluate(_SMALL, [SMALLEST_TARGET_PX, OWN_NORM_PX])]
    page.emulate_media(color_scheme="light", reduced_motion=motion)
    return found
