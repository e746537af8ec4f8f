# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What looks like a name is pointed out, with where it stands."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from organisation.report.content import ReportedAnswer
from organisation.report.names import MAX_FOUND, likely_names, names_in
from organisation.report.redaction import redacted
from tests.organisation.report.test_redaction import report
from tests.patience import patient


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bel Jan de Vries of mevrouw Jansen-Pietersen.", ["Jan de Vries", "Jansen-Pietersen"]),
        ("De heer J.M. van 't Hof komt.", ["J.M. van 't Hof"]),
        ("Volgens dhr. Bakker en mw. A. Bos.", ["Bakker", "A. Bos"]),
        ("Mevrouw De Boer en meneer el Hadji, wethouder de Wit.", ["Boer", "Hadji", "Wit"]),
        ("Hang borden op bij Fatma.", ["Fatma"]),
        ("Mail j.bos@dorp.nl of bel 06-12345678.", ["j.bos@dorp.nl", "06-12345678"]),
        ("Bel +31 6 12345678. Nummer 123456789.", ["+31 6 12345678", "123456789"]),
        ("Marten Knol\nSjaak Bral", ["Marten Knol", "Sjaak Bral"]),
        ("Jan van der Laan, K. Stad en mevrouw Van Wijk.", ["Jan van der Laan", "K. Stad", "Wijk"]),
        ("Fatma (Team Data) en **Piet** Bos", ["Fatma", "Piet** Bos"]),
    ],
)
def test_names_addresses_and_numbers_are_found(text: str, found: list[str]) -> None:
    """[PUB-03] [PRIV-12]"""
    assert list(names_in(text)) == found


@pytest.mark.parametrize(
    "text",
    [
        "Gemeente Utrecht en Team Data. Privacy en Transparantie.",
        "Maak een register. Vraag Bewoners wat zij vinden.",
        "CODIO Project, IAMA en DPIA op 2027-03-01.",
        "Ministerie van Binnenlandse Zaken en Koninkrijksrelaties",
        "Menselijke waardigheid. Eerst dit.\nDan dat.",
        "Teamleider Toezicht, Adviseur Ethiek (CODIO-PaD), Augmented Reality",
        "Resultaat:** Helder\nWaarde\tVoorbeelden\na. Introductie - Scenario's",
    ],
)
def test_what_organisations_values_and_days_are_called_is_no_name(text: str) -> None:
    """[PUB-03]"""
    assert list(names_in(text)) == []


def test_what_the_worked_cases_tell_names_their_sources_and_nobody_else() -> None:
    """[PUB-03]"""
    content = Path(__file__).parents[3] / "sessions" / "content"
    found = {
        name: [name_ for text in _texts(tomllib.loads((content / f"{name}.toml").read_text("utf-8"))) for name_ in names_in(text)]
        for name in ("arnhem", "apeldoorn", "utrecht", "camera")
    }
    assert found == {
        "arnhem": [],
        "apeldoorn": [],
        "utrecht": [],
        "camera": ["Fleur Stalenhoef", "Jinke Oostvogel", "Erna Ruijer"],
    }


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for each in value.values() for text in _texts(each))
    elif isinstance(value, list):
        yield from (text for each in value for text in _texts(each))


def test_each_name_is_pointed_out_once_with_all_its_places_and_the_halves_of_it_too() -> None:
    """[PUB-03]"""
    content = report("Wij vroegen Jan de Vries.", coordinator="Team Data")
    (whole,) = likely_names(content)
    assert whole.phrase == "Jan de Vries"
    assert set(whole.places) == {"title", "organisation", "goal", "values", "actions"}
    halves = likely_names(report("Wij vroegen Jan de Vries. Toen zei Vries nee."))
    assert [found.phrase for found in halves] == ["Jan de Vries", "Vries"]


def test_what_was_pointed_out_can_be_taken_out_and_is_not_found_again() -> None:
    """[PUB-03]"""
    content = report("Bel J.M. van 't Hof, Jan  de Vries of j.bos@dorp.nl.")
    assert likely_names(redacted(content, [found.phrase for found in likely_names(content)])) == ()


@pytest.mark.parametrize(
    "text", ["Aa " * 2000, "A.a" * 2000, "0" * 6000, "0 1-" * 1500, "@" * 6000, "A." * 3000, "\u0301" * 6000]
)
def test_looking_takes_time_in_proportion_and_finds_so_many_and_no_more(text: str) -> None:
    """[PUB-03]"""
    begun_s = time.process_time()
    assert len(likely_names(report(text))) <= MAX_FOUND
    assert time.process_time() - begun_s < patient(2.0)


def test_thousands_of_names_are_no_more_work_than_those_that_are_shown() -> None:
    """[PUB-03]"""
    rows = tuple(f"Bel Jan Bakker{''.join(chr(97 + int(digit)) for digit in str(n))} even." for n in range(5_000))
    content = report("x", follow_up=tuple(ReportedAnswer(question="?", answer=row) for row in rows))
    begun = time.process_time()
    assert len(likely_names(content)) == MAX_FOUND
    assert time.process_time() - begun < patient(0.5)
