# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A case as a file, and back: nothing is lost but links, and what is no case is refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from organisation.dossier import commands as c
from organisation.dossier.bounds import MAX_ACTIONS
from organisation.dossier.case_file import MAX_LINES, SCHEMA_VERSION, CaseFile, canonical_case, case_file, parse_case
from organisation.dossier.contacts import Contact
from organisation.dossier.decider import begin, replay
from organisation.dossier.due_mails import due_mails
from organisation.dossier.events import decode_events, encode_events
from organisation.dossier.questions import PROGRESS
from organisation.dossier.state import Dossier
from sessions.model.codes import Refusal
from tests.organisation.dossier.test_decider import KEY, Case
from tests.organisation.dossier.test_reported import weighed
from tests.sessions.world import START_MS


def lived() -> Case:
    """A case in which something was told."""
    case = Case()
    case.ok(c.SetCoordinator(0, "Hoofd Informatie", "2027-01-01"))
    case.ok(c.AnswerFollowUp(0, 0, "Tijd en geld"))
    case.ok(c.ReportProgress("s1.a1", 1, "busy", "", ("Het loopt", *[""] * (len(PROGRESS) - 1)), "2027-02-01"))
    case.ok(c.MakeHolderLink("s1.a1", "b" * 64, "c" * 64))
    case.ok(c.SetAddress("s1.a1", 0, "team@example.nl"))
    return case


def restored(case: CaseFile) -> Dossier:
    events = begin(c.RestoreDossier("s9", "d" * 64, case, "e" * 64), START_MS + 5)
    assert not isinstance(events, Refusal)
    dossier = replay(decode_events(encode_events(events)))
    assert dossier is not None
    return dossier


def told(**changes: Any) -> bytes:
    """The JSON of a case, changed."""
    return msgspec.json.encode({**msgspec.json.decode(canonical_case(case_file(lived().dossier))), **changes})


def test_a_case_comes_back_from_its_file_with_links_of_its_own() -> None:
    """[FIL-10]"""
    was = lived().dossier
    found = parse_case(canonical_case(case_file(was)).encode())
    assert isinstance(found, CaseFile)
    now = restored(found)
    assert (now.id, now.key_hash, now.feed_hash, now.opened_at_ms) == ("s9", "d" * 64, "e" * 64, START_MS + 5)
    assert case_file(now) == case_file(was)
    assert all(action.link is None for action in now.actions.values())


def test_no_link_key_or_address_is_in_a_file() -> None:
    """[FIL-09]"""
    text = canonical_case(case_file(lived().dossier))
    for secret in ("b" * 64, "c" * 64, KEY, "team@example.nl"):
        assert secret not in text


def test_what_goes_along_with_a_report_tells_of_no_check_moment() -> None:
    """[FIL-09]"""
    dossier = lived().dossier
    assert "Het loopt" in canonical_case(case_file(dossier))
    shared = case_file(dossier, shared=True)
    assert "Het loopt" not in canonical_case(shared)
    assert {action.id: action.status for action in shared.actions}["s1.a1"] == "busy"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "not_a_case"),
        (b"\xff\xfe", "not_a_case"),
        (b"[" * 100_000, "not_a_case"),
        (b'{"format": "another"}', "not_a_case"),
        (told(schema_version=SCHEMA_VERSION + 1), "newer"),
        (told(handed=[]), "damaged"),
        (told(title=""), "damaged"),
        (told(title="x" * 10_001), "damaged"),
        (told(answers=[]), "damaged"),
        (told(language="Frans"), "damaged"),
        (told(actions=msgspec.json.decode(told())["actions"] * 2), "damaged"),
        (told(actions=[{"id": "../x", "plan": {"action": "a"}}]), "damaged"),
        (told(actions=[{"id": "x", "plan": {"action": "a"}, "same_as": "nobody"}]), "damaged"),
        (told(actions=[{"id": "x", "plan": {"action": "a", "due_day": "morgen"}}]), "damaged"),
        (told(actions=[{"id": f"a{n}", "plan": {"action": "a"}} for n in range(MAX_ACTIONS + 1)]), "too_much"),
    ],
)
def test_what_is_no_case_is_refused_with_the_reason(data: bytes, problem: str) -> None:
    """[FIL-10]"""
    assert parse_case(data) == problem


