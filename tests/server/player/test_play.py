# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A whole workshop, played by simulated people against the real server, sped up."""

from __future__ import annotations

import asyncio
import html
import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from icalendar import Calendar

from server import content
from server.player.browser import Browser, open_link
from server.player.reporting import reasons_of
from sessions.cases.case import Case
from sessions.material.script import leaves
from tests.board.papers.looking import text_of
from tests.patience import patient
from tests.running import running_server

MINUTE_MS = 600
SPEED = 100
PLAY_WITHIN_S = 90
"""A play takes about eight seconds; a busy machine may be slow."""


@pytest.fixture(scope="module")
def base_url() -> Iterator[str]:
    with running_server(minute_ms=MINUTE_MS) as url:
        yield url


def play(url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "server.cli", "play", "--url", url, "--speed", str(SPEED), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=patient(PLAY_WITHIN_S), check=False)


@pytest.fixture(scope="module", params=[15, 4])
def people(request: pytest.FixtureRequest) -> int:
    assert isinstance(request.param, int)
    return request.param


@pytest.fixture(scope="module")
def summary(base_url: str, people: int) -> dict[str, Any]:
    played = play(base_url, "--case", "camera", "--people", str(people), "--json")
    assert played.returncode == 0, played.stderr
    found: dict[str, Any] = json.loads(played.stdout)
    return found


@pytest.mark.slow
class TestAWholeWorkshop:
    def test_everybody_takes_part_at_the_tables_of_the_room(self, summary: dict[str, Any], people: int) -> None:
        assert summary["people"] == people
        assert summary["tables"] == ({"t1": 5, "t2": 5, "t3": 5} if people == 15 else {"t1": 4})

    def test_every_note_that_was_sent_is_settled_and_one_is_later(self, summary: dict[str, Any]) -> None:
        notes = summary["notes"]
        assert notes["sent"] == notes["settled"] > 0
        assert notes["refused"] == 0
        assert notes["late"] >= 1

    def test_nobody_but_the_author_sees_a_silent_note_before_it_opens(self, summary: dict[str, Any]) -> None:
        assert summary["leaks"] == []
        for groups in summary["seen"].values():
            assert all(group["first_ms"] >= 0 for group in groups.values())

    def test_table_facilitator_and_screen_see_every_silent_note_in_the_end(self, summary: dict[str, Any], people: int) -> None:
        assert summary["seen"].keys() == {"value", "action"}
        for groups in summary["seen"].values():
            assert groups["table"]["devices"] == people - 1  # one writes on paper, and has no device
            assert groups["facilitator"]["notes"] == groups["screen"]["notes"] == groups["table"]["notes"]
            if people > 4:
                assert groups["other_tables"] | {"first_ms": 0, "last_ms": 0} == groups["table"] | {"first_ms": 0, "last_ms": 0}

    def test_the_tables_see_the_notes_before_the_room_does(self, summary: dict[str, Any]) -> None:
        for groups in summary["seen"].values():
            assert groups["table"]["last_ms"] < groups["screen"]["first_ms"]

    def test_refused_is_only_what_had_to_be(self, summary: dict[str, Any]) -> None:
        # Once per silent step the next one is tried in vain; at every table two people move one note at once.
        in_vain = summary["in_vain"]
        assert in_vain["silence_running"] == 3
        assert in_vain["stale_rev"] >= len(summary["tables"])
        # A facilitator who shortens or adds time may be a moment later than the clock.
        assert in_vain.keys() <= {"silence_running", "stale_rev", "too_short", "run_ended"}
        assert summary["refusals"].keys() <= {"too_short", "run_ended", "stale_rev", "rate"}

    def test_all_steps_of_the_script_are_played_in_order(self, summary: dict[str, Any]) -> None:
        script = leaves(content.script("codio-project-2025"))
        assert [(step["leaf_id"], step["minutes"]) for step in summary["steps"]] == [(leaf.id, leaf.minutes) for leaf in script]
        started = [step["started_at_ms"] for step in summary["steps"]]
        assert started == sorted(started)

    def test_the_fixed_poster_holds_the_four_values_and_three_actions_of_the_case(self, summary: dict[str, Any]) -> None:
        snapshot = summary["snapshot"]
        assert snapshot["verified"] is True
        assert snapshot["version"] == 1
        assert {foundation: sorted(names) for foundation, names in snapshot["values"].items()} == {
            "democratie": ["Transparantie"],
            "rechtsstaat": ["Privacy", "Uitlegbaarheid"],
            "bestuurskracht": ["Menselijke eindverantwoordelijkheid"],
        }
        assert snapshot["actions"] == [
            {"action": "Meer uitleg aan inwoners geven", "holder": "Communicatie"},
            {"action": "Vastleggen wie verantwoordelijk is voor het cameratoezicht", "holder": "Hoofd Openbare orde"},
            {"action": "Evalueren en in kaart brengen wie ermee te maken heeft", "holder": "Projectleider"},
        ]


