# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The bank of mutants fits the product as it is now, and a mutant is killed by nothing but an assertion that fails.

Whether the tests kill them: `make mutants`.
"""

from __future__ import annotations

import ast
import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from tests.mutants import running
from tests.mutants.__main__ import line
from tests.mutants.bank import Change, Mutant, load, mutated, named_tests
from tests.mutants.judges.mutant_judge import failed_assertion
from tests.mutants.places import Stale, find, find_test, places
from tests.mutants.programme import NotGreen, Verdict, check_green, judge, programme
from tests.mutants.running import PROJECT, Finding, Run, run_tests
from tests.mutants.table import table
from tests.test_rules import listed_rules

MUTANTS = load()
AT_LEAST = 26
ELSEWHERE = re.compile(r"I([1-9]|1[0-7])|(SEC|PRIV|OPS)-\d\d")
"""Invariants (docs/reliability.md), and criteria of security, privacy and running it (docs/criteria.md)."""


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.id)
def test_every_mutant_fits_the_product_as_it_is(mutant: Mutant) -> None:
    """One that is stale would bring back no bug at all."""
    for name, text in mutated(mutant, PROJECT).items():
        if name.endswith(".py"):
            # A bug that does not even parse would be found by anything.
            ast.parse(text, name)


def test_every_mutant_has_its_name_its_rule_and_tests_that_exist() -> None:
    rules = listed_rules()
    assert len(MUTANTS) >= AT_LEAST
    assert not [name for name, times in Counter(mutant.id for mutant in MUTANTS).items() if times > 1]
    unknown = [
        f"{mutant.id}: {broken}"
        for mutant in MUTANTS
        for broken in mutant.breaks or ("nothing",)
        if broken not in rules and not ELSEWHERE.fullmatch(broken)
    ]
    missing = [
        f"{mutant.id}: {test}" for mutant in MUTANTS for test in named_tests(mutant, PROJECT) or ("none",) if not exists(test)
    ]
    assert not unknown + missing
    for mutant in MUTANTS:
        assert mutant.tests, mutant.id
        assert re.fullmatch(r"[a-z-]{8,34}", mutant.id), mutant.id
        assert mutant.link.startswith("https://") or not mutant.link, mutant.id
        assert not {*mutant.title, *mutant.known} & set("|\n"), mutant.id


def exists(test: str) -> bool:
    file, *names = test.split("::")
    path = PROJECT / file
    if not path.is_file() or not names:
        return False
    if not file.endswith(".py"):
        return f"{json.dumps(names[0], ensure_ascii=False)}, " in path.read_text(encoding="utf-8")
    inside: list[ast.stmt] = ast.parse(path.read_text(encoding="utf-8")).body
    for name in names:
        kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
        found = next((each for each in inside if isinstance(each, kinds) and each.name == name.partition("[")[0]), None)
        if found is None:
            return False
        inside = found.body
    return True


PRODUCT = "def half(n):\n    return n // 2\n"
TESTS = "import app\n\n\ndef test_half():\n    assert app.half(5) == 2\n\n\ndef test_nothing():\n    assert app\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A product of one function with two tests, of which one notices nothing."""
    folder = tmp_path / "project"
    for name, text in (("app.py", PRODUCT), ("tests/test_app.py", TESTS), ("pytest.ini", "[pytest]\npythonpath = .\n")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def mutant(name: str, replace: str, test: str = "test_half", search: str = "n // 2") -> Mutant:
    return Mutant(name, name, "us", ("I1",), (Change("half", search, replace),), (f"test_app.py::{test}",))


def copy(to: Path, project: Path) -> None:
    shutil.copytree(project, to)


def test_a_mutant_is_killed_by_a_failed_assertion_and_by_nothing_else(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "PLUGINS", ())
    mutants = [
        mutant("killed", "n // 3"),
        mutant("survived", "n // 3", "test_nothing"),
        mutant("broken", "n // 0"),
        mutant("stale", "n // 3", search="n // 7"),
    ]
    verdicts = list(programme(mutants, project=project, copy=copy))
    assert [verdict.kind for verdict in verdicts] == [verdict.mutant.id for verdict in verdicts]
    killed, survived, broken, stale = verdicts
    assert (killed.test, killed.why) == ("tests/test_app.py::test_half", "assert 1 == 2")
    assert "tests/test_app.py::test_half" in line(killed)
    assert "SURVIVED: its tests pass all the same" in line(survived)
    assert "ZeroDivisionError" in broken.why
    assert "STALE: what it replaces stands 0 times in half: n // 7" in line(stale)
    assert "`mutants: 1 of 4 killed`" in table(verdicts, 60)
    assert (project / "app.py").read_text(encoding="utf-8") == PRODUCT


def test_what_fails_in_typescript_is_told_by_the_same_words(tmp_path: Path) -> None:
    (tmp_path / "node_modules").symlink_to(PROJECT / "node_modules")
    file = tmp_path / "tests" / "one.test.ts"
    file.parent.mkdir()
    body = {"fine (1)": "", "fails": "assert.equal(1, 2);", "breaks": 'throw new Error("boom");', "not asked": "assert.fail();"}
    tests = [f"test({json.dumps(title)}, () => {{ {text} }});" for title, text in body.items()]
    file.write_text('import assert from "node:assert";\nimport { test } from "node:test";\n' + "\n".join(tests), encoding="utf-8")
    asked = [f"tests/one.test.ts::{title}" for title in ("fine (1)", "fails", "breaks")]
    run = run_tests(tmp_path, asked, 60)
    assert not run.trouble
    assert {(each.test, each.outcome) for each in run.findings} == set(zip(asked, ("passed", "assertion", "crash"), strict=True))


def test_a_run_that_does_not_end_well_kills_nothing_and_proves_nothing() -> None:
    one = mutant("one", "n // 3")
    crash, passed = Finding("t.py::a", "crash", "KeyError: 1"), Finding("t.py::a[x]", "passed")
    assert judge(one, Run((passed,), "too long"), 1) == Verdict(one, "broken", "too long", "", 1)
    assert judge(one, Run((passed, crash)), 1).kind == "broken"
    assert judge(one, Run((crash, Finding("t.py::b", "assertion", "no"))), 1).test == "t.py::b"
    check_green(Run((passed,)), ["t.py::a"])
    for run in (Run((crash,)), Run((passed,), "exit status 3"), Run((Finding("t.py::ab", "passed"),))):
        with pytest.raises(NotGreen):
            check_green(run, ["t.py::a"])


def test_an_assertion_of_the_product_or_of_what_starts_it_is_a_crash() -> None:
    tests = Path(__file__).parent
    with pytest.raises(AssertionError) as own:
        assert tests.name == "elsewhere", "of a test"
    assert failed_assertion(own.value, tests) == "of a test"
    assert failed_assertion(ExceptionGroup("several", [KeyError(), own.value]), tests) == "of a test"
    assert failed_assertion(own.value, tests / "elsewhere") == ""
    assert failed_assertion(TimeoutError("of a test"), tests) == ""
    with pytest.raises(pytest.fail.Exception) as missing, pytest.raises(KeyError):
        pass
    assert failed_assertion(missing.value, tests).startswith("DID NOT RAISE")


def test_what_stands_several_times_is_stale_too(project: Path) -> None:
    with pytest.raises(Stale, match=r"stands 2 times in half"):
        mutated(mutant("twice", "m ", search="n "), project)
    with pytest.raises(Stale, match="half is not there"):
        mutated(mutant("nowhere", "m"), project / "tests")
    with pytest.raises(Stale, match="changes nothing"):
        mutated(mutant("nothing", "n // 2"), project)


def tree_of(tmp_path: Path, **files: str) -> Path:
    for name, text in files.items():
        path = tmp_path / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


ROOM = """\
FEW = {
    "a": 1,
}


class Room:
    most: int = 3

    @property
    def full(self) -> bool:
        def inside() -> bool:
            return True

        return inside()


def decide() -> None: ...
"""


def test_a_name_is_found_wherever_its_module_stands(tmp_path: Path) -> None:
    tree = tree_of(tmp_path, server__live__room_dot_py=ROOM, server__append_dot_lua="return 1\n")
    found = {
        name: find(name, tree) for name in ("FEW", "Room.most", "Room.full", "room.decide", "live.room.decide", "append.lua")
    }
    lines = {name: (place.first, place.end) for name, place in found.items()}
    assert lines == {
        "FEW": (0, 3),
        "Room.most": (6, 7),
        "Room.full": (8, 14),
        "room.decide": (16, 17),
        "live.room.decide": (16, 17),
        "append.lua": (0, 1),
    }
    for name in ("ecide", "inside", "Room.decide", "pend.lua"):
        with pytest.raises(Stale, match=f"{name} is not there"):
            find(name, tree)


def test_a_name_of_several_says_which(tmp_path: Path) -> None:
    same = "def decide() -> None: ...\n"
    tree = tree_of(tmp_path, a__notes_dot_py=same, b__runs_dot_py=same, tests__a__test_x_dot_py="", tests__b__test_x_dot_py="")
    with pytest.raises(Stale, match=r"^decide may be a\.notes\.decide or b\.runs\.decide: say more of its name$"):
        find("decide", tree)
    assert find("runs.decide", tree).name == "b.runs.decide"
    with pytest.raises(Stale, match=r"^test_x\.py may be tests/a/test_x\.py or tests/b/test_x\.py: say more of its name$"):
        find_test("test_x.py::test_y", tree)
    assert find_test("b/test_x.py::test_y[1]", tree) == "tests/b/test_x.py::test_y[1]"


LINE = """\
export const MOST = 3;
export const pick = (
  one: string,
): string => {
  return one;
};

export class Line<T> extends Base {
  #held: Frame[] | null = null;
  readonly ready = signal(false);

  constructor(private readonly hooks: Hooks) {
    super(hooks);
    if (hooks) {
      start();
    }
  }

  async #take<F extends Frame>(
    frame: F,
  ): Promise<void> {
    if (frame) return;
    this.#held = [];
  }
}

export function Note({ note }: { note: Note }) {
  return note;
}
"""


def test_names_in_typescript_are_found_by_its_layout(tmp_path: Path) -> None:
    path = tree_of(tmp_path, client__line_dot_ts=LINE) / "client" / "line.ts"
    found = {place.name.removeprefix("client.line."): (place.first + 1, place.end) for place in places(path, tmp_path)}
    assert found == {
        "MOST": (1, 1),
        "pick": (2, 6),
        "Line": (8, 25),
        "Line.#held": (9, 9),
        "Line.ready": (10, 10),
        "Line.constructor": (12, 17),
        "Line.#take": (19, 24),
        "Note": (27, 29),
    }
