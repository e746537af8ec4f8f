# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A poster as PDF, picture and drawing, looked at by other means than those that made it."""

from __future__ import annotations

import re
import sys
from functools import cache
from xml.etree import ElementTree as ET

import msgspec
import pytest
from msgspec.structs import replace

from board.papers.look import PLAIN
from board.papers.making import Job, job, make
from board.papers.poster import FILES, File, FixedPoster
from board.papers.typesetting import logo_problem
from board.theme.house_style import HouseStyle
from server.papers.makers import Maker
from server.papers.papers import CHILD, MAX_FILE_BYTES
from sessions.material.credit import Credit
from sessions.material.framework import FOUNDATION_IDS
from sessions.topics.canonical import sha256_hex
from sessions.topics.poster import (
    ActionLine,
    ChecklistLine,
    DecisionLine,
    PosterContent,
    TensionLine,
    ValueLine,
    canonical_poster,
)
from tests.board.papers.looking import (
    alternatives,
    attachments,
    facts,
    failed_rules,
    filled,
    letters_pt,
    off_the_page,
    over_each_other,
    smallest_pt,
    tags,
    text_of,
)
from tests.patience import patient

SEAL = "versie"
LONG = ("Een lange tekst over beeldherkenning in de openbare ruimte, met uitleg voor wie er woont. " * 6)[:500]
STRANGE = (
    "漢 ẹ → ✓ \U0001f469\u200d\U0001f467 <b>#let x = 1</b> $a_1$ \\n *niet vet* @bron https://example.nl/"
    + "a1" * 60
    + " "
    + "x" * 200
)