AFTERWARDS = ["camera:3", *(pytest.param(each, marks=pytest.mark.long) for each in ("camera:60", "arnhem:4", "arnhem:60"))]


@pytest.fixture(scope="module", params=AFTERWARDS)
def lived_on(request: pytest.FixtureRequest, base_url: str) -> tuple[Case, dict[str, Any]]:
    """A workshop, its talk afterwards, two check moments, and its report: the case, and what the player tells."""
    name, _, people = str(request.param).partition(":")
    result = play(base_url, "--case", name, "--people", people, "--through", "report", "--json")
    assert result.returncode == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return content.case(name), found


@pytest.mark.slow
class TestWhatLivesOn:
    """The player itself finds every answer again on the pages of case, action, status and report, else it ends with a word."""

    def test_every_file_of_the_report_holds_what_was_put_in(self, lived_on: tuple[Case, dict[str, Any]]) -> None:
        """[FIL-12] [REP-08]"""
        case, found = lived_on
        assert case.afterwards is not None
        files = asyncio.run(_files(found))
        assert files.keys() == {"html", "pdf", "odt", "ods", "csv", "ics", "json"}
        rows = case.afterwards.report.values()
        actions = [action.action for action in case.poster.actions]
        holders = [action.holder for action in case.poster.actions]
        said = [
            *rows,
            *case.afterwards.answers,
            case.afterwards.coordinator,
            *(tension.clash for tension in case.poster.tensions),
            *reasons_of(case),
        ]
        assert len(reasons_of(case)) > 10
        for kind in ("html", "pdf", "odt", "json"):
            missing = [words for words in (*said, *actions, *holders) if _plain(words) not in files[kind]]
            assert not missing, kind
        for kind in ("ods", "csv"):
            missing = [words for words in (*actions, *holders) if _plain(words) not in files[kind]]
            assert not missing, kind

    def test_the_public_report_and_the_status_page_open_for_everybody(self, lived_on: tuple[Case, dict[str, Any]]) -> None:
        """[PUB-01]"""
        case, found = lived_on
        assert case.afterwards is not None
        public = asyncio.run(_opened(found["report"]["public"]))
        status = asyncio.run(_opened(found["after"]["status_page"]))
        assert case.afterwards.message in status
        assert all(text in public for text in case.afterwards.report.values())


PLAYED = ["apeldoorn:15", "utrecht:4", *(pytest.param(each, marks=pytest.mark.long) for each in ("arnhem:12", "utrecht:60"))]


@pytest.fixture(scope="module", params=PLAYED)
def played(request: pytest.FixtureRequest, base_url: str) -> tuple[Case, dict[str, Any]]:
    """A whole workshop by the script CODIO-PaD: the case, and what the player tells."""
    name, _, people = str(request.param).partition(":")
    result = play(base_url, "--case", name, "--people", people, "--json")
    assert result.returncode == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    assert found["people"] == int(people)
    return content.case(name), found


