# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers that people feel. The types of commands carry the text lengths; the page has what its forms need from the build
(board/typescript.py). `welcome.limits` tells some of them to a client that was not built with this server.
"""

from typing import Annotated

from msgspec import Meta, Struct

MAX_FRAME_BYTES = 64 * 1024
"""Largest client frame; a bigger one closes the connection (SEC-04)."""

Id = Annotated[str, Meta(min_length=1, max_length=80, pattern=r"^[A-Za-z0-9_:.\-]+$(?!\n)")]
"""An id made by a phone or by us: letters, digits and `_:.-`, at most 80 characters (an item's may
hold two others). In Python `$` alone lets a line end pass."""
OptionalId = Annotated[str, Meta(max_length=80, pattern=r"^[A-Za-z0-9_:.\-]*$(?!\n)")]

MAX_TITLE_CHARACTERS = 120
MAX_CASE_TEXT_CHARACTERS = 4000
Title = Annotated[str, Meta(max_length=MAX_TITLE_CHARACTERS)]
CaseText = Annotated[str, Meta(max_length=MAX_CASE_TEXT_CHARACTERS)]
MAX_NAME_CHARACTERS = 40
MAX_SHORT_CHARACTERS = 120
MAX_LONG_CHARACTERS = 500
MAX_URL_CHARACTERS = 500
MAX_ADDRESS_CHARACTERS = 254
"""Of an e-mail address: what fits in an envelope (RFC 5321)."""

Name = Annotated[str, Meta(max_length=MAX_NAME_CHARACTERS)]
ShortText = Annotated[str, Meta(max_length=MAX_SHORT_CHARACTERS)]
LongText = Annotated[str, Meta(max_length=MAX_LONG_CHARACTERS)]
"""A why, a reason, a meaning: 500 characters, about what fits on a paper post-it (SEC-04)."""
Url = Annotated[str, Meta(max_length=MAX_URL_CHARACTERS)]
MAX_SCREEN_PAGE = 99
ScreenPage = Annotated[int, Meta(ge=0, le=MAX_SCREEN_PAGE)]
Seconds = Annotated[int, Meta(ge=1, le=3600)]
MAX_LEAF_MINUTES = 600
Minutes = Annotated[int, Meta(ge=1, le=MAX_LEAF_MINUTES)]
"""Of one leaf; a script that is to be filled in has 0 until then."""
Rev = Annotated[int, Meta(ge=0, le=2**31)]

MAX_CASE_FIELD_CHARACTERS = 2000
CaseField = Annotated[str, Meta(max_length=MAX_CASE_FIELD_CHARACTERS)]
"""A row of the case form: about a page; the nine together stay well under a frame."""

MAX_CASE_VERSIONS_BEFOREHAND = 800
"""Times that the case can be stored before the workshop, each at most some twenty kilobytes in its log."""

MAX_VALUES_CHANGES = 30
"""Times that other values can be chosen for a workshop: each time its log takes the whole set, some twenty kilobytes or more."""

MAX_PEOPLE = 500
"""There at once; who is away keeps his seat and his notes, and takes nobody's place."""
MAX_PEOPLE_EVER = 4 * MAX_PEOPLE
DAY_MS = 24 * 3600 * 1000
NAMELESS_AFTER_MS = DAY_MS
"""So long after its end a workshop keeps who did what, so that people can keep their own words."""
REOPEN_MS = NAMELESS_AFTER_MS
"""So long after its end a workshop can be opened again: as long as it is known whose everything is."""
MAX_TABLES = 24
MAX_EXPECTED = 12
"""Names of who is expected at one table; all tables together stay under a frame."""
MAX_FORMER_CODES = 50
"""Join codes that a workshop had before: each is one less for others until the workshop is destroyed."""
MAX_NOTES_PER_PERSON = 60
MAX_NOTES_MADE_PER_PERSON = 300
"""With those that were deleted, which are kept so that they can come back, and stay in the log."""
MAX_POSTER_ENTRIES = 200
MAX_SNAPSHOTS = 50
MAX_RUNS = 300
MAX_BREAKS = 10
"""In the plan of one workshop."""
MAX_VALUES_PER_ACTION = 6
MAX_ORIGINS = 60
MAX_VALUES_PER_TENSION = 6
"""As many as two people can still weigh against each other."""
FurtherNames = Annotated[tuple[str, ...], Meta(max_length=MAX_VALUES_PER_TENSION - 2)]
"""Values of a tension beyond the two, by their names; also what is read from a file has no more."""
PrincipleNames = Annotated[tuple[str, ...], Meta(max_length=MAX_VALUES_PER_ACTION)]
"""Principles of the values of an action, by their names."""
MAX_ACCENTS_TOLD = 60
"""Accent values that a strategy of an organisation tells a workshop."""
MAX_ITEMS = 2000
MAX_ITEMS_PER_PERSON = 60
MAX_DOTS = 3
"""Dots per person, as at a paper flip-over."""

SHORTEN_TO_PART = 3
"""Shortening leaves a third of a minute: a warning of at least 20 seconds before a limit ends, WCAG 2.2.1 (A11Y-10)."""
PITCH_MINUTES = 1
"""One minute per table (DOM-18)."""

# What is in a script or in a set of values, see script_rules.py and own_values.py.
MAX_CONTENT_ID_CHARACTERS = 40
"""The id of a script, of a set of values and of a value."""
MAX_STEP_ID_CHARACTERS = 20
"""Also of parts and of the checklist. Ids on the board are made of these (`answer:<step>:<question>`)."""
MAX_STAGE_CHARACTERS = 10
MAX_SENTENCE_CHARACTERS = 500
MAX_SAY_CHARACTERS = 2000
MAX_PARTS = 12
MAX_LEAVES = 60
MAX_QUESTIONS = 30
MAX_LINES = 30
"""Deliverables of a step, rows of the preparation, questions of the checklist."""
MAX_STATED_MINUTES = 3000
MAX_VERSION = 100_000
MAX_OWN_PRINCIPLES = 12
"""Of an organisation, beside the six or instead of them."""
MAX_OWN_VALUES = 100
"""Also of the synonyms of one."""

MAX_SEARCH_CHARACTERS = 200
"""Of what somebody looks for in the archive."""


class Limits(Struct, frozen=True):
    """Limits for whoever types, told on the wire: lengths in characters, and how many notes and dots a person has."""

    why: int = MAX_LONG_CHARACTERS
    action: int = MAX_LONG_CHARACTERS
    actor: int = MAX_SHORT_CHARACTERS
    name: int = MAX_NAME_CHARACTERS
    other_value: int = MAX_SHORT_CHARACTERS
    notes_per_person: int = MAX_NOTES_PER_PERSON
    dots: int = MAX_DOTS