def changed(*path: str | int, to: object) -> bytes:
    """The JSON of a case with one value in it changed."""
    whole = msgspec.json.decode(told())
    inside = whole
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = to
    return msgspec.json.encode(whole)


@pytest.mark.parametrize("at_ms", [-1, 10**15, 10**18, -(10**18)])
@pytest.mark.parametrize("path", [("handed", 0, "fixed_at_ms"), ("actions", 0, "moments", 0, "at_ms")])
def test_a_moment_in_a_file_is_one_that_a_calendar_has(path: tuple[str | int, ...], at_ms: int) -> None:
    """[FIL-10]"""
    assert parse_case(changed(*path, to=at_ms)) == "damaged"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("actions", 0, "moments", 0, "answers"), ["one"]),
        (("actions", 0, "moments", 0, "answers"), ["one"] * (len(PROGRESS) + 1)),
        (("actions", 0, "rev"), -1),
        (("actions", 0, "rev"), 2**40),
        (("answers", 0, "rev"), 2**40),
        (("coordination", "rev"), -1),
        (("handed", 0, "version"), 2**40),
        (("appointment", "time"), "25:00"),
        (("handed", 0, "set_aside"), [{"name": "a", "reason": ""}] * (MAX_LINES + 1)),
    ],
)
def test_a_file_that_pages_could_not_show_gives_no_case(path: tuple[str | int, ...], value: object) -> None:
    """[FIL-10]"""
    assert parse_case(changed(*path, to=value)) == "damaged"


def test_a_state_of_which_nobody_told_when_stops_no_mail() -> None:
    """[FIL-10] [LIV-07]"""
    found = parse_case(canonical_case(case_file(lived().dossier, shared=True)).encode())
    assert isinstance(found, CaseFile)
    now = restored(found)
    action = replace(now.actions["s1.a1"], status="stuck", plan=replace(now.actions["s1.a1"].plan, due_day=""))
    now = replace(now, actions={"s1.a1": action}, contacts={"": Contact("team@example.nl")})
    assert due_mails(now, "2027-02-01", START_MS) == ()


def test_texts_from_a_file_are_as_clean_as_typed_ones_and_a_link_in_it_opens_nothing() -> None:
    """[FIL-10]"""
    action = {"id": "x", "plan": {"action": "a\u202eb\u200b"}, "link": {"key_hash": "f" * 64, "made_at_ms": 1}}
    found = parse_case(told(title="\ufeffTitel\u2066", actions=[action]))
    assert isinstance(found, CaseFile)
    now = restored(found)
    assert (now.title, now.actions["x"].plan.action, now.actions["x"].link) == ("Titel", "ab", None)


def test_a_title_from_a_file_is_one_line() -> None:
    """[FIL-10]"""
    found = parse_case(told(title="Camera's\r\nBcc: x@example.nl", organisation="Gemeente\n\nDorp"))
    assert isinstance(found, CaseFile)
    assert (found.title, found.organisation) == ("Camera's Bcc: x@example.nl", "Gemeente Dorp")


def test_what_a_later_version_adds_is_left_out_and_the_rest_is_read() -> None:
    """[FIL-10]"""
    assert parse_case(told(later={"anything": 1})) == case_file(replace(lived().dossier))


def test_what_a_later_version_tells_besides_keeps_no_case_from_coming_back() -> None:
    """[FIL-10]"""
    told = msgspec.json.decode(canonical_case(case_file(Case(weighed()).dossier)))
    case = parse_case(msgspec.json.encode(told))
    # Of these the keys are days of steps and texts of rows.
    maps = {"done", "rows"}
    structs = [(path, one) for path, one in _objects(told) if path not in maps]
    assert {"", "handed.0.case", "actions.0.plan"} <= {path for path, _ in structs}
    for path, one in structs:
        one["later"] = {"anything": [1]}
        assert parse_case(msgspec.json.encode(told)) == case, path


def _objects(value: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    if isinstance(value, dict):
        yield path, value
    for name, part in parts:
        yield from _objects(part, f"{path}.{name}".lstrip("."))
