# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The shipped content, read from the package: value frameworks, scripts, measures, perspectives, join words, worked cases, and
the form of the strategy.

Everything is read and checked once, at the first use: call `load()` at start, so that a broken file stops the server and not a
session. A session keeps its own copy of script, framework, measures and perspectives: new content never changes an old session.
"""

from functools import cache
from importlib.resources import files

from msgspec import Struct

from organisation.strategy.form import StrategyForm, parse_form
from sessions.cases.case import Case, parse_case
from sessions.cases.case_check import check_case
from sessions.material.framework import Framework, parse_framework
from sessions.material.measures import MeasureSet, parse_measures
from sessions.material.perspectives import Perspective, parse_perspectives
from sessions.material.script import Script
from sessions.material.script_rules import parse_script
from sessions.material.text import LANGUAGES, LEADING, Language
from sessions.material.words import parse_words
from sessions.model.state import Session

CONTENT = files("sessions") / "content"
"""Dutch leads and stands here; a folder that is called after a language holds what is in that language."""
FRAMEWORK_FILES = ("waardenkader-2025.toml",)
SCRIPT_FILES = ("codio-project-2025.toml", "codio-pad.toml", "codio-2022.toml")
CASE_FILES = ("camera.toml", "apeldoorn.toml", "arnhem.toml", "utrecht.toml")


class Content(Struct, frozen=True):
    """All shipped content, by id. Dicts keep the order of the files: the first script is the one offered first."""

    frameworks: dict[str, Framework]
    scripts: dict[str, Script]
    perspectives: tuple[Perspective, ...]
    join_words: dict[Language, tuple[str, ...]]
    cases: dict[Language, dict[str, Case]]
    measures: MeasureSet
    strategy_form: StrategyForm


@cache
def load() -> Content:
    """Read and check everything; later calls answer with the same object.

    Raises `msgspec.ValidationError` (with the path of the field) when a file is wrong, `KeyError` when a script or case names a
    framework that is not shipped.
    """
    frameworks = {framework.id: framework for framework in (parse_framework(_text(name)) for name in FRAMEWORK_FILES)}
    scripts = {script.id: script for script in (parse_script(_text(name)) for name in SCRIPT_FILES)}
    for script in scripts.values():
        _ = frameworks[script.framework]
    measures = parse_measures(_text("measures-2025.toml"), frameworks["waardenkader-2025"])
    cases = {lang: _cases(lang) for lang in LANGUAGES}
    for case in (case for of_language in cases.values() for case in of_language.values()):
        check_case(case, frameworks[case.framework], scripts[case.script], measures)
    return Content(
        frameworks=frameworks,
        scripts=scripts,
        perspectives=parse_perspectives(_text("perspectives.toml")),
        join_words={lang: parse_words(_text(f"join-words.{lang}.txt")) for lang in LANGUAGES},
        cases=cases,
        measures=measures,
        strategy_form=parse_form(_text("strategie-2025.toml")),
    )


def framework(framework_id: str) -> Framework:
    """The framework with this id. Raises `KeyError` when none is shipped."""
    return load().frameworks[framework_id]


def framework_ids() -> tuple[str, ...]:
    """The ids of the shipped frameworks, which a script may name."""
    return tuple(load().frameworks)


def scripts() -> tuple[Script, ...]:
    """Every shipped script, the one offered first in front."""
    return tuple(load().scripts.values())


def script(script_id: str) -> Script:
    """The script with this id. Raises `KeyError` when none is shipped."""
    return load().scripts[script_id]


def perspectives() -> tuple[Perspective, ...]:
    """The perspectives that a new workshop offers, in the order shown."""
    return load().perspectives


def perspectives_of(session: Session) -> tuple[Perspective, ...]:
    """Those that people of a workshop choose from: its own. The shipped ones when it was opened before its log kept them."""
    return session.perspectives or perspectives()


def join_words(language: Language) -> tuple[str, ...]:
    """The 1,024 words of join codes in a language, sorted."""
    return load().join_words[language]


@cache
def join_word_sets() -> tuple[frozenset[str], ...]:
    """The words of each language as a set, for `sessions.material.words.normalise_code`: whoever reads a code reads every one."""
    return tuple(frozenset(words) for words in load().join_words.values())


def measures() -> MeasureSet:
    """The six categories, the eight mechanisms and the example actions."""
    return load().measures


def strategy_form() -> StrategyForm:
    """The form of CODIO Strategie."""
    return load().strategy_form


def cases(language: Language = LEADING) -> tuple[Case, ...]:
    """Every worked case, the one of the demo in front: in this language where it was written in it, else in the leading one. The
    case says which (`Case.language`).
    """
    return tuple(load().cases[language].values())


def case(name: str, language: Language = LEADING) -> Case:
    """The worked case with this id ("camera"), as `cases` has it. Raises `KeyError` when none is shipped."""
    return load().cases[language][name]


def example_values() -> str:
    """A made-up set of an organisation's own values, as TOML."""
    return _text("own-values-example.toml")


def _text(name: str) -> str:
    return (CONTENT / name).read_text(encoding="utf-8")


def _cases(language: Language) -> dict[str, Case]:
    own = CONTENT / language
    found = [own / name if (own / name).is_file() else CONTENT / name for name in CASE_FILES]
    return {case.id: case for case in (parse_case(path.read_text(encoding="utf-8")) for path in found)}
