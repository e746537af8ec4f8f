# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Templates are compiled once, by the build, and not by every server that starts."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment

from board import rendering
from sessions.material.text import LANGUAGES, Language
from sessions.topics.poster import TensionLine


class TestCompiledTemplates:
    def test_every_language_reads_what_the_build_compiled_and_compiles_nothing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "locale").symlink_to(rendering.DIST / "locale")
        rendering.compile_templates(tmp_path)

        def compiled(_: Environment, source: str, name: str, *more: object) -> None:
            raise AssertionError(f"{name} is compiled again")

        monkeypatch.setattr(Environment, "compile", compiled)
        for lang in LANGUAGES:
            environment = rendering._environment(lang, tmp_path)
            names = environment.list_templates()
            assert len(names) > 50
            assert [environment.get_template(name).name for name in names] == names

    def test_a_template_that_is_not_there_compiled_is_compiled_and_not_kept(self, tmp_path: Path) -> None:
        (tmp_path / "locale").symlink_to(rendering.DIST / "locale")
        assert rendering._environment("nl", tmp_path).get_template("start.html").name == "start.html"
        assert not (tmp_path / "templates").exists()


def test_reading_all_templates_ends_when_it_is_told_to() -> None:
    asked: list[int] = []

    def go_on() -> bool:
        asked.append(len(asked))
        return len(asked) < 3

    rendering.warm_up(go_on)
    assert asked[:3] == [0, 1, 2]
    assert len(asked) < 3 + len(LANGUAGES)


@pytest.mark.parametrize(
    ("lang", "who", "said"),
    [
        ("nl", "De raad", "Beslist: De raad."),
        ("nl", "De raad.", "Beslist: De raad."),
        ("nl", "Wie?", "Beslist: Wie?"),
        ("nl", "de 'raad'", "Beslist: de 'raad'."),
        ("en", "De raad.", "De raad decides."),
    ],
)
def test_a_sentence_of_ours_around_what_people_typed_ends_once(lang: Language, who: str, said: str) -> None:
    """[LNG-03]"""
    tension = TensionLine(value_a="", value_b="", choice="Wel", decides=who)
    assert rendering.macro("poster_parts.html", "choice", lang, tension) == f"Wel. {said}"


@pytest.mark.parametrize(
    ("sides", "clash", "said"),
    [
        (("Veiligheid", "Privacy"), "", "Veiligheid en Privacy."),
        (("Veiligheid", "Privacy"), "Het botst", "Veiligheid en Privacy: Het botst."),
        (("Camera's ophangen.", "Minder kijken."), "", "Camera's ophangen en Minder kijken."),
        (("Iets?", "Mag dit?"), "", "Iets? en Mag dit?"),
        (("Iets.", "Mag dit?"), "Het botst.", "Iets en Mag dit? Het botst."),
    ],
)
def test_what_clashes_is_one_sentence_however_its_sides_end(sides: tuple[str, str], clash: str, said: str) -> None:
    """[LNG-03]"""
    tension = TensionLine(value_a=sides[0], value_b=sides[1], clash=clash)
    assert rendering.macro("poster_parts.html", "sides", "nl", tension) == said
