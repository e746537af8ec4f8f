# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A page with a form that was not kept, as it was sent: every field holds what was typed, whatever the template of the page gives
back by itself; the summary names the field at fault and leads to it, and the field says that it is wrong.

It works on the page as it is drawn, so that no form can be forgotten, and none has to do it again.
"""

import re
from collections.abc import Mapping, Sequence
from html import escape, unescape
from html.parser import HTMLParser
from urllib.parse import unquote

from msgspec import Struct

SUMMARY = "refused"
"""The id of what says why a form was not kept."""
_AS_IT_WAS = ("base_rev", "rev-", "was-", "about_rev", "keep_version", "base_version")
"""How the fields begin that say what stood there when the form was drawn: whoever sends the form again after another refusal
still has not seen what somebody else wrote meanwhile."""
_NOT_TYPED = ("submit", "button", "image", "reset", "file", "password")
_NO_WORDS = re.compile(
    r"(?:base_rev|base_version|keep_version|about_rev|rev-|was-|was\.|use-|own\.(?:id|version)).*|.*\.(?:was|foundation|id|principle)"
    r"|mark|key|opening_key|sha256|seen|step|stage|status|level|role|what|out|keep|row|part|do|sure|source|version|category|chosen"
    r"|orientation|is_offered|offered|case|case_id|project_action_id|comment_id|into|into_id|organisation_id|keep_of|framework"
    r"|script|language|perspective|based_on|example|trying|rehearsal|measures|shared|wanted|own_set|own_bare|approach|governance"
)
"""Fields that nobody writes words in: what the page says itself, secrets, and choices."""
_CHOSEN = re.compile(r"[a-z]+(?:[_-][a-z]+)*|[\d:.-]*")
"""How a choice or a day looks; of `value` and `reason` some forms make a choice, and in others they are words."""
_VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))

_Attributes = dict[str, str | None]


class SentForm(Struct, frozen=True):
    """A form as it was sent: the path, what was typed by the name of each field, and the field at fault (several with a space
    between), if it is known. `stale`: it was refused since somebody else was first, and the page shows what that was.
    """

    path: str
    values: Mapping[str, Sequence[str]]
    field: str = ""
    stale: bool = False


class _Tag:
    """An element with what stands around it: `start` and `inside` are where its tag begins and ends, `end` where it closes."""

    def __init__(self, name: str, attributes: _Attributes, start: int, inside: int, around: Sequence["_Tag"]) -> None:
        self.name, self.attributes, self.start, self.inside = name, attributes, start, inside
        self.end = inside
        self.around = tuple(around)
        self.text = ""

    def get(self, name: str) -> str:
        return self.attributes.get(name) or ""

    def within(self, name: str) -> "_Tag | None":
        return next((each for each in reversed(self.around) if each.name == name), None)


class _PageReader(HTMLParser):
    """All elements of a page of ours, in order; its tags are balanced but for those that HTML closes by itself."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[_Tag] = []
        self._open: list[_Tag] = []
        self._lines = [0]
        for line in page.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self.feed(page)
        self.close()

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        start = self._at()
        made = _Tag(tag, dict(attrs), start, start + len(self.get_starttag_text() or ""), self._open)
        self.found.append(made)
        if tag not in _VOID:
            self._open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        start = self._at()
        self.found.append(_Tag(tag, dict(attrs), start, start + len(self.get_starttag_text() or ""), self._open))

    def handle_endtag(self, tag: str) -> None:
        if any(each.name == tag for each in self._open):
            while (last := self._open.pop()).name != tag:
                last.end = self._at()
            last.end = self._at()

    def handle_data(self, data: str) -> None:
        for each in self._open:
            if each.name in ("label", "legend"):
                each.text += data


def filled_in(page: str, sent: SentForm, summary: str, error: str) -> str | None:
    """The page with the form of `sent` as it was sent; None for a page that has no such form. `summary` is what says why, for a
    page that does not say it itself, and `error` what the title begins with.
    """
    read = _PageReader(page)
    form = _form_in(read.found, sent)
    if form is None:
        return None
    changed: dict[int, _Tag] = {}
    edits: list[tuple[int, int, str]] = []
    inside = [each for each in read.found if form in each.around]
    for each in inside:
        if each.name == "textarea":
            edits += _text_back(page, each, sent)
        else:
            _give_back(each, sent, changed)
    # That somebody else was first is no fault of a field.
    links = [_named(name, inside, read.found, changed) for name in sent.field.split() if not sent.stale]
    told = next((each for each in read.found if each.get("id") == SUMMARY), None)
    leads = "".join(f" {link}" for link in links if link)
    if told is None:
        edits.append((form.inside, form.inside, summary.replace("</p>", f"{leads}</p>", 1)))
    elif leads:
        last = page.rfind("</p>", told.inside, told.end)
        edits.append((last, last, leads) if last >= 0 else (told.end, told.end, leads))
    for each in form.around:
        if each.name == "details" and "open" not in each.attributes:
            each.attributes["open"] = None
            changed[each.start] = each
    title = next((each for each in read.found if each.name == "title"), None)
    if title is not None and not page.startswith(error, title.inside):
        edits.append((title.inside, title.inside, f"{error} "))
    edits += [(each.start, each.inside, _written(each)) for each in changed.values()]
    for start, end, text in sorted(edits, key=lambda edit: edit[:2], reverse=True):
        page = page[:start] + text + page[end:]
    return page


