# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file of cases that one archive gives to another: reports as they were found, each with where it comes from."""

import re
from collections.abc import Iterable
from typing import Literal

import msgspec
from msgspec import Struct

from organisation.dossier.days import is_day
from organisation.dossier.report_state import Fixed, Origin, PublicReport, Report
from organisation.dossier.state import Dossier
from organisation.report.content import ReportContent, canonical_report, report_hash
from sessions.topics.canonical import sha256_hex

FORMAT = "waardenbord-archief"
SCHEMA_VERSION = 1
MAX_FILE_BYTES = 900_000
"""What a form takes is a million, with what stands around the file."""
MAX_CASES = 200
MAX_CASE_BYTES = 400_000
"""Of one report: three hundred actions with all that is told of them."""
MAX_TEXT = 300
Problem = Literal[
    "no_file", "other_file", "later_version", "too_large", "too_many", "wrong_shape", "wrong_hash", "wrong_day", "twice"
]
_SHA256 = re.compile(r"[0-9a-f]{64}")


class GivenCase(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A report with where it comes from: `uid` tells the case apart from all others wherever it goes, `url` is where everybody
    reads it, empty where only members do. `organisation` gave it first. `sha256` is of the canonical form of `content`.
    """

    uid: str
    url: str
    organisation: str
    version: int
    day: str
    sha256: str
    content: ReportContent


class ArchiveFile(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The whole file. `more` is where the next one is, when not everything went into this one."""

    format: Literal["waardenbord-archief"] = "waardenbord-archief"
    schema_version: Literal[1] = 1
    given_by: str
    more: str = ""
    cases: tuple[GivenCase, ...]


class Wrong(Struct, frozen=True):
    """Why a file is not taken: what it is, and in the how manieth case of it (from 1; 0 for the file itself), in which place."""

    problem: Problem
    number: int = 0
    place: str = ""


def given(case_id: str, public: PublicReport, base: str, *, is_public: bool) -> GivenCase:
    """A case as it is given away by the archive at this address. What came from elsewhere goes on as what it was there."""
    url, origin = f"{base}/verslag/{case_id}", public.origin
    return GivenCase(
        uid=origin.uid if origin else url,
        url=origin.url if origin else url if is_public else "",
        organisation=origin.organisation if origin else public.content.organisation,
        version=public.version,
        day=public.day,
        sha256=public.sha256,
        content=public.content,
    )


def id_of(case: GivenCase, organisation_id: str) -> str:
    """The id of a case in the archive of an organisation: the same whenever it comes, and another in every organisation."""
    return sha256_hex(f"{organisation_id}\n{case.uid}")[:32]


def taken_over(case: GivenCase, organisation_id: str, given_by: str, now_ms: int) -> Dossier:
    """A case that was read from a file, for the members of an organisation: its report, and nobody who works on it."""
    origin = Origin(case.uid, case.url, case.organisation, given_by)
    fixed = Fixed(case.version, case.day, case.content, origin)
    return Dossier(
        id=id_of(case, organisation_id),
        title=case.content.title,
        organisation=case.content.organisation,
        language=case.content.language,
        # No secret has this hash: nobody has a link of it.
        key_hash="",
        opened_at_ms=now_ms,
        handed=(),
        actions={},
        report=Report(internal=fixed, established=fixed, versions=case.version),
        organisation_id=organisation_id,
        # Reading it in was the use of it: it is no case that was begun and left.
        touched=True,
    )


def as_many_as_fit(cases: Iterable[GivenCase]) -> tuple[GivenCase, ...]:
    """The first of them that go into one file: at least one."""
    found, left = list[GivenCase](), MAX_FILE_BYTES
    for case in cases:
        left -= len(encoded_case(case)) + 2
        if found and (left < 0 or len(found) >= MAX_CASES):
            break
        found.append(case)
    return tuple(found)


def encoded_case(case: GivenCase) -> bytes:
    """A case as it stands in the file."""
    head = msgspec.to_builtins(case, builtin_types=())
    head.pop("content")
    # The report in its canonical form: fields of later shapes that say nothing stand nowhere.
    return msgspec.json.encode(head)[:-1] + b',"content":' + canonical_report(case.content).encode() + b"}"


def encoded(given_by: str, cases: Iterable[GivenCase], more: str) -> bytes:
    """The file: an object a line, so that people and programs see where each begins."""
    head = msgspec.json.encode({"format": FORMAT, "schema_version": SCHEMA_VERSION, "given_by": given_by, "more": more})
    return head[:-1] + b',"cases":[\n' + b",\n".join(map(encoded_case, cases)) + b"\n]}\n"


def decoded(file: bytes) -> ArchiveFile | Wrong:
    """What is in a file, every case of it looked at; or the first thing that is wrong."""
    if len(file) > MAX_FILE_BYTES + MAX_CASE_BYTES:
        return Wrong("too_large")
    try:
        whole = msgspec.json.decode(file)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return Wrong("no_file")
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        return Wrong("other_file")
    version = whole.get("schema_version")
    if type(version) is not int or version != SCHEMA_VERSION:
        is_later = type(version) is int and version > SCHEMA_VERSION
        return Wrong("later_version" if is_later else "wrong_shape", 0, "schema_version")
    told = whole.get("cases")
    if not isinstance(told, list):
        return Wrong("wrong_shape", 0, "cases")
    if len(told) > MAX_CASES:
        return Wrong("too_many")
    known: set[str] = set()
    cases = list[GivenCase]()
    for number, each in enumerate(told, 1):
        case = _case(each, number)
        if isinstance(case, Wrong):
            return case
        if case.uid in known:
            return Wrong("twice", number, "uid")
        known.add(case.uid)
        cases.append(case)
    try:
        around = msgspec.convert({**whole, "cases": ()}, ArchiveFile)
    except msgspec.ValidationError as error:
        return Wrong("wrong_shape", 0, _place(error))
    return ArchiveFile(given_by=around.given_by[:MAX_TEXT], cases=tuple(cases))


def _case(told: object, number: int) -> GivenCase | Wrong:
    try:
        case = msgspec.convert(told, GivenCase)
    except (msgspec.ValidationError, RecursionError) as error:
        return Wrong("wrong_shape", number, _place(error))
    if not case.uid or max(len(case.uid), len(case.url), len(case.organisation), len(case.content.title)) > MAX_TEXT:
        return Wrong("wrong_shape", number, "uid, url, organisation, content.title")
    if case.url and not case.url.startswith(("https://", "http://")):
        return Wrong("wrong_shape", number, "url")
    if len(canonical_report(case.content)) > MAX_CASE_BYTES:
        return Wrong("too_large", number)
    if not is_day(case.day) or not 0 < case.version < 10_000:
        return Wrong("wrong_day", number, "day, version")
    if not _SHA256.fullmatch(case.sha256) or report_hash(case.content) != case.sha256:
        return Wrong("wrong_hash", number, "sha256")
    return case


def _place(error: Exception) -> str:
    """Where it is, as msgspec says it: `Expected `str`, got `int` - at `$.content.title`."""
    found = re.search(r"at `\$\.?([^`]*)`", str(error))
    return found[1] if found and found[1] else ""
