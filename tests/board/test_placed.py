# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every address in a template says where the board stands, and nothing else does."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from babel.messages.pofile import read_po
from jinja2 import Environment, StrictUndefined, TemplateSyntaxError, pass_context

from board import below
from board.placed import Placed
from board.rendering import BOARD

Drawn = Callable[..., str]


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Drawn:
    """Draws a template of a board below `/bord`."""
    monkeypatch.setattr(below, "_below", "/bord")
    environment = Environment(autoescape=True, undefined=StrictUndefined, extensions=["jinja2.ext.i18n", Placed])
    environment.install_null_translations(newstyle=True)  # type: ignore[attr-defined]  # added by the extension
    environment.filters["at"] = pass_context(lambda _, address: below.at(address))
    return lambda source, **values: environment.from_string(source).render(**values)


@pytest.mark.parametrize(
    ("source", "values", "expected"),
    [
        ('<a href="/">', {}, '<a href="/bord/">'),
        ('<a href="/hulp#x">b</a><img src="/a.png">', {}, '<a href="/bord/hulp#x">b</a><img src="/bord/a.png">'),
        ('<form action="/w/{{ code }}">', {"code": "a"}, '<form action="/bord/w/a">'),
        ('<form action="{{ base }}/stand">', {"base": "/zaak/1"}, '<form action="/bord/zaak/1/stand">'),
        ('<a href="{{ a if a else b }}">', {"a": "", "b": "/x"}, '<a href="/bord/x">'),
        ('<use href="{{ sprite|trim }}#i">', {"sprite": ""}, '<use href="#i">'),
        ('<a href="{{ a }}{{ "?x" }}">', {"a": "/x"}, '<a href="/bord/x?x">'),
        (
            '<i data-own-key-url="{{ a }}" data-timelapse="{{ a }}">',
            {"a": "/x"},
            '<i data-own-key-url="/bord/x" data-timelapse="/bord/x">',
        ),
        (
            '<meta http-equiv="refresh" content="0; url={{ a }}">',
            {"a": "/x"},
            '<meta http-equiv="refresh" content="0; url=/bord/x">',
        ),
        ('{% macro to(a) %}<a href="{{ a }}">{% endmacro %}{{ to("/x") }}', {}, '<a href="/bord/x">'),
        ("{% trans a=('/x')|at %}to <a href=\"{{ a }}\">it</a>{% endtrans %}", {}, 'to <a href="/bord/x">it</a>'),
        # Whole addresses, those beside the page, and what is no address.
        ('<a href="{{ a }}">', {"a": "https://elders.nl/x"}, '<a href="https://elders.nl/x">'),
        ('<a href="{{ a }}">', {"a": "//elders.nl/x"}, '<a href="//elders.nl/x">'),
        ('<a href="x/{{ a }}">', {"a": "/y"}, '<a href="x//y">'),
        ('<a href="?taal=en"><a href="#x">', {}, '<a href="?taal=en"><a href="#x">'),
        ('<input value="{{ a }}" data-action="/x"> {{ a }} href', {"a": "/y"}, '<input value="/y" data-action="/x"> /y href'),
        # What people wrote.
        ("<p>{{ said }}</p>", {"said": '<a href="/x">'}, "<p>&lt;a href=&#34;/x&#34;&gt;</p>"),
    ],
)
def test_what_begins_an_address_says_where_the_board_stands(
    drawn: Drawn, source: str, values: dict[str, str], expected: str
) -> None:
    """[OPS-06]"""
    assert drawn(source, **values) == expected


@pytest.mark.parametrize(
    "source",
    [
        '<a href="{% if a %}/x{% endif %}">',
        "<a href='/x'>",
        "<a class='b' href=/x>",
        '<a class="{{ a }}" href={{ a }}>',
        '<a href = "/x">',
        '<a HREF="/x">',
        '<a href=" /x">',
        '<a href="{# whose #}/x">',
        '<a href="{% raw %}/x{% endraw %}">',
        '{% trans %}to <a href="/x">it</a>{% endtrans %}',
        '{% trans a="/x" %}to <a href="{{ a }}">it</a>{% endtrans %}',
        '{% trans a="/x"|at, b="/y" %}to <a href="{{ b }}">it</a>{% endtrans %}',
        '{% trans n=n, a="/x" %}<a href="{{ a }}">one</a>{% pluralize %}more{% endtrans %}',
    ],
)
def test_an_address_of_which_nobody_knows_where_it_leads_is_an_error_of_the_template(drawn: Drawn, source: str) -> None:
    """[OPS-06]"""
    with pytest.raises(TemplateSyntaxError):
        drawn(source, n=1)


def test_no_text_of_a_catalogue_holds_a_path() -> None:
    """[OPS-06] It would not know where the board stands."""
    texts = []
    for path in sorted((BOARD / "locale").rglob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file):
                pair = (message.id, message.string)
                texts += [text for each in pair for text in ([each] if isinstance(each, str) else each or ())]
    assert len(texts) > 2000
    assert [text for text in texts if re.search(r"""=["']/""", text)] == []


def test_no_address_that_a_script_of_ours_calls_leaves_out_where_the_board_stands() -> None:
    """[OPS-06] A path begins in quotes with a slash and a letter, and stands in `at(…)`; in comments it may stand anywhere."""
    found = []
    for path in sorted((BOARD / "client").rglob("*.ts*")):
        if path.name != "protocol.gen.ts":
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                code = line.partition("// ")[0]
                if not re.match(r"\s*(?:/\*\*|\*)", code) and re.search(r"""(?<!\bat\()["'`]/(?:[a-z$.]|["'`]\)?\})""", code):
                    found.append(f"{path.name}:{number}: {line.strip()}")
    assert found == []
