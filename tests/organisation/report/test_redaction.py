# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A phrase that was taken out is nowhere in the public report, however it was written."""

from __future__ import annotations

import unicodedata

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from organisation.report.content import ReportContent, ReportedAction, ReportedSource, ReportedValue, ReportRow, canonical_report
from organisation.report.redaction import can_be_redacted, folded, redacted
from sessions.material.credit import Credit
from sessions.material.typed import clean, clean_line

CREDIT = Credit("Waardenkader", 1, "Gemeente Ons Dorp", "bron")


def report(text: str, **more: object) -> ReportContent:
    """A report in which a text stands in every place where people's words can be."""
    row = ReportRow(id="goal", heading="Doel", questions=("Wat?",), text=text)
    content = ReportContent(
        title=text,
        organisation=text,
        language="nl",
        stage="internal",
        version=1,
        day="2027-01-01",
        coordinator=text,
        rows=(row,),
        values=(ReportedValue(foundation="rechtsstaat", name=text, meaning=text),),
        actions=(ReportedAction(number=1, action=text, holder=text, values=(text,), due_day="2027-03-01"),),
        sources=(ReportedSource(version=1, sha256="f" * 64, fixed_day="2026-12-01", framework=CREDIT, script=CREDIT),),
    )
    return msgspec.structs.replace(content, **more)


@pytest.mark.parametrize(
    ("written", "phrase"),
    [
        ("Bel Jan de Vries morgen.", "jan de vries"),
        ("Bel JAN\n  DE\u00a0VRIES morgen.", "Jan de Vries"),
        ("Bel José morgen.", "jose"),
        ("Bel Jose\u0301 morgen.", "Jos\u00e9"),
        ("Bel \uff2a\uff41\uff4e morgen.", "Jan"),
        ("Bel J\u200dan morgen.", "Jan"),
        ("De Straße is lang.", "STRASSE"),
        ("Anne\u2013Marie belt.", "Anne-Marie"),
        ("abababa", "aba"),
    ],
)
def test_a_phrase_is_found_however_it_is_written(written: str, phrase: str) -> None:
    """[PUB-02]"""
    told = canonical_report(redacted(report(written), [phrase]))
    assert "[weggelakt]" in told
    assert folded(phrase) not in folded(told)
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        plain = " ".join(unicodedata.normalize(form, told).casefold().split())
        assert " ".join(unicodedata.normalize(form, phrase).casefold().split()) not in plain


LETTERS = st.text(alphabet="aAàÀeé\u0301\u200d ßſKkK-–—\n\u00a0\t'’.\uff2a\uff4bIİıi[]weglak", max_size=24)


@settings(deadline=None)
@given(text=LETTERS, phrases=st.lists(LETTERS, min_size=1, max_size=3), between=st.sampled_from(["", " ", "-"]))
def test_whatever_was_taken_out_is_nowhere_in_any_form(text: str, phrases: list[str], between: str) -> None:
    """[PUB-02]"""
    taken = [phrase for phrase in map(clean_line, phrases) if can_be_redacted(phrase)]
    written = clean(between.join([text, *phrases, text]))
    told = redacted(report(written), taken)
    for phrase in taken:
        for form in ("NFC", "NFD", "NFKC", "NFKD"):
            sought = " ".join(unicodedata.normalize(form, phrase).casefold().split())
            for said in (told.title, told.rows[0].text, told.actions[0].holder, told.values[0].meaning):
                assert sought not in " ".join(unicodedata.normalize(form, said).casefold().split()), (phrase, said)


def test_of_a_word_the_whole_goes() -> None:
    """[PUB-02]"""
    assert redacted(report("In Januari, en jan."), ["jan"]).title == "In [weggelakt], en [weggelakt]."


def test_a_day_is_taken_out_whole_and_the_hash_of_the_poster_with_it() -> None:
    """[PUB-02]"""
    told = redacted(report("iets"), ["2027-03"])
    assert told.actions[0].due_day == ""
    assert told.sources[0].sha256 == ""


def test_what_would_take_everything_or_stay_in_the_mark_is_not_taken() -> None:
    """[PUB-02]"""
    assert [can_be_redacted(phrase) for phrase in ("a", " ", "lakt", "[x", "\u200b\u200d", "ja", "Jan")] == [False] * 5 + [
        True
    ] * 2


@pytest.mark.parametrize("phrase", ["1 maart 2027", "1 Maart", "maart  2027", "1 March 2027", "2027-03-01"])
def test_a_day_that_is_taken_out_as_it_is_said_is_written_out_nowhere_either(phrase: str) -> None:
    """[PUB-02]"""
    assert [action.due_day for action in redacted(report("x"), [phrase]).actions] == [""]
    assert [action.due_day for action in redacted(report("x"), ["2 maart 2027"]).actions] == ["2027-03-01"]
