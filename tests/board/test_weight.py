# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a participant's page weighs on the line, read from the build: a phone on a slow network waits for each kB."""

import gzip
import json
from collections.abc import Iterable

from board import rendering
from board.rendering import DIST, preloads, static_url

FIRST = ("phone.tsx",)


HEADERS_KB = 0.9
"""What the headers of an answer weigh, the address of the page's socket and the policies among them."""


def zipped_kb(addresses: Iterable[str]) -> float:
    files = [DIST / address.rpartition("/")[2] for address in addresses]
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files) / 1000


def test_scripts_until_a_participants_first_view_weigh_at_most_60_kb_with_their_headers() -> None:
    scripts = preloads(*FIRST)
    assert zipped_kb(scripts) + HEADERS_KB * len(scripts) <= 60
    assert len(scripts) <= 3


def test_what_comes_after_the_first_view_weighs_at_most_46_kb() -> None:
    assert zipped_kb(set(preloads(*FIRST, "StepScreen.tsx")) - set(preloads(*FIRST))) <= 46


def test_what_breaks_words_is_no_part_of_either() -> None:
    patterns = {static_url("hyphens-nl.ts"), static_url("hyphens-en.ts")}
    assert not patterns & set(preloads(*FIRST, "StepScreen.tsx"))


def test_the_style_sheet_of_a_phone_weighs_at_most_20_kb() -> None:
    assert zipped_kb([static_url("phone.css")]) <= 20


def test_a_phone_gets_no_text_that_only_others_say() -> None:
    whole, phone = (
        json.loads((DIST / url.rpartition("/")[2]).read_text()) for url in map(static_url, ("nl.json", "nl-participant.json"))
    )
    assert phone.items() < whole.items()
    assert "Dial for the facilitator's desk" not in phone
    assert zipped_kb([rendering.catalogue_url("nl", phone=True)]) <= 14
