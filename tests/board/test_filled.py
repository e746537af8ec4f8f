# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A form that comes back: which of a page it is, what of it stays as it was sent, and what has no field any more."""

from __future__ import annotations

import re

import pytest

from board.case_pages import Typed
from board.filled import Said, SentForm, filled_in, words_of
from board.refused_pages import again

MARK, NEW = "m" * 24, "n" * 24
TAP = (
    '<form id="tap" method="post" action="/a/stand"><input type="hidden" name="base_rev" value="8">'
    f'<input type="hidden" name="mark" value="{NEW}"><input type="hidden" name="check_day" value="2026-12-01">'
    '<button type="submit" name="status" value="busy">x</button><button type="submit" name="status" value="done">x</button>'
    "</form>"
)
LONG = (
    '<form id="long" method="post" action="/a/stand"><input type="hidden" name="base_rev" value="8">'
    f'<input type="hidden" name="mark" value="{NEW}"><select name="status"><option value="busy">x</option></select>'
    '<label for="why">Waarom</label><textarea id="why" name="reason"></textarea><input type="date" name="check_day"></form>'
)


def page(*forms: str, told: str = "") -> str:
    return f"<title>Zaak</title><h1>Zaak</h1>{told}{''.join(forms)}"


def form_of(text: str, name: str) -> str:
    found = re.search(rf'<form id="{name}".*?</form>', text, re.DOTALL)
    assert found
    return found[0]


def test_of_two_forms_to_one_address_the_one_with_the_fields_that_were_sent_comes_back() -> None:
    """[BND-10] The day is the same: the hidden fields of the short form say more of what was sent than those of the long one."""
    values = {"base_rev": ["7"], "mark": [MARK], "status": ["busy"], "reason": ["Zilver"], "check_day": ["2026-12-01"]}
    back = filled_in(page(TAP, LONG), SentForm("/a/stand", values, "reason"), Said('<p id="refused">Kort</p>', "Fout:"))
    assert back
    assert form_of(back, "tap") == TAP
    long = form_of(back, "long")
    assert ("\nZilver</textarea>" in long, 'name="base_rev" value="7"' in long, '<a href="#why">Waarom</a>' in long) == (
        True,
    ) * 3


def test_of_forms_that_differ_in_their_button_the_one_that_was_pressed_comes_back() -> None:
    """[BND-10]"""
    forms = [
        f'<form id="{step}" method="post" action="/a"><input type="hidden" name="mark" value="{NEW}">'
        f'<button name="step" value="{step}">x</button></form>'
        for step in ("share", "reopen")
    ]
    back = filled_in(page(*forms), SentForm("/a", {"mark": [MARK], "step": ["reopen"]}), Said("<p>Kort</p>", "Fout:"))
    assert back
    assert (MARK in form_of(back, "share"), MARK in form_of(back, "reopen")) == (False, True)


def test_a_mark_and_what_somebody_looked_at_come_back_as_they_were_sent_unless_somebody_was_first() -> None:
    """[BND-10] [CAS-02]"""
    names = ("mark", "sha256", "seen", "base_rev")
    form = "".join(f'<input type="hidden" name="{name}" value="nieuw">' for name in names)
    drawn = page(f'<form id="f" method="post" action="/a">{form}<input name="text"></form>')
    values = dict.fromkeys(names, "oud") | {"text": "Zilver"}
    for code, kept in [("too_long", 4), ("unavailable", 4), ("rate", 4), ("stale_rev", 0), ("id_taken", 0)]:
        back = again(drawn, "/a", Typed("", code, "", values), "nl")
        assert (back.count('value="oud"'), back.count('value="nieuw"')) == (kept, 4 - kept), code
    # Of two texts on one form somebody else wrote the one: only what he wrote is what is looked at now.
    revs = "".join(f'<input name="{name}" type="hidden" value="2">' for name in ("rev-a", "rev-b"))
    two = page(f'<form method="post" action="/a">{revs}</form>')
    back = again(two, "/a", Typed("b", "too_long", "text-a", {"rev-a": "1", "rev-b": "1"}), "nl")
    assert re.findall(r'name="(rev-.)" type="hidden" value="(\d)"', back) == [("rev-a", "1"), ("rev-b", "2")]


