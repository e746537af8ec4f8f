# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Judges a history without having been there, by these invariants (docs/reliability.md):

I3 CONVERGE, I4 ONCE, I5 DURABLE, I6 NO PHANTOM, I7 REALTIME, I8 CONSERVE, I13 LIVE.

Only its author changes a note in these runs, one command in flight at a time. So what a note must be at the end follows from its
commands in their order, each done, refused, or unknown.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from msgspec import Struct, field

from tests.faults.history import Line


class Verdict(Struct):
    """What was wrong, each as a sentence. `anew` is how often a page was given a full view instead of what it missed, `told`
    how often one was told of a loss."""

    lost: list[str] = field(default_factory=list)
    """I5: acknowledged, and not there at the end; a draft that is gone."""
    duplicated: list[str] = field(default_factory=list)
    """I4: effective more than once, or refused and yet effective; one form, two people."""
    diverged: list[str] = field(default_factory=list)
    """I3: two who may see the same see different things."""
    phantoms: list[str] = field(default_factory=list)
    """I6: shown or stored, but never asked, or gone again without having been taken away."""
    vanished: list[str] = field(default_factory=list)
    """I8: asked, and neither carried out nor refused nor still shown as waiting."""
    disordered: list[str] = field(default_factory=list)
    """I7: asked after another was acknowledged, and yet stored before it."""
    wedged: list[str] = field(default_factory=list)
    """I13: still not as it should be long after the fault was over."""
    untold: list[str] = field(default_factory=list)
    """I5: lost, and its author's page, or one that showed it, was not told so afterwards."""
    anew: int = 0
    told: int = 0

    @property
    def sound(self) -> bool:
        """Whether nothing at all was wrong."""
        return not self.problems

    @property
    def problems(self) -> list[str]:
        """Everything that was wrong."""
        each = ("lost", "duplicated", "diverged", "phantoms", "vanished", "disordered", "wedged", "untold")
        return [f"{name}: {sentence}" for name in each for sentence in getattr(self, name)]


class _Command:
    """What became of one command of a person."""

    def __init__(self, line: Line) -> None:
        self.op: str = line["op"]
        self.page: str = line["c"]
        self.what: str = line["what"]
        self.note: str = line["note"]
        self.text: str = line.get("text", "")
        self.invoked_at: float = line["at"]
        self.settled_at: float | None = None
        self.refused = ""
        self.left = False
        self.seqs: list[int] = []

    @property
    def ended(self) -> bool:
        return self.settled_at is not None or bool(self.refused)

    @property
    def effective(self) -> bool:
        """Whether it must count: it is in the log, or was acknowledged."""
        return self.settled_at is not None or bool(self.seqs)


def judge(lines: Iterable[Line]) -> Verdict:
    """Judge a whole history. A history without `log` lines is judged by what was shown alone."""
    told = list(lines)
    verdict = Verdict()
    commands: dict[str, _Command] = {}
    by_number: dict[tuple[str, int], str] = {}
    for line in told:
        match line["k"]:
            case "invoke":
                commands[line["op"]] = _Command(line)
            case "sent":
                by_number[line["c"], line["n"]] = line["op"]
            case "settled":
                commands[line["op"]].settled_at = line["at"]
            case "refused":
                commands[line["op"]].refused = line["code"]
            case "left":
                commands[line["op"]].left = True
            case "anew":
                verdict.anew += 1
            case "told":
                verdict.told += 1
            case "fault" if line["what"] == "wedged":
                verdict.wedged.append(f"after {line['kind']}: {line.get('why', 'people still waited')}")
            case _:
                pass
    _judge_log(told, commands, by_number, verdict)
    _judge_once(commands, verdict)
    _judge_notes(told, commands, verdict)
    _judge_shown(told, commands, verdict)
    _judge_digests(told, verdict)
    _judge_order(commands, verdict)
    _judge_people(told, verdict)
    _judge_devices(told, commands, verdict)
    _judge_drafts(told, verdict)
    for command in commands.values():
        if not command.ended and not command.left:
            verdict.vanished.append(f"{command.op} of {command.page} ({command.what} {command.note}) has no end")
    return verdict


def _judge_log(told: list[Line], commands: dict[str, _Command], by_number: dict[tuple[str, int], str], verdict: Verdict) -> None:
    entries = [line for line in told if line["k"] == "log"]
    told_at = {line["c"]: line["at"] for line in told if line["k"] == "told"}
    shown: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for line in told:
        if line["k"] == "seen":
            shown[line["note"], line["text"]][line["c"]] = line["at"]
    for number, line in enumerate(entries, entries[0]["seq"] if entries else 0):
        if line["seq"] != number:
            verdict.diverged.append(f"the log goes on at {line['seq']} instead of {number}")
            break
    for line in entries:
        if not line["c"]:
            continue
        op = by_number.get((line["c"], line["n"]))
        if op is None:
            verdict.phantoms.append(f"entry {line['seq']} settles {line['n']} of {line['c']}, which was never sent")
        else:
            commands[op].seqs.append(line["seq"])
    if entries:
        for command in commands.values():
            if command.settled_at is not None and not command.seqs:
                verdict.lost.append(f"{command.op} ({command.what} {command.note}) was acknowledged and is not in the log")
                knew = {command.page: command.settled_at, **shown[command.note, command.text]}
                verdict.untold += [
                    f"{command.op} is lost, and {page}, which knew it, was not told"
                    for page, at in knew.items()
                    if told_at.get(page, -1.0) < at
                ]


def _judge_once(commands: dict[str, _Command], verdict: Verdict) -> None:
    for command in commands.values():
        if len(command.seqs) > 1:
            verdict.duplicated.append(f"{command.op} ({command.what} {command.note}) stands in entries {command.seqs}")
        if command.refused and command.seqs:
            verdict.duplicated.append(f"{command.op} was refused ({command.refused}) and stands in entry {command.seqs[0]}")


