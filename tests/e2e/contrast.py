# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Contrast as it is drawn: the colour of every line of text against the pixels that are really behind it, in whatever nest.

The page is pictured with its letters made invisible; so gradients, hatches, transparency and what lies over what count as they
are. Fields are looked at too, by their edges, and whatever is pressed, chosen or selected: it must show without its colour.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, cast

from PIL import Image
from playwright.sync_api import Error, Page

TEXT = 4.5
"""WCAG 1.4.3."""
LARGE = 3.0
"""The same, of text of 24 px, or of 18.66 px when it is bold."""
EDGE = 3.0
"""WCAG 1.4.11: the edge of a field, and what tells that something is pressed."""
PROJECTOR = 7.0
"""Own norm for what is read from ten metres, of every size (A11Y-16)."""
SHARE = 0.15
"""So much of what is behind a line may have less contrast: the edge of a box that runs through it."""
STATE_PX = 24
"""So many pixels at least tell that something is pressed."""
MOST_PX = 2400
"""As high as a picture is made, of the upper part of a page that scrolls. Much higher ones crash the browser."""

Colour = tuple[int, int, int]

_STILL = """() => {
  const sheet = new CSSStyleSheet();
  const none = 'transition: none !important; animation: none !important; caret-color: transparent !important';
  sheet.replaceSync(`*, *::before, *::after { ${none} }`);
  document.adoptedStyleSheets = [sheet];
}"""

SETTLED = """() => new Promise((done) => {
  const look = () => document.documentElement.hasAttribute('data-hyphenating') ? requestAnimationFrame(look) : done();
  requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(look)));
})"""
"""Waits until everything is drawn in a window of another size, and words that do not fit have got their hyphens."""

_HIDE = """(hidden) => {
  const sheet = new CSSStyleSheet();
  const inks = ['color', '-webkit-text-fill-color', 'text-decoration-color'];
  const clear = inks.map((one) => `${one}: transparent !important`).join(';');
  sheet.replaceSync(`*, *::before, *::after, *::placeholder, *::marker { ${clear} } svg { visibility: hidden !important }`);
  document.adoptedStyleSheets = hidden ? [...document.adoptedStyleSheets, sheet] : document.adoptedStyleSheets.slice(0, -1);
}"""

_TEXTS = """() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const known = new Map();
  // Any way to write a colour, as four numbers.
  const rgba = (written) => {
    if (!known.has(written)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = written;
      canvas.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
      known.set(written, [r, g, b, a / 255]);
    }
    return known.get(written);
  };
  const opacity = (one) => {
    let all = 1;
    for (let at = one; at; at = at.parentElement) all *= Number(getComputedStyle(at).opacity);
    return all;
  };
  const clipped = (one, box) => {
    let [left, top] = [Math.max(box.left, 0), Math.max(box.top, 0)];
    let [right, bottom] = [Math.min(box.right, innerWidth), Math.min(box.bottom, innerHeight)];
    for (let at = one; at && at !== document.documentElement; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.overflow === 'visible' && style.clipPath === 'none') continue;
      const edge = at.getBoundingClientRect();
      [left, top] = [Math.max(left, edge.left), Math.max(top, edge.top)];
      [right, bottom] = [Math.min(right, edge.right), Math.min(bottom, edge.bottom)];
      if (style.clipPath.startsWith('inset(50%')) right = left;
    }
    return [left, top, right - left, bottom - top];
  };
  const seen = (one, [left, top, width, height]) => {
    if (width < 3 || height < 6) return false;
    // Nothing lies over any part of it.
    return [0.05, 0.5, 0.95].every((along) => [0.1, 0.9].every((down) => {
      const hit = document.elementFromPoint(left + width * along, top + height * down);
      return hit === null || hit === one || hit.contains(one) || one.contains(hit);
    }));
  };
  const found = [];
  const tell = (one, words, style, boxes) => {
    const px = parseFloat(style.fontSize);
    const [r, g, b, a] = rgba(style.webkitTextFillColor || style.color);
    const nest = one.closest('[class]');
    const where = nest ? `${one.localName} in .${nest.getAttribute('class').split(' ').join('.')}` : one.localName;
    const parts = boxes.map((box) => clipped(one, box)).filter((box) => seen(one, box));
    const large = px >= 24 || (px >= 18.66 && Number(style.fontWeight) >= 700);
    if (!parts.length) return;
    const told = words.trim().replace(/\\s+/g, ' ').slice(0, 40);
    found.push({words: told, where, colour: [r, g, b, a * opacity(one)], large, boxes: parts});
  };
  const shown = (one) => one.checkVisibility({visibilityProperty: true, opacityProperty: true});
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const one = text.parentElement;
    if (!/[\\p{L}\\p{N}]/u.test(text.data) || !shown(one)) continue;
    if (one.closest('script, style, template, svg, select, textarea, iframe')) continue;
    range.selectNodeContents(text);
    const lines = [...range.getClientRects()].map((box) => {
      const cut = box.height * 0.2;
      return new DOMRect(box.left, box.top + cut, box.width, box.height - 2 * cut);
    });
    tell(one, text.data, getComputedStyle(one), lines);
  }
  const fields = 'input:not([type=hidden], [type=radio], [type=checkbox], [type=range]), textarea, select';
  for (const one of document.querySelectorAll(fields)) {
    if (!shown(one)) continue;
    const words = one.value || one.placeholder || '';
    if (!words) continue;
    const box = one.getBoundingClientRect();
    const style = getComputedStyle(one, one.value ? undefined : '::placeholder');
    tell(one, words, style, [new DOMRect(box.left + 8, box.top + 8, box.width - 16, Math.min(box.height - 16, 24))]);
  }
  return found;
}"""

