# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many reports as bitmaps: which of them have what, in which order they stand, and how many there are of each kind. Numbers are
those of an index, small and used once. No text is in it but what facets are called.

Who may see which reports is a bitmap that is asked of first: every answer, counts too, is of those alone.
"""

from bisect import insort
from collections import Counter
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from organisation.archive.asking import PER_PAGE, Question
from organisation.archive.facets import FACETS, Choice
from sessions.material.text import Language, Text

NEW_KEYS_AT_ONCE = 200
"""From so many reports on they are put together anew at once, and not one by one."""


class Placed(Struct, frozen=True, gc=False):
    """What the shelf knows of a report: what it has of each facet, and where it stands in the orders. `id` decides where nothing
    else does, so that what is shown follows from what is there, and not from what once was.
    """

    id: str
    facts: dict[str, tuple[Choice, ...]]
    day: str
    title: str


class Counted(Struct, frozen=True, gc=False):
    """A choice with how many reports there are of it, and whether it was chosen."""

    key: str
    label: Text
    count: int
    chosen: bool


class Answer(Struct, frozen=True):
    """What was found: how many, the numbers on this page, which page of how many, and the choices of each facet, the most used
    first. Counts of a facet leave out what was chosen of it.
    """

    total: int
    numbers: tuple[int, ...]
    page: int
    pages: int
    facets: dict[str, tuple[Counted, ...]]


class Shelf:
    """Reports by number. Not for two threads at once."""

    def __init__(self) -> None:
        self._placed: dict[int, Placed] = {}
        self._bits: dict[str, dict[str, int]] = {facet.id: {} for facet in FACETS}
        # By the same key some may be called otherwise ("Eigen Regie"): what most are called by is shown.
        self._labels: dict[str, dict[str, Counter[Text]]] = {facet.id: {} for facet in FACETS}
        self._named: dict[tuple[str, str], Text] = {}
        self._same: dict[Choice, Choice] = {}
        self._by_day: list[tuple[str, str, int]] = []
        self.all = 0
        """Every report there is, as a bitmap."""

    def __len__(self) -> int:
        return len(self._placed)

    @property
    def numbers(self) -> frozenset[int]:
        """Of every report that stands here."""
        return frozenset(self._placed)

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
        for number in news.keys() & self._placed.keys():
            self.take(number)
        numbers: dict[tuple[str, Choice], list[int]] = {}
        for number, placed in news.items():
            facts = {}
            for facet_id, choices in placed.facts.items():
                # One of each for all reports: a quarter of a million would be walked over by every collection of garbage.
                facts[facet_id] = tuple(self._same.setdefault(choice, choice) for choice in choices)
                for choice in facts[facet_id]:
                    numbers.setdefault((facet_id, choice), []).append(number)
            self._placed[number] = replace(placed, facts=facts)
        for (facet_id, choice), those in numbers.items():
            self._bits[facet_id][choice.key] = self._bits[facet_id].get(choice.key, 0) | bitmap(those)
            self._labels[facet_id].setdefault(choice.key, Counter())[choice.label] += len(those)
            self._named.pop((facet_id, choice.key), None)
        self.all |= bitmap(news)
        if len(news) > NEW_KEYS_AT_ONCE:
            self._by_day = sorted((placed.day, placed.id, number) for number, placed in self._placed.items())
        else:
            for number, placed in news.items():
                insort(self._by_day, (placed.day, placed.id, number))

    def take(self, number: int) -> None:
        """Take a report away, and with it what nothing else has."""
        placed = self._placed.pop(number, None)
        if placed is None:
            return
        keep = ~(1 << number)
        self.all &= keep
        self._by_day.remove((placed.day, placed.id, number))
        for facet_id, choices in placed.facts.items():
            for choice in choices:
                self._named.pop((facet_id, choice.key), None)
                left = self._bits[facet_id].get(choice.key, 0) & keep
                if left:
                    self._bits[facet_id][choice.key] = left
                    self._labels[facet_id][choice.key] -= Counter((choice.label,))
                else:
                    self._bits[facet_id].pop(choice.key, None)
                    self._labels[facet_id].pop(choice.key, None)

    def answer(self, question: Question, visible: int, found: int | None, ranks: dict[int, float], lang: Language) -> Answer:
        """What a question gets among those that are visible. `found` are those with the words, None when none were asked for;
        `ranks` says how well each fits, the lowest best.
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
            counts[facet.id] = self._counted(facet.id, of_others, question.chosen(facet.id), lang)
        total = whole.bit_count()
        pages = max(1, -(-total // PER_PAGE))
        page = min(question.page, pages)
        numbers = self._ordered(whole, question, ranks, page * PER_PAGE)[(page - 1) * PER_PAGE :]
        return Answer(total, tuple(numbers), page, pages, counts)

    def newest(self, bits: int, most: int) -> list[int]:
        """The newest of some reports."""
        return self._ordered(bits, Question(), {}, most)

    def ids(self, bits: int) -> list[str]:
        """The ids of some reports, the newest first."""
        return [self._placed[number].id for number in self._by_time(bits, bits.bit_count())]

    def days(self, most: int) -> list[tuple[str, str]]:
        """The ids of the newest reports, each with its day."""
        return [(case_id, day) for day, case_id, _ in self._by_day[: -most - 1 : -1]]

    def _counted(self, facet_id: str, base: int, chosen: tuple[str, ...], lang: Language) -> tuple[Counted, ...]:
        found = [
            Counted(key, self.label(facet_id, key) or Text(key, key), count, key in chosen)
            for key, bits in self._bits[facet_id].items()
            if (count := (bits & base).bit_count()) or key in chosen
        ]
        known = {each.key for each in found}
        # What was chosen can be taken back, also where no report has it any more.
        found += [Counted(key, Text(key, key), 0, chosen=True) for key in chosen if key not in known]
        return tuple(sorted(found, key=lambda each: (-each.count, each.label.in_(lang), each.key)))

    def _ordered(self, bits: int, question: Question, ranks: dict[int, float], most: int) -> list[int]:
        placed = self._placed
        if question.order == "best" and ranks:
            return sorted(self._by_time(bits, bits.bit_count()), key=lambda number: ranks.get(number, 0.0))[:most]
        if question.order == "title":
            return sorted(numbers_of(bits), key=lambda number: (placed[number].title.casefold(), placed[number].id))[:most]
        return self._by_time(bits, most, oldest=question.order == "oldest")

    def _by_time(self, bits: int, most: int, *, oldest: bool = False) -> list[int]:
        has = bits.to_bytes(bits.bit_length() // 8 + 1, "little")
        found: list[int] = []
        for _, _, number in self._by_day if oldest else reversed(self._by_day):
            at = number >> 3
            if at < len(has) and has[at] >> (number & 7) & 1:
                found.append(number)
                if len(found) >= most:
                    break
        return found


def bitmap(numbers: Iterable[int]) -> int:
    """Numbers as a bitmap."""
    those = list(numbers)
    if not those:
        return 0
    found = bytearray(max(those) // 8 + 1)
    for number in those:
        found[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(found, "little")


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
