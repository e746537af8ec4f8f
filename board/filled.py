# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A page with a form that was not kept, as it was sent: every field holds what was typed, whatever the template of the page gives
back by itself; the summary names the field at fault and leads to it, and the field says that it is wrong.

It works on the page as it is drawn, so that no form can be forgotten, and none has to do it again.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape, unescape
from html.parser import HTMLParser
from urllib.parse import unquote

from msgspec import Struct

SUMMARY = "refused"
"""The id of what says why a form was not kept."""
MOST_WORDS = 50
"""Texts that stand by themselves; of a form with more the others stand below each other in the last."""
MOST_TOO_FULL = 5
"""Fields of which a summary says that they hold too much; the others say so when these are mended."""
_AS_IT_WAS = ("base_rev", "rev-", "was-", "about_rev", "keep_version", "base_version")
"""How the fields begin that say what stood there when the form was drawn: whoever sends the form again after another refusal
still has not seen what somebody else wrote meanwhile."""
_ALSO_AS_IT_WAS = ("mark", "sha256", "seen")
"""The same by their whole names. With the mark a form that was stored after all, though the answer said otherwise, is not done
twice; what was refused is kept under no mark."""
_BUTTONS = ("submit", "button", "image", "reset")
_NOT_TYPED = (*_BUTTONS, "file", "password")
_NO_WORDS = re.compile(
    r"(?:base_rev|base_version|keep_version|about_rev|rev-|was-|was\.|use-|own\.(?:id|version)).*|.*\.(?:was|foundation|id|principle)"
    r"|mark|key|opening_key|sha256|seen|step|stage|status|level|role|what|out|keep|row|part|do|sure|source|version|category|chosen"
    r"|orientation|is_offered|offered|case|case_id|project_action_id|comment_id|into|into_id|organisation_id|keep_of|framework"
    r"|(?:.*_)?day|time|script|language|perspective|based_on|example|trying|rehearsal|measures|shared|wanted|own_set|own_bare|approach|governance"
)
"""Fields that nobody writes words in: what the page says itself, secrets, and choices."""
_CHOSEN = re.compile(r"[a-z]+(?:[_-][a-z]+)*|[\d:.-]*")
"""How a choice or a day looks; of `value` and `reason` some forms make a choice, and in others they are words."""
_ID = re.compile(r"[A-Za-z]-[A-Za-z0-9_-]+")
"""An organisation that is chosen; where one writes its name, that is words."""
_VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))

_NAMING = ("h2", "h3", "h4", "p", "span", "strong")
"""What a field may be named by where it has no label (`aria-labelledby`)."""

_Attributes = dict[str, str | None]


class SentForm(Struct, frozen=True):
    """A form as it was sent: the path, what was typed by the name of each field, and the field at fault (several with a space
    between), if it is known. `stale`: it was refused since somebody else was first, and the page shows what that was; `anew`
    names fields of which alone that is so. `is_too_long`: more was typed than fits; the page says in which fields.
    """

    path: str
    values: Mapping[str, Sequence[str]]
    field: str = ""
    stale: bool = False
    anew: tuple[str, ...] = ()
    is_too_long: bool = False


class Said(Struct, frozen=True):
    """What a page is to say. `summary` is what says why, for a page that does not say it itself, `error` what the title begins
    with; `words` draws what was typed in fields that the form has no more, and `over` says how many characters may stand in a
    field and how many there are too many.
    """

    summary: str
    error: str
    words: Callable[[tuple[str, ...]], str] = lambda _: ""
    over: Callable[[int, int], str] = lambda _most, _too_many: ""


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
            if each.name in ("label", "legend") or (each.name in _NAMING and "id" in each.attributes):
                each.text += data


def filled_in(page: str, sent: SentForm, said: Said) -> str | None:
    """The page with the form of `sent` as it was sent; None for a page that has no such form."""
    read = _PageReader(page)
    forms = _forms_of(read.found, sent.path)
    form = _form_in(forms, sent)
    if form is None:
        return None
    changed: dict[int, _Tag] = {}
    edits: list[tuple[int, int, str]] = []
    inside = forms[form]
    for each in inside:
        if each.name == "textarea":
            edits += _text_back(page, each, sent)
        else:
            _give_back(each, sent, changed)
    told = next((each for each in read.found if each.get("id") == SUMMARY), None)
    leads = _leading(inside, read.found, sent, said, changed)
    lost = _without_a_field(inside, sent)
    beside_it = said.words(lost) if lost else ""
    if told is None:
        edits.append((form.inside, form.inside, said.summary.replace("</p>", f"{leads}</p>", 1) + beside_it))
    else:
        last = page.rfind("</p>", told.inside, told.end)
        at = last if last >= 0 else told.end
        edits.append((at, at, leads))
        after = page.find(">", told.end) + 1
        edits.append((after, after, beside_it))
    for each in form.around:
        if each.name == "details" and "open" not in each.attributes:
            each.attributes["open"] = None
            changed[each.start] = each
    title = next((each for each in read.found if each.name == "title"), None)
    if title is not None and not page.startswith(said.error, title.inside):
        edits.append((title.inside, title.inside, f"{said.error} "))
    edits += [(each.start, each.inside, _written(each)) for each in changed.values()]
    for start, end, text in sorted(edits, key=lambda edit: edit[:2], reverse=True):
        page = page[:start] + text + page[end:]
    return page


def is_marked(values: Mapping[str, str]) -> bool:
    """Whether a form says which one it is, or what stood there when it was drawn: then it is not done twice, however often it is
    sent.
    """
    return any(text and (name.startswith(_AS_IT_WAS) or name in _ALSO_AS_IT_WAS) for name, text in values.items())


