# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The checker of fault histories finds what was planted, each kind by its own name, and nothing in a sound history."""

from __future__ import annotations

import pytest

from tests.faults.checker import Verdict, judge
from tests.faults.history import Line

PROBLEMS = ("lost", "duplicated", "diverged", "phantoms", "vanished", "disordered", "wedged", "untold")


def sound() -> list[Line]:
    """Two people write three notes; one is edited, one taken away again, one command is refused, one still waits."""
    told: list[Line] = []

    def tell(k: str, **fields: object) -> None:
        told.append({"k": k, "at": len(told), **fields})

    def command(page: str, n: int, what: str, note: str, text: str, end: str) -> None:
        op = f"{page}.{n}"
        tell("invoke", c=page, op=op, what=what, note=note, text=text)
        tell("sent", c=page, op=op, n=n)
        if end == "done":
            if text:
                tell("seen", c=page, note=note, text=text)
            tell("settled", c=page, op=op)
        elif end == "left":
            tell("left", c=page, op=op)
        else:
            tell("refused", c=page, op=op, code=end)

    command("a", 1, "add", "n1", "one", "done")
    command("b", 1, "add", "n2", "two", "done")
    tell("fault", kind="cut", what="struck")
    command("a", 2, "edit", "n1", "uno", "done")
    command("b", 2, "edit", "n2", "due", "stale_rev")
    command("a", 3, "add", "n3", "three", "done")
    command("a", 4, "delete", "n3", "", "done")
    command("b", 3, "edit", "n2", "dos", "left")
    tell("seen", c="b", note="n1", text="uno")
    tell("digest", c="a", held="d1", fresh={"worker 0": "d1", "worker 1": "d1"})
    for seq, (page, n) in enumerate([("", 0), ("a", 1), ("b", 1), ("a", 2), ("a", 3), ("a", 4)], 1):
        tell("log", seq=seq, c=page, n=n)
    tell("final", notes={"n1": ["uno", 2], "n2": ["two", 1]})
    return told


def without(told: list[Line], **fields: object) -> list[Line]:
    left = [line for line in told if not fields.items() <= line.items()]
    assert len(left) < len(told)
    return left


def entries(told: list[Line], *settled: tuple[str, int]) -> list[Line]:
    """The same history with another log."""
    log = [{"k": "log", "at": 99, "seq": seq, "c": page, "n": n} for seq, (page, n) in enumerate(settled, 1)]
    return [line for line in told if line["k"] != "log"] + log


def notes(told: list[Line], **final: list[object]) -> list[Line]:
    """The same history with another view at the end."""
    return [line | {"notes": final} if line["k"] == "final" else line for line in told]


def found(verdict: Verdict) -> set[str]:
    return {name for name in PROBLEMS if getattr(verdict, name)}


def test_a_sound_history_is_sound() -> None:
    verdict = judge(sound())
    assert verdict.sound, verdict.problems


A_LOG = [("", 0), ("a", 1), ("b", 1), ("a", 2), ("a", 3), ("a", 4)]

IN_THE_ROOM = [
    {"k": "room", "at": 0, "people": ["pa", "pb"]},
    {"k": "joined", "at": 1, "form": "f", "person": "pc"},
    {"k": "joined", "at": 2, "form": "f", "person": "pc"},
    {"k": "room", "at": 3, "people": ["pa", "pb", "pc"]},
]
"""Two people, and a third whose form was sent twice."""
AT_THE_END = [{"k": "device", "at": 98, "ops": ["b.2", "b.3"]}]
"""The refused command and the one that still waits stand on their device."""
HALF_WRITTEN = [{"k": "draft", "at": 1, "c": "a", "text": "half"}, {"k": "drafts", "at": 98, "texts": ["half"]}]


def test_a_form_sent_twice_words_on_a_device_and_a_draft_are_sound() -> None:
    verdict = judge([*sound(), *IN_THE_ROOM, *AT_THE_END, *HALF_WRITTEN])
    assert verdict.sound, verdict.problems