def words_of(fields: Sequence[tuple[str, object]]) -> tuple[str, ...]:
    """What somebody typed in a form, without what he chose and what the page said itself."""
    found = []
    for name, text in fields:
        if not isinstance(text, str) or _NO_WORDS.fullmatch(name) or not text.strip():
            continue
        if not (name in ("value", "reason", "values") and _CHOSEN.fullmatch(text)):
            found.append(text.replace("\r\n", "\n"))
    return tuple(found)


def beside(page: str, words: str, error: str) -> str:
    """The page without a form that was sent, which is not on it any more: `words` say so, with what was typed."""
    heading = page.find("</h1>")
    at = heading + len("</h1>") if heading >= 0 else 0
    return page[:at].replace("<title>", f"<title>{error} ", 1) + words + page[at:]


def _form_in(found: Sequence[_Tag], sent: SentForm) -> _Tag | None:
    """The form that was sent, by its path; of several the one whose hidden fields say most of what was sent."""
    forms = [each for each in found if each.name == "form" and _is_sent_to(each, sent.path)]

    def alike(form: _Tag) -> int:
        hidden = (each for each in found if form in each.around and each.get("type") == "hidden")
        return sum(each.get("value") in sent.values.get(each.get("name"), ()) for each in hidden)

    return max(forms, key=alike, default=None)


def _is_sent_to(form: _Tag, path: str) -> bool:
    return form.get("method").lower() == "post" and unquote(form.get("action").partition("#")[0].partition("?")[0]) == path


def _text_back(page: str, tag: _Tag, sent: SentForm) -> list[tuple[int, int, str]]:
    """How the page is changed for the text of a field, which HTML lets begin on the line below its tag."""
    typed = sent.values.get(tag.get("name"))
    there = unescape(page[tag.inside : tag.end]).removeprefix("\n")
    if not typed or typed[0].replace("\r\n", "\n") == there:
        return []
    return [(tag.inside, tag.end, f"\n{escape(typed[0], quote=False)}")]


def _give_back(tag: _Tag, sent: SentForm, changed: dict[int, _Tag]) -> None:
    """Put what was typed in a field; one that was not sent at all keeps what the page says, but for a box without a tick. A
    made-up choice ticks nothing.
    """
    name, kind = tag.get("name"), tag.get("type") or "text"
    typed = sent.values.get(name)
    if tag.name == "option":
        chosen = tag.within("select")
        typed = sent.values.get(chosen.get("name")) if chosen else None
        if typed is not None:
            _turn(tag, "selected", tag.get("value") in typed, changed)
    elif tag.name == "input" and kind in ("checkbox", "radio"):
        if typed is not None or kind == "checkbox":
            _turn(tag, "checked", tag.get("value") in (typed or ()), changed)
    elif tag.name == "input" and typed and kind == "hidden":
        if not sent.stale and name.startswith(_AS_IT_WAS):
            tag.attributes["value"] = typed[0]
            changed[tag.start] = tag
    elif tag.name == "input" and typed and kind not in _NOT_TYPED and "readonly" not in tag.attributes:
        tag.attributes["value"] = typed[0]
        changed[tag.start] = tag


def _turn(tag: _Tag, name: str, on: bool, changed: dict[int, _Tag]) -> None:
    if on != (name in tag.attributes):
        if on:
            tag.attributes[name] = None
        else:
            del tag.attributes[name]
        changed[tag.start] = tag


def _named(name: str, inside: Sequence[_Tag], found: Sequence[_Tag], changed: dict[int, _Tag]) -> str:
    """A link to the field of this name, in the words of its label; the field says that it is wrong. Empty for no such field."""
    field = next((each for each in inside if each.get("name") == name and each.get("type") != "hidden"), None)
    if field is None or field.name not in ("input", "select", "textarea"):
        return ""
    several = field.get("type") in ("radio", "checkbox")
    fieldset = field.within("fieldset") if several else None
    label = next((each for each in found if each.name == "label" and each.get("for") == field.get("id") != ""), None)
    label = label or (field.within("label"))
    if fieldset is not None:
        label = next((each for each in found if each.name == "legend" and fieldset in each.around), label)
    if not field.get("id"):
        field.attributes["id"] = f"wrong-{name}"
    at = fieldset or field
    described = [each for each in at.get("aria-describedby").split() if each != SUMMARY]
    at.attributes["aria-describedby"] = " ".join([*described, SUMMARY])
    if not several:
        field.attributes["aria-invalid"] = "true"
    changed[at.start] = at
    changed[field.start] = field
    words = " ".join((label.text if label else field.get("aria-label")).split())
    return f'<a href="#{escape(field.get("id"))}">{escape(words)}</a>' if words else ""


def _written(tag: _Tag) -> str:
    attributes = (f' {name}="{escape(value)}"' if value is not None else f" {name}" for name, value in tag.attributes.items())
    return f"<{tag.name}{''.join(attributes)}>"
