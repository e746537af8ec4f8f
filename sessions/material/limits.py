# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers that people feel. The client gets them in `welcome.limits`; the types of commands carry the text lengths."""

from typing import Annotated

from msgspec import Meta, Struct

MAX_FRAME_BYTES = 64 * 1024
"""Largest client frame; a bigger one closes the connection (SEC-04)."""

Id = Annotated[str, Meta(min_length=1, max_length=80, pattern=r"^[A-Za-z0-9_:.\-]+$(?!\n)")]
"""An id made by a phone or by us: letters, digits and `_:.-`, at most 80 characters (an item's may
hold two others). In Python `$` alone lets a line end pass."""
OptionalId = Annotated[str, Meta(max_length=80, pattern=r"^[A-Za-z0-9_:.\-]*$(?!\n)")]

MAX_TITLE_CHARACTERS = 120
Title = Annotated[str, Meta(max_length=MAX_TITLE_CHARACTERS)]
CaseText = Annotated[str, Meta(max_length=4000)]
MAX_NAME_CHARACTERS = 40
MAX_SHORT_CHARACTERS = 120
MAX_LONG_CHARACTERS = 500

Name = Annotated[str, Meta(max_length=MAX_NAME_CHARACTERS)]
ShortText = Annotated[str, Meta(max_length=MAX_SHORT_CHARACTERS)]
LongText = Annotated[str, Meta(max_length=MAX_LONG_CHARACTERS)]
"""A why, a reason, a meaning: 500 characters, about what fits on a paper post-it (SEC-04)."""
Seconds = Annotated[int, Meta(ge=1, le=3600)]
Minutes = Annotated[int, Meta(ge=1, le=600)]
Rev = Annotated[int, Meta(ge=0, le=2**31)]

CaseField = Annotated[str, Meta(max_length=2000)]
"""A row of the case form: about a page; the nine together stay well under a frame."""

MAX_PEOPLE = 500
MAX_NOTES_PER_PERSON = 60
MAX_POSTER_ENTRIES = 200
MAX_SNAPSHOTS = 50
MAX_RUNS = 300
MAX_VALUES_PER_ACTION = 6
MAX_ORIGINS = 60
MAX_ITEMS = 2000
MAX_ITEMS_PER_PERSON = 60
MAX_DOTS = 3
"""Dots per person, as at a paper flip-over."""

SHORTEN_TO_PART = 3
"""Shortening leaves a third of a minute: a warning of at least 20 seconds before a limit ends, WCAG 2.2.1 (A11Y-10)."""
PITCH_MINUTES = 1
"""One minute per table (DOM-18)."""


class Limits(Struct, frozen=True):
    """The limits that a client shows while people type, in characters."""

    why: int = MAX_LONG_CHARACTERS
    action: int = MAX_LONG_CHARACTERS
    actor: int = MAX_SHORT_CHARACTERS
    name: int = MAX_NAME_CHARACTERS
    other_value: int = MAX_SHORT_CHARACTERS
    notes_per_person: int = MAX_NOTES_PER_PERSON
    dots: int = MAX_DOTS
