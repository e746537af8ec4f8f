# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many reports as bitmaps: which of them have what, in which order they stand, and how many there are of each kind. Numbers are
those of an index, small and used once. No text is in it but what facets are called.

Who may see which reports is a bitmap that is asked of first: every answer, counts too, is of those alone.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from organisation.archive.asking import PER_PAGE, Question
from organisation.archive.facets import FACETS, OWN, Choice
from organisation.archive.folding import folded_text
from sessions.material.text import Language, Text

FEW = 400
"""So many reports are sorted quicker than they are looked for among all."""
SHOWN = 8
"""Choices of a facet in an answer, and those that were chosen."""
SHOWN_WIDE = 200
"""Choices of the facet that a question is wide of: more than anybody reads, and a page of them is half a megabyte at most."""


class Placed(Struct, frozen=True, gc=False):
    """What the shelf knows of a report: what it has of each facet, and where it stands in the orders. `id` decides where nothing
    else does, so that what is shown follows from what is there, and not from what once was.
    """

    id: str
    facts: dict[str, tuple[Choice, ...]]
    day: str
    title: str


class _Kept(Struct, frozen=True, gc=False):
    """A report as it stands here; `choices` are places in the list of all choices. No collection of garbage walks over it."""

    id: str
    day: str
    title: str
    choices: tuple[int, ...]


class Counted(Struct, frozen=True, gc=False):
    """A choice with how many reports there are of it, and whether it was chosen."""

    key: str
    label: Text
    count: int
    chosen: bool


class Counts(Struct, frozen=True):
    """Choices of a facet, the most used first, and how many more there are."""

    choices: tuple[Counted, ...]
    more: int


class Answer(Struct, frozen=True):
    """What was found: how many, the numbers on this page, which page of how many, and of each facet the choices that are used
    most. Counts of a facet leave out what was chosen of it.
    """

    total: int
    numbers: tuple[int, ...]
    page: int
    pages: int
    facets: dict[str, Counts]