def words_of(fields: Sequence[tuple[str, object]]) -> tuple[str, ...]:
    """What somebody typed in a form, without what he chose and what the page said itself."""
    found = []
    for name, text in fields:
        if not isinstance(text, str) or _NO_WORDS.fullmatch(name) or not text.strip():
            continue
        is_id = name == "organisation" and _ID.fullmatch(text)
        if not is_id and not (name in ("value", "reason", "values") and _CHOSEN.fullmatch(text)):
            found.append(text.replace("\r\n", "\n"))
    if len(found) > MOST_WORDS:
        found[MOST_WORDS - 1 :] = ["\n\n".join(found[MOST_WORDS - 1 :])]
    return tuple(found)


def beside(page: str, words: str, error: str) -> str:
    """The page without a form that was sent, which is not on it any more: `words` say so, with what was typed."""
    heading = page.find("</h1>")
    at = heading + len("</h1>") if heading >= 0 else 0
    return page[:at].replace("<title>", f"<title>{error} ", 1) + words + page[at:]


def _forms_of(found: Sequence[_Tag], path: str) -> dict[_Tag, list[_Tag]]:
    """The forms that are sent to a path, each with what stands in it."""
    forms: dict[_Tag, list[_Tag]] = {each: [] for each in found if each.name == "form" and _is_sent_to(each, path)}
    for each in found if forms else ():
        around = each.within("form")
        if around in forms:
            forms[around].append(each)
    return forms


def _form_in(forms: Mapping[_Tag, Sequence[_Tag]], sent: SentForm) -> _Tag | None:
    """The form that was sent: of several the one whose fields and button have the names that were sent, and no others; of those
    that are alike in this the one that says itself most of what was sent.
    """

    def alike(form: _Tag) -> tuple[int, int]:
        names, always, same = set(), set(), 0
        for each in forms[form]:
            name, kind = each.get("name"), each.get("type")
            if not name or each.name not in ("input", "textarea", "select", "button"):
                continue
            is_button, is_hidden = each.name == "button" or kind == "submit", each.name == "input" and kind == "hidden"
            is_same = (is_button or is_hidden) and each.get("value") in sent.values.get(name, ())
            same += is_same
            if is_same or not is_button:
                names.add(name)
            if not is_button and kind not in ("checkbox", "radio", "file"):
                always.add(name)
        return -len(sent.values.keys() - names) - len(always - sent.values.keys()), same

    return max(forms, key=alike, default=None)


def _without_a_field(inside: Sequence[_Tag], sent: SentForm) -> tuple[str, ...]:
    """The words that were typed in fields which this form has not got."""
    there = set()
    for each in inside:
        is_field = each.name in ("input", "textarea", "select") and each.get("type") not in ("hidden", *_BUTTONS)
        if is_field or each.get("value") in sent.values.get(each.get("name"), ()):
            there.add(each.get("name"))
    return words_of([(name, text) for name, texts in sent.values.items() if name not in there for text in texts])


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
        if _stays(name, sent) and typed[0]:
            tag.attributes["value"] = typed[0]
            changed[tag.start] = tag
    elif tag.name == "input" and typed and kind not in _NOT_TYPED and "readonly" not in tag.attributes:
        tag.attributes["value"] = typed[0]
        changed[tag.start] = tag


def _stays(name: str, sent: SentForm) -> bool:
    """Whether a field in which nobody types stays as it was sent."""
    return not sent.stale and name not in sent.anew and (name.startswith(_AS_IT_WAS) or name in _ALSO_AS_IT_WAS)


def _turn(tag: _Tag, name: str, on: bool, changed: dict[int, _Tag]) -> None:
    if on != (name in tag.attributes):
        if on:
            tag.attributes[name] = None
        else:
            del tag.attributes[name]
        changed[tag.start] = tag


def _leading(inside: Sequence[_Tag], found: Sequence[_Tag], sent: SentForm, said: Said, changed: dict[int, _Tag]) -> str:
    """Links to the fields at fault, with what may stand in one that holds too much. That somebody else was first is no fault of a
    field.
    """
    full = _too_full(inside, sent)[:MOST_TOO_FULL] if sent.is_too_long else []
    links = [f"{link}: {said.over(most, over)}" for name, most, over in full if (link := _named(name, inside, found, changed))]
    if not full and not sent.stale:
        links = [_named(name, inside, found, changed) for name in sent.field.split()]
    return "".join(f" {link}" for link in links if link)


def _too_full(inside: Sequence[_Tag], sent: SentForm) -> list[tuple[str, int, int]]:
    """The fields in which more was typed than they say themselves that fits: the name, how many characters that is (code points,
    as the domain counts them), and how many there are too many.
    """
    found: dict[str, tuple[int, int]] = {}
    for each in inside:
        most = each.get("data-most")
        typed = [text.strip().replace("\r\n", "\n") for text in sent.values.get(each.get("name"), ())]
        over = max(map(len, typed), default=0) - int(most) if most else 0
        if over > 0:
            found.setdefault(each.get("name"), (int(most), over))
    return [(name, *much) for name, much in found.items()]


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
    named = set(field.get("aria-labelledby").split())
    told = label.text if label else field.get("aria-label") or " ".join(each.text for each in found if each.get("id") in named)
    words = " ".join(told.split())
    return f'<a href="#{escape(field.get("id"))}">{escape(words)}</a>' if words else ""


def _written(tag: _Tag) -> str:
    attributes = (f' {name}="{escape(value)}"' if value is not None else f" {name}" for name, value in tag.attributes.items())
    return f"<{tag.name}{''.join(attributes)}>"
