# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The shipped content, read from the package: value frameworks, scripts, measures, perspectives, join words, worked cases, and
the form of the strategy.

Everything is read and checked once, at the first use: call `load()` at start, so that a broken file stops the server and not a
session. A session keeps its own copy of script, framework, measures and perspectives: new content never changes an old session.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct

from organisation.strategy.form import StrategyForm, parse_form
from sessions.cases.case import Case, parse_case
from sessions.cases.case_check import check_case
from sessions.material.framework import Framework, parse_framework
from sessions.material.measures import MeasureSet, parse_measures
from sessions.material.overlay import parse_overlay, with_language
from sessions.material.perspectives import Perspective, parse_perspectives
from sessions.material.script import Script
from sessions.material.script_rules import parse_script
from sessions.material.text import LANGUAGES, LEADING, Language
from sessions.material.words import parse_words
from sessions.model.state import Session

CONTENT = files("sessions") / "content"
"""Dutch leads and stands here; a folder that is called after a language holds what is in that language."""
OVERLAY = "texts.toml"
"""In a further language's folder: what Dutch sentences of the content are in it."""
_LANGUAGE = re.compile(r"[a-z]{2,3}")
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
    told_in = languages()
    overlays = {lang: parse_overlay(_text(f"{lang}/{OVERLAY}")) for lang in told_in if (CONTENT / lang / OVERLAY).is_file()}
    cases = {lang: _cases(lang) for lang in told_in}
    for case in (case for of_language in cases.values() for case in of_language.values()):
        check_case(case, frameworks[case.framework], scripts[case.script], measures)
    shipped = Content(
        frameworks=frameworks,
        scripts=scripts,
        perspectives=parse_perspectives(_text("perspectives.toml")),
        join_words={
            lang: parse_words(_text(name)) for lang in told_in if (CONTENT / (name := f"join-words.{lang}.txt")).is_file()
        },
        cases=cases,
        measures=measures,
        strategy_form=parse_form(_text("strategie-2025.toml")),
    )
    for lang, words in overlays.items():
        shipped = _laid_over(shipped, lang, words)
    return shipped


@cache
def languages() -> tuple[Language, ...]:
    """Those of the product, and each that has a folder of content."""
    folders = sorted(path.name for path in CONTENT.iterdir() if path.is_dir() and _LANGUAGE.fullmatch(path.name))
    return tuple(dict.fromkeys((*LANGUAGES, *folders)))


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
    """The 1,024 words of join codes in a language, sorted; those of the leading one where it has none of its own."""
    words = load().join_words
    return words.get(language, words[LEADING])


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
    cases_in = load().cases
    return tuple(cases_in.get(language, cases_in[LEADING]).values())


def case(name: str, language: Language = LEADING) -> Case:
    """The worked case with this id ("camera"), as `cases` has it. Raises `KeyError` when none is shipped."""
    cases_in = load().cases
    return cases_in.get(language, cases_in[LEADING])[name]


def example_values() -> str:
    """A made-up set of an organisation's own values, as TOML."""
    return _text("own-values-example.toml")


def _text(name: str) -> str:
    return (CONTENT / name).read_text(encoding="utf-8")


def _cases(language: Language) -> dict[str, Case]:
    own = CONTENT / language
    found = [own / name if (own / name).is_file() else CONTENT / name for name in CASE_FILES]
    return {case.id: case for case in (parse_case(path.read_text(encoding="utf-8")) for path in found)}


def _laid_over(shipped: Content, language: Language, words: Mapping[str, str]) -> Content:
    """The content with a further language. Dicts are kept as they are: their keys are ids."""
    return msgspec.structs.replace(
        shipped,
        frameworks={each: with_language(framework, language, words) for each, framework in shipped.frameworks.items()},
        scripts={each: with_language(script, language, words) for each, script in shipped.scripts.items()},
        perspectives=with_language(shipped.perspectives, language, words),
        measures=with_language(shipped.measures, language, words),
        strategy_form=with_language(shipped.strategy_form, language, words),
    )