@pytest.mark.parametrize("told", ["", '<div id="refused"><p>Al gezegd.</p></div>'])
def test_words_without_a_field_stand_below_what_says_why(told: str) -> None:
    """[BND-10] The form is there, and offers only to take back what somebody else chose."""
    drawn = f'<input type="hidden" name="mark" value="{NEW}"><button name="step" value="release">x</button>'
    form = f'<form method="post" action="/b">{drawn}</form>'
    typed = Typed("hold", "held_already", "reason", {"mark": MARK, "reason": "Woo-verzoek <27>"})
    back = again(page(form, told=told), "/b", typed, "nl")
    assert back.count("Woo-verzoek &lt;27&gt;</textarea>") == 1
    assert back.index('id="refused"') < back.index("Woo-verzoek")
    shown = again(page(form.replace("<button", '<input name="reason"><button'), told=told), "/b", typed, "nl")
    assert shown.count("Woo-verzoek &lt;27&gt;") == 1
    assert "<textarea" not in shown


def test_every_field_that_holds_too_much_is_named_with_what_may_stand_in_it() -> None:
    """[BND-10] Whatever the refusal said of its field."""
    fields = "".join(
        f'<label for="{name}">Veld {name}</label><textarea id="{name}" name="{name}" data-most="10"></textarea>' for name in "abc"
    )
    # A row of a strategy is named by its heading.
    fields = fields.replace('<label for="c">Veld c</label>', '<h3 id="h-c">Veld <em>c</em></h3>').replace(
        'id="c"', 'id="c" aria-labelledby="h-c"'
    )
    typed = Typed("", "too_long", "content.b", {"a": " twaalf\r\nlang ", "b": "x" * 10, "c": "\U0001f98a" * 13})
    back = again(page(f'<form method="post" action="/a">{fields}</form>'), "/a", typed, "nl")
    summary = back[: back.index("<label")]
    assert '<a href="#a">Veld a</a>: hoogstens 10 tekens, 1 te veel.' in summary
    assert '<a href="#c">Veld c</a>: hoogstens 10 tekens, 3 te veel.' in summary
    assert "#b" not in summary
    assert back.count('aria-invalid="true"') == 2


def test_what_nobody_typed_is_none_of_his_words() -> None:
    """[BND-10]"""
    said = [("organisation", "o-3f2a9c"), ("day", "2026-12-01"), ("check_day", "x"), ("from_day", "x"), ("due_day", "x")]
    assert words_of([*said, ("mark", MARK), ("reason", "Woo-verzoek 27"), ("organisation", "Gemeente Zilver")]) == (
        "Woo-verzoek 27",
        "Gemeente Zilver",
    )


def test_of_a_form_with_thousands_of_fields_all_words_come_back_in_a_bounded_number_of_fields() -> None:
    """[BND-10]"""
    found = words_of([(f"tekst-{number}", f"Zilver {number}") for number in range(6_000)])
    assert (len(found), found[0], found[-1].count("Zilver"), found[-1][-4:]) == (50, "Zilver 0", 5_951, "5999")


@pytest.mark.parametrize("told", ["", '<div id="refused"><p>Al gezegd.</p></div>'])
def test_a_page_without_the_form_says_once_why_and_has_the_words(told: str) -> None:
    """[BND-10]"""
    back = again(page(told=told), "/weg", Typed("", "not_now", "", {"reason": "Woo-verzoek 27"}), "nl")
    assert (back.count('id="refused"'), back.count("Woo-verzoek 27")) == (1, 1)