_FIELDS = """() => {
  const fields = 'input:not([type=hidden], [type=radio], [type=checkbox], [type=range]), textarea, select';
  const shown = (one) => one.checkVisibility({visibilityProperty: true, opacityProperty: true});
  return [...document.querySelectorAll(fields)]
  .filter((one) => shown(one) && one.getBoundingClientRect().width > 8)
  // What has the focus has its ring; what has no edge, such as a choice in the cell of a table, has its words and its arrow.
  .filter((one) => one !== document.activeElement && parseFloat(getComputedStyle(one).borderLeftWidth) > 0)
  .map((one) => {
    const {left, top, height} = one.getBoundingClientRect();
    const y = top + Math.min(height / 2, 20);
    const hit = document.elementFromPoint(left + 6, y);
    const outside = document.elementFromPoint(left - 3, y);
    const name = one.getAttribute('aria-label') ?? one.labels?.[0]?.textContent ?? one.name;
    const told = `${one.localName}.${one.className} “${(name ?? '').trim().slice(0, 30)}”`;
    return hit === one && outside ? {name: told, left, y} : null;
  })
  .filter(Boolean);
}"""

_STATES = "[aria-pressed='true'], [aria-selected='true'], [aria-current]:not([aria-current='false']), input:checked"

_STATEFUL = f"""() => [...document.querySelectorAll("{_STATES}")].map((one) => {{
  const seen = one.localName === 'input' ? one.closest('label') ?? one : one;
  if (!seen.checkVisibility({{visibilityProperty: true, opacityProperty: true}})) return null;
  const {{left, top, width, height}} = seen.getBoundingClientRect();
  const hit = document.elementFromPoint(left + width / 2, top + height / 2);
  if (width < 3 || !hit || !(seen.contains(hit) || hit.contains(seen))) return null;
  const name = `${{seen.localName}}.${{seen.className}} “${{seen.textContent.trim().slice(0, 30)}}”`;
  return {{name, box: [left - 4, top - 4, width + 8, height + 8]}};
}}).filter(Boolean)"""

_OFF = f"""(off) => {{
  if (off) {{
    globalThis.wasOn = [...document.querySelectorAll("{_STATES}")].map((one) => {{
      const name = ['aria-pressed', 'aria-selected', 'aria-current'].find((each) => one.hasAttribute(each));
      const had = name ? one.getAttribute(name) : '';
      if (name) name === 'aria-current' ? one.removeAttribute(name) : one.setAttribute(name, 'false');
      else one.checked = false;
      return () => {{ if (name) one.setAttribute(name, had); else one.checked = true; }};
    }});
  }} else {{
    for (const again of globalThis.wasOn) again();
    delete globalThis.wasOn;
  }}
}}"""

_REACHED = "a, button, input, select, textarea, summary, [role=tab], [role=menuitem], [tabindex]"


