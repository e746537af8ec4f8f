# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of the archive: what was found, a value's page, a tension's page. Every state of them is an address, and everything
works without JavaScript.
"""

from collections.abc import Mapping, Sequence
from urllib.parse import quote, quote_plus, urlencode

from markupsafe import Markup
from msgspec import Struct

from board.calendar_file import ZONE
from board.case_feeds import moment
from board.dates import moment_text, spoken
from board.rendering import render
from organisation.archive.asking import ORDERS, Order, Question
from organisation.archive.earlier import Earlier
from organisation.archive.exchange import Wrong
from organisation.archive.facets import FACETS, SHARED_SINCE, Names
from organisation.archive.shelf import Answer, Counted
from organisation.archive.texts import Piece, body_of, marked, snippet
from organisation.dossier.report_state import PublicReport
from organisation.members.seen import View
from organisation.report.content import ReportContent
from sessions.material.framework import Framework
from sessions.material.text import Language, Text

PATH = "/archief"
ORDER_NAMES: dict[Order, str] = {"best": "best", "newest": "nieuw", "oldest": "oud", "title": "titel"}
"""How orders are called in addresses."""


class Where(Struct, frozen=True):
    """Whose archive it is: everybody's, or that of an organisation, for a member who sees so much of it."""

    base: str = PATH
    seen: View | None = None

    @property
    def scope(self) -> str:
        """Of which organisation; empty for everybody's."""
        return self.seen.id if self.seen else ""

    def value(self, key: str) -> str:
        """Where a value's page is."""
        return f"{self.base}/waarde/{quote(key, safe='')}"

    def tension(self, key: str) -> str:
        """Where a tension's page is."""
        return f"{self.base}/spanning/{quote(key, safe='')}"

    def report(self, case_id: str) -> str:
        """Where a report is."""
        return f"/lezen/{case_id}" if self.seen else f"/verslag/{case_id}"


EVERYBODY = Where()


def of_members(seen: View) -> Where:
    """The archive of an organisation."""
    return Where(f"/organisatie/{seen.id}/archief", seen)


class Standing(Struct, frozen=True):
    """How many reports there are, and up to when that is so (0 while nobody knows)."""

    count: int
    checked_ms: int


class Toggle(Struct, frozen=True):
    """A choice with the address at which it is made, or taken back."""

    counted: Counted
    label: str
    address: str


class FacetShown(Struct, frozen=True):
    """A facet as it is shown: its choices, how many more there are, and where those are; empty when nowhere."""

    id: str
    name: str
    toggles: Sequence[Toggle]
    more: int
    all_at: str
    chosen: bool


class HitShown(Struct, frozen=True):
    """A report that was found, with what of it was looked for."""

    case_id: str
    public: PublicReport
    title: Markup
    snippet: Markup
    done: int

    @property
    def content(self) -> ReportContent:
        """What the report says."""
        return self.public.content