@pytest.mark.slow
class TestAWholeWorkshopByCodioPad:
    """The player itself compares the fixed poster and the outcome with the case, and ends with a word when they differ."""

    def test_every_step_is_played_and_nothing_leaks(self, played: tuple[Case, dict[str, Any]]) -> None:
        case, summary = played
        assert [step["leaf_id"] for step in summary["steps"]] == [leaf.id for leaf in leaves(content.script(case.script))]
        assert summary["leaks"] == []
        assert summary["refusals"].keys() <= {"silence_running", "stale_rev", "too_short", "run_ended", "rate"}

    def test_the_poster_holds_what_the_case_says(self, played: tuple[Case, dict[str, Any]]) -> None:
        case, summary = played
        assert summary["snapshot"]["verified"] is True
        assert [action["action"] for action in summary["snapshot"]["actions"]] == [a.action for a in case.poster.actions]
        assert sum(map(len, summary["snapshot"]["values"].values())) == len(case.poster.values)

    def test_what_was_set_aside_has_its_reason(self, played: tuple[Case, dict[str, Any]]) -> None:
        """[DOM-08]"""
        case, summary = played
        kept = summary["kept"]
        assert kept["set_aside"]
        assert all(reason for _, reason in kept["set_aside"])
        research = {reason for table in case.tables for verdict in table.verdicts if (reason := verdict.reason)}
        assert {reason for _, verdict, reason in kept["research"] if verdict == "set_aside"} <= research
        assert kept["research"]
        assert [reason for name, reason in kept["dropped"] if reason != "zegt hetzelfde"] != [] or not case.poster.left_out

    def test_actions_are_ordered_and_the_parking_lot_is_empty(self, played: tuple[Case, dict[str, Any]]) -> None:
        """[DOM-16] [DOM-19] [DOM-20]"""
        case, summary = played
        kept = summary["kept"]
        assert kept["actions_by_priority"] == [action.action for action in case.poster.actions]
        assert kept["tensions"] == len(case.poster.tensions) > 0
        assert sorted(map(tuple, kept["parked"])) == sorted((p.text, p.outcome) for p in case.parked)
        assert all(outcome != "open" for _, outcome in kept["parked"])
        assert kept["answers"] == [answer.text for answer in case.answers]
        assert kept["case_changes"] >= 1

    def test_what_people_say_together_and_share_is_kept(self, played: tuple[Case, dict[str, Any]]) -> None:
        case, summary = played
        kept = summary["kept"]
        joint = {action.action for table in case.tables for action in table.joint_actions}
        assert set(kept["joint_actions"]) == joint
        shared = {said.text for who in case.participants for said in who.reflections if said.shared}
        assert set(kept["reflections"]) <= shared
        assert kept["reflections"]
        assert kept["wider"]


def test_an_unknown_case_is_one_sentence_and_exit_status_1(base_url: str) -> None:
    played = play(base_url, "--case", "utrecht", "--through", "report")
    assert played.returncode == 1
    assert "does not say what became of it" in played.stderr
    played = play(base_url, "--case", "nergens")
    assert (played.returncode, played.stdout) == (1, "")
    assert played.stderr == "waardenbord play: There is no case nergens, only camera, apeldoorn, arnhem, utrecht.\n"


def test_a_server_that_is_not_there_is_one_sentence_and_exit_status_1() -> None:
    played = play("http://127.0.0.1:9")
    assert played.returncode == 1
    assert played.stderr.startswith("waardenbord play: http://127.0.0.1:9 cannot be reached")
    assert "Traceback" not in played.stderr


async def _files(found: dict[str, Any]) -> dict[str, str]:
    """The words of each file, fetched by somebody who has the link of the case."""
    base, link = found["report"]["public"].partition("/verslag/")[0], found["after"]["link"]
    browser = await open_link(base, link)
    texts: dict[str, str] = {}
    for kind, address in found["report"]["files"].items():
        file = await browser.file(address.removeprefix(base))
        assert file.status == 200, address
        texts[kind] = _plain(_words(kind, file.content))
    return texts


def _words(kind: str, content: bytes) -> str:
    match kind:
        case "pdf":
            return text_of(content)
        case "odt" | "ods":
            with zipfile.ZipFile(io.BytesIO(content)) as folder:
                return _without_tags(folder.read("content.xml").decode())
        case "html":
            return _without_tags(content.decode())
        case "json":
            return str(json.loads(content))
        case "ics":
            return str(Calendar.from_ical(content).walk())
        case _:
            return content.decode("utf-8-sig").replace('""', '"')


def _without_tags(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", markup))


def _plain(text: str) -> str:
    """Letters and digits alone: where lines and pieces of text end says nothing."""
    return "".join(letter for letter in text if letter.isalnum())


async def _opened(address: str) -> str:
    base = "/".join(address.split("/")[:3])
    answer = await Browser(base).get(address.removeprefix(base))
    assert answer.status == 200
    return html.unescape(answer.body)