PLANTED = {
    "a form that made two people is a duplicate": (
        "duplicated",
        [
            *sound(),
            *IN_THE_ROOM[:2],
            {"k": "joined", "at": 2, "form": "f", "person": "pd"},
            {"k": "room", "at": 3, "people": ["pa", "pb", "pc", "pd"]},
        ],
    ),
    "somebody in the room whom no form made is a duplicate": (
        "duplicated",
        [*sound(), *IN_THE_ROOM[:3], {"k": "room", "at": 3, "people": ["pa", "pb", "pc", "pd"]}],
    ),
    "somebody who was let in and is not in the room is lost": (
        "lost",
        [*sound(), *IN_THE_ROOM[:3], {"k": "room", "at": 3, "people": ["pa", "pb"]}],
    ),
    "unsent words that are not on the device after the end have vanished": (
        "vanished",
        [*sound(), {"k": "device", "at": 98, "ops": ["b.2"]}],
    ),
    "an acknowledged note that its device shows as not stored is a duplicate": (
        "duplicated",
        [*sound(), {"k": "device", "at": 98, "ops": ["a.1", "b.2", "b.3"]}],
    ),
    "a draft that lies nowhere is lost": ("lost", [*sound(), HALF_WRITTEN[0], {"k": "drafts", "at": 98, "texts": []}]),
    "a draft that lies on its device twice is a duplicate": (
        "duplicated",
        [*sound(), HALF_WRITTEN[0], {"k": "drafts", "at": 98, "texts": ["half", "half"]}],
    ),
    "an acknowledged command that is not in the log is lost": (
        "lost",
        entries(sound(), *(each for each in A_LOG if each != ("b", 1))),
    ),
    "an acknowledged note that nobody sees at the end is lost": ("lost", notes(sound(), n1=["uno", 2])),
    "an acknowledged edit whose old words are back is lost": ("lost", notes(sound(), n1=["one", 1], n2=["two", 1])),
    "a note that was taken away and is back is a lost deletion": (
        "lost",
        notes(sound(), n1=["uno", 2], n2=["two", 1], n3=["three", 1]),
    ),
    "a command that stands twice in the log is a duplicate": ("duplicated", entries(sound(), *A_LOG, ("a", 4))),
    "a command sent under two numbers that both count is a duplicate": (
        "duplicated",
        [*entries(sound(), *A_LOG, ("a", 5)), {"k": "sent", "at": 98, "c": "a", "op": "a.3", "n": 5}],
    ),
    "a note changed more often than anybody asked is a duplicate": ("duplicated", notes(sound(), n1=["uno", 3], n2=["two", 1])),
    "a refused command that counts is a duplicate": ("duplicated", entries(sound(), *A_LOG, ("b", 2))),
    "a screen that holds something else than a fresh view has diverged": (
        "diverged",
        [*sound(), {"k": "digest", "at": 99, "c": "b", "held": "d2", "fresh": {"worker 0": "d1"}}],
    ),
    "workers whose fresh views differ have diverged": (
        "diverged",
        [*sound(), {"k": "digest", "at": 99, "c": "b", "held": "d1", "fresh": {"worker 0": "d1", "worker 1": "d2"}}],
    ),
    "a hole in the log is a divergence": ("diverged", without(sound(), k="log", seq=3)),
    "words on a screen that nobody wrote are a phantom": (
        "phantoms",
        [*sound(), {"k": "seen", "at": 99, "c": "b", "note": "n1", "text": "?"}],
    ),
    "words on a screen that the log does not have are a phantom": (
        "phantoms",
        [*sound(), {"k": "seen", "at": 99, "c": "a", "note": "n2", "text": "dos"}],
    ),
    "words shown before anybody wrote them are a phantom": (
        "phantoms",
        [*sound(), {"k": "seen", "at": -1, "c": "b", "note": "n1", "text": "one"}],
    ),
    "a note at the end that nobody wrote is a phantom": ("phantoms", notes(sound(), n1=["uno", 2], n2=["two", 1], n9=["?", 1])),
    "an entry for a number that was never sent is a phantom": ("phantoms", entries(sound(), *A_LOG, ("a", 9))),
    "a command without an end that nobody shows has vanished": ("vanished", without(sound(), k="left")),
    "a command stored before one that was acknowledged earlier is out of order": (
        "disordered",
        entries(sound(), ("", 0), ("a", 2), ("a", 1), ("b", 1), ("a", 3), ("a", 4)),
    ),
    "people who still wait after the limit are wedged": (
        "wedged",
        [*sound(), {"k": "fault", "at": 99, "kind": "cut", "what": "wedged"}],
    ),
}


@pytest.mark.parametrize("planted", PLANTED, ids=lambda sentence: sentence.replace(" ", "-"))
def test_what_was_planted_is_found(planted: str) -> None:
    name, told = PLANTED[planted]
    assert name in found(judge(told))


def test_a_command_that_still_waits_may_count_or_not() -> None:
    """Its author is told when he is back; until then both are right (I8)."""
    assert judge(notes(entries(sound(), *A_LOG, ("b", 3)), n1=["uno", 2], n2=["dos", 2])).sound


def test_an_author_who_was_told_of_his_loss_lost_something_all_the_same() -> None:
    """What a profile does not promise to keep, it promises to tell (I5)."""
    told = entries(sound(), *(each for each in A_LOG if each != ("b", 1)))
    assert found(judge(told)) >= {"lost", "untold"}
    verdict = judge([*told, {"k": "told", "at": 99, "c": "b"}])
    assert verdict.lost
    assert not verdict.untold
    assert verdict.told == 1


def test_a_page_that_was_given_everything_anew_is_counted_and_no_problem() -> None:
    verdict = judge([*sound(), {"k": "anew", "at": 99, "c": "a"}])
    assert verdict.sound
    assert verdict.anew == 1