class Address:
    """Addresses of one question, with something else in it."""

    def __init__(self, question: Question, lang: Language, base: str = PATH) -> None:
        self._question = question
        self._base = base
        self._lang = lang
        # Written out once: a page has a hundred addresses, and they differ in one part.
        self._typed = [urlencode([("q", question.typed)])] if question.typed else []
        self._chosen = [(facet.id, key, _part(facet.id, key)) for facet in FACETS for key in question.chosen(facet.id)]
        self._places = {facet.id: place for place, facet in enumerate(FACETS)}

    def toggled(self, facet_id: str, key: str, ending: str = "") -> str:
        """With a choice, or without it when it is there; as data with an `ending`."""
        parts = [part for facet, other, part in self._chosen if (facet, other) != (facet_id, key)]
        if len(parts) == len(self._chosen):
            place = self._places[facet_id]
            before = sum(self._places[facet] <= place for facet, _, _ in self._chosen)
            parts.insert(before, _part(facet_id, key))
        return self._of(chosen=parts, ending=ending)

    def ordered(self, order: Order) -> str:
        """In another order."""
        return self._of(order=order)

    def paged(self, page: int, ending: str = "") -> str:
        """Another page; as data with an `ending`."""
        return self._of(page=page, ending=ending)

    def widened(self, facet_id: str, ending: str = "") -> str:
        """With more choices of a facet."""
        return f"{self._of(wide=facet_id, ending=ending)}{'' if ending else f'#{facet_id}'}"

    def taken(self) -> str:
        """What was found as a file for another archive."""
        path, _, asked = self._of().partition("?")
        return f"{path}/meenemen.json{'?' if asked else ''}{asked}"

    def file(self, ending: str) -> str:
        """The same answer as data."""
        return self._of(ending=ending)

    def _of(
        self,
        *,
        chosen: Sequence[str] | None = None,
        order: Order | None = None,
        page: int = 1,
        wide: str = "",
        ending: str = "",
    ) -> str:
        question = self._question
        parts = [*self._typed, *([part for _, _, part in self._chosen] if chosen is None else chosen)]
        wanted = order or question.order
        if wanted != ("best" if question.terms else "newest"):
            parts.append(f"sorteer={ORDER_NAMES[wanted]}")
        if page > 1:
            parts.append(f"pagina={page}")
        if wide := wide or question.wide:
            parts.append(f"alles={wide}")
        if self._lang != "nl":
            parts.append(f"taal={self._lang}")
        path = f"{self._base}.{ending}" if ending else self._base
        return f"{path}?{'&'.join(parts)}" if parts else path


def _part(facet_id: str, key: str) -> str:
    return f"{facet_id}={quote_plus(key)}"


def archive_page(
    *,
    lang: Language,
    question: Question,
    answer: Answer,
    hits: Sequence[tuple[str, PublicReport]],
    standing: Standing,
    where: Where = EVERYBODY,
) -> str:
    """`/archief`: a form (GET: `q`, and the choices as hidden fields), what was found, and the facets."""
    address = Address(question, lang, where.base)
    named = {facet.id: facet.name for facet in FACETS} | ({"periode": SHARED_SINCE} if where.seen else {})
    facets = [_facet(facet.id, named[facet.id].in_(lang), answer, address, lang, question.wide) for facet in FACETS]
    return render(
        "archive.html",
        lang,
        question=question,
        answer=answer,
        standing=standing,
        as_of=_as_of(standing, lang),
        hits=[_hit(case_id, public, question) for case_id, public in hits],
        facets=[facet for facet in facets if facet.toggles],
        chosen=[(facet.name, toggle) for facet in facets for toggle in facet.toggles if toggle.counted.chosen],
        hidden=[(facet_id, key) for facet_id, keys in question.choices for key in keys],
        orders=[(order, ORDER_NAMES[order], address.ordered(order)) for order in ORDERS if order != "best" or question.terms],
        order_name="" if question.order in ("best", "newest") else ORDER_NAMES[question.order],
        pages=_pages(answer, address),
        json=address.file("json"),
        atom=address.file("atom"),
        file=address.taken(),
        here=address.paged(question.page),
        day_in=lambda day: spoken(day, lang),
        where=where,
    )


def taking_page(
    *, lang: Language, seen: View, wrong: Wrong | None = None, outcome: Struct | None = None, given_by: str = ""
) -> str:
    """`/archief/inlezen`: the form that posts `organisation` and `file`, and what became of a file that was sent."""
    return render("archive_take.html", lang, seen=seen, wrong=wrong, outcome=outcome, given_by=given_by, where=of_members(seen))