def luminance(colour: Colour) -> float:
    """Relative luminance as WCAG 2 defines it, of a colour in steps of 255."""
    parts = [part / 255 for part in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@lru_cache(maxsize=65536)
def contrast(one: Colour, other: Colour) -> float:
    """From 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def laid_over(colour: list[float], ground: Colour) -> Colour:
    """A colour with alpha as it looks on this ground."""
    red, green, blue, alpha = colour
    return (_mixed(red, ground[0], alpha), _mixed(green, ground[1], alpha), _mixed(blue, ground[2], alpha))


def _mixed(over: float, under: int, alpha: float) -> int:
    return round(over * alpha + under * (1 - alpha))


def worst(colour: list[float], ground: Image.Image) -> float:
    """The contrast of text in this colour on a piece of a picture, but for SHARE of its pixels."""
    counted = cast("list[tuple[int, Colour]]", ground.getcolors(ground.width * ground.height) or [])
    ratios = sorted((contrast(laid_over(colour, behind), behind), count) for count, behind in counted)
    left = SHARE * ground.width * ground.height
    for ratio, count in ratios:
        left -= count
        if left < 0:
            return ratio
    return 21.0


@contextmanager
def _still(page: Page) -> Iterator[None]:
    """A page in which nothing moves, as high as all that is on it."""
    own = page.viewport_size
    assert own is not None
    height = min(MOST_PX, int(page.evaluate("document.scrollingElement.scrollHeight")))
    if height > own["height"]:
        page.set_viewport_size({"width": own["width"], "height": height})
    page.evaluate("scrollTo(0, 0)")
    page.evaluate(_STILL)
    page.evaluate(SETTLED)
    try:
        yield
    finally:
        page.evaluate("document.adoptedStyleSheets = []")
        page.set_viewport_size(own)


def _picture(page: Page) -> Image.Image:
    return Image.open(io.BytesIO(page.screenshot(scale="css"))).convert("RGB")


@contextmanager
def all_are(page: Page, *states: str) -> Iterator[None]:
    """As if everything that can be reached were in these states at once: "hover", "active"."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
    for node in session.send("DOM.querySelectorAll", {"nodeId": root, "selector": _REACHED})["nodeIds"]:
        try:
            session.send("CSS.forcePseudoState", {"nodeId": node, "forcedPseudoClasses": list(states)})
        except Error as error:
            # What somebody did meanwhile drew it anew.
            if "Could not find node" not in str(error):
                raise
    try:
        yield
    finally:
        session.detach()


def low_contrast(page: Page, own_norm: float = 0.0) -> list[str]:
    """Every text, and every field's edge, with too little contrast as the page is drawn now. With `own_norm` text of any size
    needs that much. What is found once only was still on its way between the list of texts and the picture.
    """
    found = _low_contrast(page, own_norm)
    again = set(_low_contrast(page, own_norm)) if found else set()
    return [what for what in found if what in again]


def _low_contrast(page: Page, own_norm: float) -> list[str]:
    found = []
    with _still(page):
        texts: list[dict[str, Any]] = page.evaluate(_TEXTS)
        fields: list[dict[str, Any]] = page.evaluate(_FIELDS)
        page.evaluate(_HIDE, True)
        ground = _picture(page)
        page.evaluate(_HIDE, False)
    for text in texts:
        least = own_norm or (LARGE if text["large"] else TEXT)
        ratio = min(worst(text["colour"], ground.crop(_pixels(box))) for box in text["boxes"])
        if ratio < least - 0.005:
            found.append(f"“{text['words']}” ({text['where']}) {ratio:.2f}, needs {least}")
    for field in fields:
        x, y = round(field["left"]), round(field["y"])
        if x < 4 or y >= ground.height or x + 5 >= ground.width:
            continue
        outside, edge, inside = (_at(ground, x + off, y) for off in (-3, 0, 5))
        ratio = max(contrast(outside, edge), contrast(outside, inside))
        if ratio < EDGE - 0.005:
            found.append(f"edge of {field['name']} {ratio:.2f}, needs {EDGE}")
    return list(dict.fromkeys(found))


def unseen_states(page: Page) -> list[str]:
    """What is pressed, chosen or selected and does not show it but by a colour."""
    with _still(page):
        stateful: list[dict[str, Any]] = page.evaluate(_STATEFUL)
        if not stateful:
            return []
        on = _picture(page)
        page.evaluate(_OFF, True)
        off = _picture(page)
        page.evaluate(_OFF, False)
    return [each["name"] for each in stateful if _told(on.crop(_pixels(each["box"])), off.crop(_pixels(each["box"]))) < STATE_PX]


def _told(on: Image.Image, off: Image.Image) -> int:
    """How many pixels differ so much that who sees no colours sees it."""
    pairs = zip(_colours(on), _colours(off), strict=True)
    return sum(one != other and contrast(one, other) >= EDGE for one, other in pairs)


def _colours(picture: Image.Image) -> list[Colour]:
    channels = iter(picture.tobytes())
    return list(zip(channels, channels, channels, strict=True))


def _pixels(box: list[float]) -> tuple[int, int, int, int]:
    left, top, width, height = box
    return (
        max(0, round(left)),
        max(0, round(top)),
        max(round(left) + 1, round(left + width)),
        max(round(top) + 1, round(top + height)),
    )


def _at(picture: Image.Image, x: int, y: int) -> Colour:
    found = picture.getpixel((x, y))
    assert isinstance(found, tuple)
    return (int(found[0]), int(found[1]), int(found[2]))