class Shelf:
    """Reports by number. Not for two threads at once."""

    def __init__(self) -> None:
        self._kept: dict[int, _Kept] = {}
        self._bits: dict[str, dict[str, int]] = {facet.id: {} for facet in FACETS}
        # By the same key some may be called otherwise ("Eigen Regie"): what most are called by is shown.
        self._labels: dict[str, dict[str, Counter[Text]]] = {facet.id: {} for facet in FACETS}
        self._named: dict[tuple[str, str], Text] = {}
        self._choices: list[tuple[str, Choice]] = []
        self._places: dict[tuple[str, Choice], int] = {}
        self._by_day: list[tuple[str, str, int]] = []
        self._by_title: list[tuple[str, str, int]] = []
        self.all = 0
        """Every report there is, as a bitmap."""

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def numbers(self) -> frozenset[int]:
        """Of every report that stands here."""
        return frozenset(self._kept)

    @property
    def last_day(self) -> str:
        """The day since which the newest is public (ISO 8601); empty when there is none."""
        return self._by_day[-1][0] if self._by_day else ""

    def label(self, facet_id: str, key: str) -> Text | None:
        """What a choice is called; None when no report has it."""
        known = self._named.get((facet_id, key))
        if known is None and (labels := self._labels.get(facet_id, {}).get(key)):
            known = self._named[facet_id, key] = max(labels, key=lambda label: (labels[label], label.nl))
        return known

    def bits(self, facet_id: str, keys: Iterable[str]) -> int:
        """The reports that have any of these choices."""
        found, of_facet = 0, self._bits.get(facet_id, {})
        for key in keys:
            found |= of_facet.get(key, 0)
        return found

    def put(self, news: dict[int, Placed]) -> None:
        """Put reports in their places; one that stands there already is replaced."""
        if not news:
            return
        for number in news.keys() & self._kept.keys():
            self.take(number)
        numbers: dict[int, list[int]] = {}
        for number, placed in news.items():
            those = tuple(self._place(facet_id, choice) for facet_id, choices in placed.facts.items() for choice in choices)
            self._kept[number] = _Kept(placed.id, placed.day, placed.title.casefold(), those)
            for place in those:
                numbers.setdefault(place, []).append(number)
        for place, of_it in numbers.items():
            facet_id, choice = self._choices[place]
            self._bits[facet_id][choice.key] = self._bits[facet_id].get(choice.key, 0) | bitmap(of_it)
            self._labels[facet_id].setdefault(choice.key, Counter())[choice.label] += len(of_it)
            self._named.pop((facet_id, choice.key), None)
        self.all |= bitmap(news)
        # Nearly in order already: that takes one walk.
        new = [(number, self._kept[number]) for number in news]
        self._by_day += [(kept.day, kept.id, number) for number, kept in new]
        self._by_day.sort()
        self._by_title += [(kept.title, kept.id, number) for number, kept in new]
        self._by_title.sort()

    def _place(self, facet_id: str, choice: Choice) -> int:
        """One of each for all reports: a quarter of a million would be much to keep."""
        place = self._places.setdefault((facet_id, choice), len(self._choices))
        if place == len(self._choices):
            self._choices.append((facet_id, choice))
        return place

    def take(self, number: int) -> None:
        """Take a report away, and with it what nothing else has."""
        kept = self._kept.pop(number, None)
        if kept is None:
            return
        keep = ~(1 << number)
        self.all &= keep
        del self._by_day[bisect_left(self._by_day, (kept.day, kept.id, number))]
        del self._by_title[bisect_left(self._by_title, (kept.title, kept.id, number))]
        for place in kept.choices:
            facet_id, choice = self._choices[place]
            self._named.pop((facet_id, choice.key), None)
            left = self._bits[facet_id].get(choice.key, 0) & keep
            if left:
                self._bits[facet_id][choice.key] = left
                self._labels[facet_id][choice.key] -= Counter((choice.label,))
            else:
                self._bits[facet_id].pop(choice.key, None)
                self._labels[facet_id].pop(choice.key, None)

    def answer(
        self, question: Question, visible: int, found: int | None, best: int, lang: Language, *, shown: int = SHOWN
    ) -> Answer:
        """What a question gets among those that are visible. `found` are those with the words, None when none were asked for;
        `best` those of them that come first when the best are asked for. Of each facet so many choices are `shown`.
        """
        base = visible & self.all if found is None else visible & self.all & found
        chosen = {facet_id: self.bits(facet_id, keys) for facet_id, keys in question.choices}
        whole = base
        for bits in chosen.values():
            whole &= bits
        counts = {}
        for facet in FACETS:
            of_others = base
            for facet_id, bits in chosen.items():
                if facet_id != facet.id:
                    of_others &= bits
            most = SHOWN_WIDE if facet.id == question.wide else shown
            counts[facet.id] = self._counted(facet.id, of_others, question.chosen(facet.id), lang, most)
        total = whole.bit_count()
        pages = max(1, -(-total // PER_PAGE))
        page = min(question.page, pages)
        numbers = self._ordered(whole, question, best, page * PER_PAGE)[(page - 1) * PER_PAGE :]
        return Answer(total, tuple(numbers), page, pages, counts)

    def counts(self, facet_id: str) -> dict[str, int]:
        """How many reports have each choice of a facet."""
        return {key: bits.bit_count() for key, bits in self._bits[facet_id].items()}

    def own(self, facet_id: str, most: int) -> list[tuple[str, Text, int]]:
        """Of the choices that are organisations' own those that most reports have, by name: key, name, reports."""
        counted = {key: count for key, count in self.counts(facet_id).items() if key.startswith(OWN) and count}
        used = sorted(counted, key=lambda key: (-counted[key], key))[:most]
        return sorted(
            ((key, label, counted[key]) for key in used if (label := self.label(facet_id, key)) is not None),
            key=lambda each: folded_text(each[1].nl),
        )

    def newest(self, bits: int, most: int) -> list[int]:
        """The newest of some reports."""
        return self._in_order(bits & self.all, self._by_day, most, backward=True)

    def ids(self, bits: int) -> list[str]:
        """The ids of some reports, the newest first."""
        return [self._kept[number].id for number in self.newest(bits, bits.bit_count())]

    def days(self, most: int) -> list[tuple[str, str]]:
        """The ids of the newest reports, each with its day."""
        return [(case_id, day) for day, case_id, _ in self._by_day[: -most - 1 : -1]]

    def _counted(self, facet_id: str, base: int, chosen: tuple[str, ...], lang: Language, most: int) -> Counts:
        found = [(count, key) for key, bits in self._bits[facet_id].items() if (count := (bits & base).bit_count())]
        total = len(found)
        if total > most:
            # Which names are compared: of those alone that may be among the first.
            least = sorted((count for count, _ in found), reverse=True)[most - 1]
            found = [each for each in found if each[0] >= least]
        named = [Counted(key, self.label(facet_id, key) or Text(key, key), count, key in chosen) for count, key in found]
        named.sort(key=lambda each: (-each.count, each.label.in_(lang), each.key))
        first = named[:most]
        # What was chosen can be taken back, also where it is not among the first, or no report has it any more.
        there = {each.key for each in first}
        of_facet = self._bits[facet_id]
        late = [
            Counted(key, self.label(facet_id, key) or Text(key, key), (of_facet.get(key, 0) & base).bit_count(), chosen=True)
            for key in chosen
            if key not in there
        ]
        late.sort(key=lambda each: (-each.count, each.label.in_(lang), each.key))
        return Counts((*first, *late), total - len(first) - sum(each.count > 0 for each in late))

    def _ordered(self, bits: int, question: Question, best: int, most: int) -> list[int]:
        if question.order == "title":
            return self._in_order(bits, self._by_title, most)
        if question.order == "oldest":
            return self._in_order(bits, self._by_day, most)
        if question.order == "best" and best:
            first = self.newest(bits & best, most)
            return first + (self.newest(bits & ~best, most - len(first)) if len(first) < most else [])
        return self.newest(bits, most)

    def _in_order(self, bits: int, order: Sequence[tuple[str, str, int]], most: int, *, backward: bool = False) -> list[int]:
        kept, is_by_day = self._kept, order is self._by_day
        if bits.bit_count() <= FEW:
            keys = [(kept[n].day if is_by_day else kept[n].title, kept[n].id, n) for n in numbers_of(bits)]
            return [number for _, _, number in sorted(keys, reverse=backward)[:most]]
        has = bits.to_bytes(bits.bit_length() // 8 + 1, "little")
        end, found = len(has), list[int]()
        for _, _, number in reversed(order) if backward else order:
            at = number >> 3
            if at < end and has[at] >> (number & 7) & 1:
                found.append(number)
                if len(found) >= most:
                    break
        return found


def bitmap(numbers: Iterable[int]) -> int:
    """Numbers as a bitmap."""
    those = list(numbers)
    # A digit for each number, the highest first: reading such a text is quicker than setting bit by bit.
    has = bytearray(max(those, default=0) + 1)
    for number in those:
        has[number] = 1
    return int(has.translate(_DIGITS)[::-1], 2)


_DIGITS = b"01" + bytes(254)


def numbers_of(bits: int) -> list[int]:
    """The numbers in a bitmap, the lowest first."""
    found = []
    for at, byte in enumerate(bits.to_bytes(bits.bit_length() // 8 + 1, "little")):
        left = byte
        while left:
            low = left & -left
            found.append(at * 8 + low.bit_length() - 1)
            left ^= low
    return found