def value_page(
    *,
    lang: Language,
    key: str,
    label: Text,
    about: Text | None,
    earlier: Earlier,
    count: int,
    used: int,
    standing: Standing,
    names: Names,
    where: Where = EVERYBODY,
) -> str:
    """`/archief/waarde/<key>`: what earlier cases did with a value. `about` is what the value is, of an own one nothing is known.
    `count` reports have it; the page is made of the newest `used` of them.
    """
    return render(
        "archive_value.html",
        lang,
        key=key,
        label=label,
        about=about,
        earlier=earlier,
        count=count,
        used=used,
        measure_of=names.known_measure,
        as_of=_as_of(standing, lang),
        day_in=lambda day: spoken(day, lang),
        where=where,
    )


def tension_page(
    *,
    lang: Language,
    key: str,
    label: Text,
    earlier: Earlier,
    count: int,
    used: int,
    standing: Standing,
    values: Sequence[tuple[str, Text]],
    names: Names,
    where: Where = EVERYBODY,
) -> str:
    """`/archief/spanning/<key>`: what earlier cases chose where values clash, which are `values` with their keys."""
    return render(
        "archive_tension.html",
        lang,
        key=key,
        label=label,
        earlier=earlier,
        count=count,
        used=used,
        measure_of=names.known_measure,
        values=values,
        as_of=_as_of(standing, lang),
        day_in=lambda day: spoken(day, lang),
        where=where,
    )


def values_page(
    *,
    lang: Language,
    framework: Framework,
    counts: Mapping[str, int],
    names: Names,
    standing: Standing,
    own: Sequence[tuple[str, Text, int]] = (),
    where: Where = EVERYBODY,
) -> str:
    """`/archief/waarde`: all values of the framework, each with how many reports have it (`counts`, by key), and `own` ones of
    organisations.
    """
    groups = []
    for principle in framework.principles:
        of_it = [value for value in framework.values if value.principle == principle.id]
        keyed = [(choice.key, value) for value in of_it if (choice := names.value(value.name.nl)) is not None]
        groups.append((principle, [(key, value, counts.get(key, 0)) for key, value in keyed]))
    return render("archive_values.html", lang, groups=groups, own=own, as_of=_as_of(standing, lang), where=where)


def _as_of(standing: Standing, lang: Language) -> str:
    """Up to when the archive is, as people in the Netherlands say it; empty while nobody knows."""
    return moment_text(moment(standing.checked_ms).astimezone(ZONE), lang) if standing.checked_ms else ""


def _facet(facet_id: str, name: str, answer: Answer, address: Address, lang: Language, wide: str) -> FacetShown:
    counts = answer.facets[facet_id]
    counted: Sequence[Counted] = counts.choices
    if facet_id == "periode":
        counted = sorted(counted, key=lambda each: each.key, reverse=True)
    toggles = [Toggle(each, each.label.in_(lang), address.toggled(facet_id, each.key)) for each in counted]
    all_at = address.widened(facet_id) if counts.more and facet_id != wide else ""
    return FacetShown(facet_id, name, toggles, counts.more, all_at, any(each.chosen for each in counted))


def _hit(case_id: str, public: PublicReport, question: Question) -> HitShown:
    content = public.content
    done = sum(action.status == "done" for action in content.actions)
    found = snippet(body_of(content), question.terms)
    return HitShown(case_id, public, _marked(marked(content.title, question.terms)), _marked(found), done)


def _marked(pieces: Sequence[Piece]) -> Markup:
    """Pieces with what was looked for marked in them."""
    return Markup("").join(_MARK.format(piece.text) if piece.found else piece.text for piece in pieces)


_MARK = Markup('<mark class="codio-archive__mark">{}</mark>')


def _pages(answer: Answer, address: Address) -> list[tuple[int, str]]:
    """The pages that are one step away, the first and the last; 0 for those that are left out in between."""
    near = sorted({1, answer.pages, *(n for n in range(answer.page - 2, answer.page + 3) if 1 <= n <= answer.pages)})
    found: list[tuple[int, str]] = []
    for number in near:
        if found and number > found[-1][0] + 1:
            found.append((0, ""))
        found.append((number, address.paged(number)))
    return found