def fixed(
    entries: int, words: str = "", title: str = "Slimme camera's op het Stationsplein", foundations: int = 3
) -> FixedPoster:
    """A poster with so many values and actions together, its values in the first so many foundations. With `words` each of its
    texts is that.
    """
    values, actions = (entries + 1) // 2, entries // 2
    content = PosterContent(
        title=title,
        organisation="Gemeente Meerdorp",
        script="CODIO Project 2025",
        language="nl",
        values=tuple(
            ValueLine(
                foundation=FOUNDATION_IDS[number * foundations // values],
                value_id="x",
                name="Menselijke eindverantwoordelijkheid",
                meaning=words or "Elke bewoner weet waar camera's hangen en waarvoor.",
                accent=number % 5 == 0,
                wider=number % 4 == 0,
                wider_note=words,
            )
            for number in range(values)
        ),
        actions=tuple(
            ActionLine(
                foundation=FOUNDATION_IDS[number % 3],
                action=words or f"Vastleggen wie verantwoordelijk is, deel {number}",
                holder="Hoofd Openbare orde" if number % 3 else "",
                monitor="Aansprakelijkheidsverzekeringen",
                term="voor de zomer van 2027",
                necessity="high",
                importance="medium",
                level="project",
                values=("Transparantie", "Uitlegbaarheid"),
            )
            for number in range(actions)
        ),
        tensions=(
            TensionLine(
                value_a="Veiligheid",
                value_b="Privacy",
                clash=words,
                choice=words or "Wel beelden",
                reason=words or "Om ruzie te zien ↔ te sussen.",
                decides="De raad",
            ),
        ),
        checklist=tuple(ChecklistLine(f"Wie doet stap {n}?", words if n else "", done=False, item_id="x") for n in range(4)),
        decision=DecisionLine("go_adapted", words or "De proef gaat door."),
    )
    canonical = canonical_poster(content)
    return FixedPoster(
        content=content,
        values=Credit("Waardenkader CODIO", 2025, "Ministerie", "Code Goed Digitaal Openbaar Bestuur"),
        script=Credit("CODIO Project 2025", 4, "", "Handboek", "", "2025-01-31"),
        day="23 november 2026",
        version=1,
        sha256=sha256_hex(canonical),
        canonical=canonical,
        fixed_day="2026-11-23",
        made_at="23 november 2026, 06:22",
    )


@cache
def made(file: File, entries: int, words: str = "") -> bytes:
    return make(job("poster", file, fixed(entries, words)))


@pytest.mark.parametrize("file", ["a3.pdf", "svg", *(pytest.param(file, marks=pytest.mark.long) for file in ("a1.pdf", "png"))])
def test_the_same_poster_is_the_same_bytes_in_any_process(file: File) -> None:
    """[FIL-01]"""
    again = msgspec.msgpack.encode(job("poster", file, fixed(7)))
    process = Maker([sys.executable, *CHILD])
    assert process.make(again, within_s=patient(20), most_bytes=MAX_FILE_BYTES) == made(file, 7)
    process.end()


@pytest.mark.parametrize(("entries", "words"), [(1, ""), (7, ""), (7, STRANGE), (40, "")])
def test_a_poster_can_be_listened_to_and_kept_for_years(entries: int, words: str) -> None:
    """[FIL-02]"""
    pdf = made("a3.pdf", entries, words)
    assert failed_rules(pdf) == []
    title, language, day = facts(pdf)
    assert (title, language, day[:10]) == ("Poster van Slimme camera's op het Stationsplein", "nl", "D:20261123")
    assert attachments(pdf) == {"poster.json": fixed(entries, words).canonical.encode()}


def test_the_headings_of_a_poster_are_its_parts_and_its_table_has_headers() -> None:
    """[FIL-02]"""
    found = tags(made("a3.pdf", 7))
    headings = [(tag, title) for tag, title in found if re.fullmatch(r"H\d", tag)]
    value = ("H3", "Menselijke eindverantwoordelijkheid")
    foundations = [("H2", name) for name in ("Democratie", "Rechtsstaat", "Bestuurskracht")]
    assert headings[0] == ("H1", "Slimme camera's op het Stationsplein")
    assert [each for each in headings if each[0] == "H2"] == [
        *foundations,
        ("H2", "Acties om CODIO te borgen"),
        ("H2", "Checklist"),
    ]
    assert headings.count(value) == 4
    assert [tag for tag, _ in found].count("TH") == 4
    assert [tag for tag, _ in found].count("TD") == 4 * 3


@pytest.mark.parametrize(
    ("file", "entries", "words", "pages"),
    [
        ("a3.pdf", 1, "", 1),
        ("a3.pdf", 7, STRANGE, 1),
        ("a3.pdf", 40, "", 3),
        pytest.param("a1.pdf", 200, LONG, 12, marks=pytest.mark.long),
    ],
)
def test_nothing_is_off_the_paper_or_over_something_else(file: File, entries: int, words: str, pages: int) -> None:
    """[FIL-03]"""
    pdf = made(file, entries, words)
    assert off_the_page(pdf) == []
    assert over_each_other(pdf, but=SEAL) == []
    text = text_of(pdf)
    assert text.count("Aansprakelijkheidsverzekeringen") == entries // 2
    assert f"vel {pages} van {pages}" in text or pages == 1


@pytest.mark.parametrize(("entries", "foundations", "least_pt"), [(1, 3, 18), (7, 3, 14), (7, 1, 14), (30, 3, 10), (30, 2, 10)])
def test_a_poster_fills_its_sheet_with_letters_as_large_as_fit(entries: int, foundations: int, least_pt: float) -> None:
    """[FIL-13] [SCR-03]"""
    pdf = make(job("poster", "a3.pdf", fixed(entries, foundations=foundations)))
    (depth,) = filled(pdf)
    assert depth > 0.93
    assert letters_pt(pdf, "Elke bewoner") >= least_pt
    assert smallest_pt(pdf) >= 9.9


def test_a_poster_that_would_be_too_small_on_one_sheet_takes_another_in_letters_that_can_be_read() -> None:
    """[FIL-13]"""
    pdf = made("a3.pdf", 40)
    depths = filled(pdf)
    assert len(depths) > 1
    assert letters_pt(pdf, "Elke bewoner") >= 14
    # No sheet with a few lines that were left over; above the line that says which sheet it is.
    assert all(depth > 0.7 for depth in depths)


@pytest.mark.long
@pytest.mark.parametrize("file", ["a3.pdf", "a1.pdf"])
@pytest.mark.parametrize("words", [LONG, "x" * 500, "W" * 500, "ij-" * 160, STRANGE])
@pytest.mark.parametrize("entries", [2, 11, 90, 200])
def test_whatever_stands_on_it_nothing_is_off_the_paper_and_no_rule_fails(file: File, entries: int, words: str) -> None:
    """[FIL-02] [FIL-03]"""
    pdf = make(job("poster", file, fixed(entries, words, title=words[:120])))
    assert off_the_page(pdf) == []
    assert over_each_other(pdf, but=SEAL) == []
    assert failed_rules(pdf) == []


def test_a_sign_that_the_letters_lack_is_replaced_and_told_and_no_text_is_markup() -> None:
    """[FIL-04]"""
    text = text_of(made("a3.pdf", 7, STRANGE))
    assert "¤ e -> ✔" in text
    assert "<b>#let x = 1</b> $a_1$ \\n *niet vet* @bron" in text
    assert "Staat niet in dit lettertype en is hier ¤: U+6F22." in text
    plain = text_of(made("a3.pdf", 7))
    assert "dit lettertype" not in plain
    # Parts that people typed without a full stop are sentences all the same.
    assert "Spanning: Veiligheid en Privacy. Keuze: Wel beelden. Om ruzie te zien – te sussen. Beslist: De raad." in plain


def test_a_drawing_has_a_name_and_its_words_for_who_does_not_see_it() -> None:
    """[FIL-05]"""
    root = ET.fromstring(made("svg", 7))
    assert root.get("role") == "img"
    assert root.get("aria-label") == "Poster van Slimme camera's op het Stationsplein, versie 1"
    description = root.findtext("{http://www.w3.org/2000/svg}desc") or ""
    assert "Menselijke eindverantwoordelijkheid. Elke bewoner weet waar camera's hangen en waarvoor." in description
    assert "Actiehouder: Hoofd Openbare orde. Wie let erop: Aansprakelijkheidsverzekeringen." in description
    assert root.findtext("{http://www.w3.org/2000/svg}title") == root.get("aria-label")


def test_a_poster_leads_to_the_page_that_says_what_became_of_it() -> None:
    """[FIL-02]"""
    url = "https://waarden.example.nl/stand/70af8c3765cede3d/qj3fJgSk_KK2ZBy7Vk6ZfBuc"
    with_status = replace(fixed(7), status_url=url)
    pdf = make(job("poster", "a3.pdf", with_status))
    assert failed_rules(pdf) == []
    assert off_the_page(pdf) == []
    assert over_each_other(pdf, but=SEAL) == []
    assert "Wat komt ervan terecht?" in text_of(pdf)
    assert url in text_of(pdf).replace("\u200b", "").replace(" ", "")
    # Nobody types half of a key: it stands on one line.
    assert url.rpartition("/")[2] in text_of(pdf)
    assert url in make(job("poster", "svg", with_status)).decode()


def test_a_picture_is_as_high_as_what_stands_on_it() -> None:
    def size(png: bytes) -> tuple[int, int]:
        return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")

    assert size(made("png", 7)) == (2381, 1684)
    width, height = size(make(job("poster", "png", fixed(90))))
    assert width == 2381
    assert height > 2000


def test_files_wear_the_colours_and_the_logo_of_the_house(zilte_gronden: HouseStyle) -> None:
    """[THM-05]"""
    look = zilte_gronden.look
    picture = make(job("poster", "svg", fixed(3))).decode().lower()
    for name in ("note", "rechtsstaat", "bestuurskracht-soft"):
        assert f'"{look.colour(name).lower()}"' in picture
        assert f'"{PLAIN.colour(name).lower()}"' not in picture
    pdf = make(job("poster", "a3.pdf", fixed(3)))
    assert failed_rules(pdf) == []
    assert over_each_other(pdf, but=SEAL) == []
    assert look.logo_alt in alternatives(pdf)
    assert look.logo_alt not in alternatives(make(replace(job("poster", "a3.pdf", fixed(3)), look=PLAIN)))


def test_a_logo_that_cannot_be_set_costs_no_paper(zilte_gronden: HouseStyle) -> None:
    """[THM-05]"""
    broken = replace(zilte_gronden.look, logo=b"<svg", logo_alt="Kapot")
    assert logo_problem(broken)
    pdf = make(replace(job("poster", "a3.pdf", fixed(1)), look=broken))
    assert "Kapot" not in alternatives(pdf)
    assert off_the_page(pdf) == []


def test_a_job_is_known_again_by_all_that_it_holds() -> None:
    jobs: list[Job] = [job("poster", file, fixed(entries)) for file in FILES for entries in (1, 2)]
    assert len({each.key for each in jobs}) == len(jobs)
    assert job("poster", "svg", fixed(1)).key == jobs[FILES.index("svg") * 2].key
