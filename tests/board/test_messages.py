# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The catalogues are tidy: a message stands once, says one thing, and says it in every place where it stands.

That none is missing or unused is told by test_pages.py for the pages and by test_client_texts.py for the live board.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

BOARD = Path(__file__).resolve().parents[2] / "board"
CATALOGUES = sorted((BOARD / "locale").glob("*/LC_MESSAGES/*.po"))
_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_SAID = {".html": re.compile(r'_\("((?:[^"\\]|\\.)*)"\)'), ".tsx": re.compile(r'\bt\("((?:[^"\\]|\\.)*)"')}
BOTH_WAYS = {
    *(
        "Being stored",
        "Change",
        "Copied",
        "Copy",
        "Dealt with",
        "Down",
        "Everybody here",
        "Go on",
        "Help",
        "Hide",
        "Show again",
    ),
    *("Open again", "Parking lot", "Pass on…", "Pause", "Planning", "Save action", "Save note", "Search", "Start"),
    *("Stored", "Take away", "Up", "still open"),
}
"""Short messages that stand on a button and elsewhere too. Somebody looked at each: it means the same in both places, or its
Dutch ("Pauze", "Start") is right in both. Another one either joins them, looked at, or gets a context (`pgettext`)."""


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{path.parts[-3]} {path.stem}")
def test_a_message_stands_once(path: Path) -> None:
    """[LNG-03] gettext takes the last of two without a word."""
    text = path.read_text(encoding="utf-8")
    entries = re.findall(r'^(?:msgctxt "(.*)"\n)?msgid ((?:".*"\n)+)', text, re.MULTILINE)
    found = Counter((context, "".join(re.findall(r'"(.*)"\n', message))) for context, message in entries)
    assert [entry for entry, count in found.items() if count > 1] == []
    with path.open("rb") as file:
        messages = list(read_po(file, locale=path.parts[-3]))
    assert len(found) == len(messages)
    assert [message.id for message in messages if message.fuzzy] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{path.parts[-3]} {path.stem}")
def test_a_translation_belongs_to_a_message(path: Path) -> None:
    """[LNG-03] As `msgfmt` and the tools of translators ask it: Babel takes a line that a merge left behind without a word."""
    astray: list[str] = []
    given: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        key, _, _ = line.partition(" ")
        if key in ("msgctxt", "msgid", "msgid_plural"):
            # The first of an entry comes after a whole one.
            astray += [line] if key != "msgid_plural" and given[-1:] not in ([], ["msgctxt"]) and not _is_whole(given) else []
            given = [key] if given[-1:] != ["msgctxt"] and key != "msgid_plural" else [*given, key]
        elif key.startswith("msgstr"):
            given.append(key)
            astray += [] if _is_whole(given) or key.startswith("msgstr[") else [line]
        elif line and line[0] not in '#"':
            astray.append(line)
    assert astray == []


def _is_whole(entry: list[str]) -> bool:
    """Whether these lines are one entry: a message with its one translation, or with a plural and a form for each number."""
    keys = [key for key in entry if key != "msgctxt"]
    plural = ["msgid", "msgid_plural", *(f"msgstr[{number}]" for number in range(len(keys) - 2))]
    return keys == ["msgid", "msgstr"] or (len(keys) > 2 and keys == plural)


def test_a_short_message_is_an_act_or_a_name_and_not_both() -> None:
    """[LNG-03] "Open" on a button and "Open" as a state are two messages; words that are both were looked at."""
    acts: set[str] = set()
    names: set[str] = set()
    for path in (*(BOARD / "templates").glob("*.html"), *(BOARD / "client").rglob("*.tsx")):
        text = path.read_text(encoding="utf-8")
        for said in _SAID[path.suffix].finditer(text):
            # What names its thing ("Move {note}") says by itself what it is.
            if len(said[1].split()) <= 2 and "{" not in said[1]:
                (acts if _on_a_button(text[: said.start()]) else names).add(said[1])
    assert len(acts) > 50
    assert (acts & names) - BOTH_WAYS == set()


def _on_a_button(before: str) -> bool:
    markup = _JINJA.sub("", before)
    return markup.rfind("<button") > markup.rfind("</button")


_COUNTED = re.compile(r"%\((?:all|count|days|total)\)s (?:[a-z]+ )?[a-z]+s\b")
NEVER_ONE = {
    "%(count)s actions have not begun yet.": "one has words of its own",
    "%(count)s cases; this page is made of the newest %(used)s.": "beyond a bound",
    "%(filled)s of %(all)s rows filled in": "eleven in all",
    "Everything that you filled in is still here. Wait %(count)s minutes": "one has words of its own",
    "All %(count)s cases": "more than the page shows",
    "All %(count)s open actions, in the overview": "more than the page shows",
    "All %(count)s reports": "more than the page shows",
    "Then %(count)s notes are gone from the board, for everybody.": "one has a button of its own",
    "There are %(count)s questions.": "eight",
    "All actions and what was told of them, the follow-up talk": "thirty",
    "The notes of the workshops are gone at once and never come back.": "thirty",
    "Nothing goes by a term that you set less than %(days)s days ago": "fourteen",
}
"""Beginnings of messages that name a number of things in the plural alone, and why that number is never one."""


def test_what_is_counted_is_said_of_one_and_of_more() -> None:
    """[LNG-03] "Van 1 zaken" is no Dutch, and "1 cases" no English."""
    plurals, known = [], set()
    for path in (each for each in CATALOGUES if each.stem == "pages"):
        with path.open("rb") as file:
            for message in read_po(file, locale=path.parts[-3]):
                if isinstance(message.id, str) and _COUNTED.search(message.id):
                    begins = next((each for each in NEVER_ONE if message.id.startswith(each)), None)
                    known.add(begins)
                    plurals += [] if begins else [message.id]
    assert plurals == []
    assert known == set(NEVER_ONE)