def _judge_notes(told: list[Line], commands: dict[str, _Command], verdict: Verdict) -> None:
    """Each note at the end against what its commands say. A loss that the log has told already is not told twice."""
    finals = [line for line in told if line["k"] == "final"]
    if not finals:
        return
    shown: dict[str, tuple[str, int]] = {note: (text, rev) for note, (text, rev) in finals[-1]["notes"].items()}
    by_note: dict[str, list[_Command]] = defaultdict(list)
    for command in commands.values():
        by_note[command.note].append(command)
    known_lost = len(verdict.lost)
    for note, history in by_note.items():
        allowed, revisions = _outcomes([command for command in history if not command.refused])
        if shown.get(note, (None, 0))[0] not in allowed:
            text = shown.get(note, (None, 0))[0]
            if not known_lost:
                verdict.lost.append(f"note {note} is {text!r} and must be one of {sorted(map(str, allowed))}")
        elif note in shown and shown[note][1] - 1 > revisions:
            verdict.duplicated.append(f"note {note} was changed {shown[note][1] - 1} times, by at most {revisions} commands")
    for note in shown.keys() - by_note.keys():
        verdict.phantoms.append(f"note {note} was never written")


def _outcomes(history: list[_Command]) -> tuple[set[str | None], int]:
    """What a note may be at the end (None: absent), and how often it may have been changed."""
    states: set[str | None] = {None}
    changes = -1
    for command in history:
        after = None if command.what == "delete" else command.text
        states = {after} if command.effective else states | {after}
        changes += 1
    return states, max(changes, 0)


def _judge_shown(told: list[Line], commands: dict[str, _Command], verdict: Verdict) -> None:
    """Durable before visible: words on anybody's screen were asked by somebody, before, and are in the log for good."""
    wrote = {(command.note, command.text): command for command in commands.values() if command.what != "delete"}
    has_log = any(line["k"] == "log" for line in told)
    for line in told:
        if line["k"] != "seen":
            continue
        command = wrote.get((line["note"], line["text"]))
        if command is None or command.invoked_at > line["at"]:
            verdict.phantoms.append(f"{line['c']} saw note {line['note']} as {line['text']!r}, which nobody had written")
        elif has_log and not command.seqs and command.settled_at is None:
            verdict.phantoms.append(f"{line['c']} saw {command.op} of note {line['note']}, which is not in the log")


def _judge_digests(told: list[Line], verdict: Verdict) -> None:
    for line in told:
        if line["k"] == "digest":
            for via, fresh in line["fresh"].items():
                if fresh != line["held"]:
                    verdict.diverged.append(f"{line['c']} holds {line['held']}, a fresh view through {via} is {fresh}")


def _judge_order(commands: dict[str, _Command], verdict: Verdict) -> None:
    """Of all that was acknowledged before a command was asked, nothing may stand behind it in the log."""
    stored = [command for command in commands.values() if command.seqs]
    acknowledged = sorted(
        (command.settled_at, min(command.seqs), command.op) for command in stored if command.settled_at is not None
    )
    at, highest, op = 0, 0, ""
    for command in sorted(stored, key=lambda command: command.invoked_at):
        while at < len(acknowledged) and acknowledged[at][0] < command.invoked_at:
            if acknowledged[at][1] > highest:
                _, highest, op = acknowledged[at]
            at += 1
        if min(command.seqs) < highest:
            verdict.disordered.append(f"{command.op} is entry {min(command.seqs)}, but {op}, settled before, is {highest}")


def _judge_people(told: list[Line], verdict: Verdict) -> None:
    """One form, one person: whoever was told that he takes part is there once, and nobody came by himself."""
    rooms = [set(line["people"]) for line in told if line["k"] == "room"]
    if not rooms:
        return
    of_form: dict[str, set[str]] = defaultdict(set)
    for line in told:
        if line["k"] == "joined":
            of_form[line["form"]].add(line["person"])
    for form, people in of_form.items():
        if len(people) > 1:
            verdict.duplicated.append(f"form {form} made {len(people)} people")
        if gone := people - rooms[-1]:
            verdict.lost.append(f"form {form} made {', '.join(sorted(gone))}, who is not in the room")
    for stranger in rooms[-1] - rooms[0] - set().union(*of_form.values()):
        verdict.duplicated.append(f"{stranger} is in the room, and nobody was told that he joined as such")


def _judge_devices(told: list[Line], commands: dict[str, _Command], verdict: Verdict) -> None:
    """After the end: what was not acknowledged still stands on its device, and what was acknowledged does not."""
    for line in told:
        if line["k"] != "device":
            continue
        there = set(line["ops"])
        for command in commands.values():
            knew = command.settled_at is not None and command.settled_at < line["at"]
            if knew and command.op in there:
                verdict.duplicated.append(f"{command.op} was acknowledged, and its device shows it as not stored")
            if command.settled_at is None and not command.seqs and command.op not in there:
                verdict.vanished.append(f"{command.op} was not acknowledged, and its words are not on the device any more")


def _judge_drafts(told: list[Line], verdict: Verdict) -> None:
    """What somebody left half written lies on his device, once."""
    found = [line for line in told if line["k"] == "drafts"]
    if not found:
        return
    kept: Counter[str] = Counter(found[-1]["texts"])
    for text in [line["text"] for line in told if line["k"] == "draft"]:
        if not kept[text]:
            verdict.lost.append(f"the draft {text!r} is not on its device any more")
        if kept[text] > 1:
            verdict.duplicated.append(f"the draft {text!r} lies {kept[text]} times on its device")
