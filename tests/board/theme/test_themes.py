# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A theme is a folder: what is taken in, what is refused and how, what is served of it, and what falls short."""

from __future__ import annotations

import os
import re
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from board.papers.typesetting import logo_problem
from board.theme.checking import check
from board.theme.folder import (
    LOGO_HIGH_PX,
    MAX_FONT_BYTES,
    MAX_LOGO_BYTES,
    MAX_SHEET_BYTES,
    ThemeError,
    read_theme,
)
from board.theme.house_style import HouseStyle
from board.theme.tokens import own_tokens

PROJECT = Path(__file__).resolve().parents[3]
THEMES = sorted(path.parent for path in (PROJECT / "themes").glob("*/theme.toml"))
VOORBEELD = PROJECT / "node_modules" / "@nl-design-system-unstable" / "voorbeeld-design-tokens" / "dist" / "theme.css"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 20"><path d="M0 0h80v20H0z"/></svg>'
MANIFEST = 'name = "Meerdorp"\nstylesheet = "theme.css"\n'

Make = Callable[..., Path]


@pytest.fixture
def made(tmp_path: Path) -> Make:
    """Writes a theme: its style sheet, its manifest, and further files by their names."""

    def make(sheet: str = "", manifest: str = MANIFEST, **files: str | bytes) -> Path:
        (tmp_path / "theme.toml").write_text(manifest, encoding="utf-8")
        (tmp_path / "theme.css").write_text(sheet, encoding="utf-8")
        for name, content in files.items():
            path = tmp_path / name.replace("__", ".")
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return make


def served(style: HouseStyle) -> str:
    assert style.styles is not None
    return style.styles.content.decode()


def problems(folder: Path) -> list[str]:
    with pytest.raises(ThemeError) as refused:
        read_theme(folder)
    return refused.value.problems


class TestSheet:
    def test_what_a_theme_sets_is_served_in_one_layer_whatever_its_selector(self, made: Make) -> None:
        """[THM-03]"""
        css = served(read_theme(made(":root { --codio-light-ink: #123 }\n.meerdorp-theme { --codio-dark-ink: #FED; }")))
        assert css == "@layer theme{:root{--codio-dark-ink:#FED;--codio-light-ink:#123}}\n"

    def test_the_layer_stands_after_the_tokens_and_before_all_that_is_built_on_them(self) -> None:
        """[THM-03]"""
        main = (PROJECT / "board" / "static" / "css" / "main.css").read_text(encoding="utf-8")
        assert re.search(r"^@layer base, theme, parts, ", main, re.MULTILINE)

    @pytest.mark.parametrize(
        ("sheet", "told"),
        [
            ("@import 'other.css';", "line 1: @import: a theme stands by itself"),
            ("@layer print { :root { --codio-fold: 0 } }", "@layer: a theme stands by itself"),
            ("\n@media (prefers-color-scheme: dark) { :root { --codio-fold: 0 } }", "line 2: @media: what differs in the dark"),
            (".codio-note { --codio-fold: 0 }", ".codio-note: a theme sets custom properties on :root alone"),
            (":root { color: red }", "line 1: color: a theme sets custom properties, no others"),
            (":root { --codio-fold: 0 !important }", "--codio-fold: without !important"),
            (":root { --codio-color-ink: red }", "--codio-color-ink is computed: set --codio-light-ink"),
            (":root { --codio-ligth-ink: red }", "--codio-ligth-ink is no token of the board; --codio-light-ink is"),
            (":root { --codio-move: 9s }", "--codio-move is no token of the board"),
            (":root { --codio-light-ink: lab(20% 0 0) }", "--codio-light-ink: lab(20% 0 0) is no opaque colour"),
            (":root { --codio-dark-note: rgb(0 0 0 / 50%) }", "--codio-dark-note: rgb(0 0 0 / 50%) is no opaque colour"),
            (":root { --basis-border-radius-sm: url(https://elders.example/x) }", "a url() stands in @font-face alone"),
            (":root { --codio-fold: image-set('x' 1x) }", "a url() stands in @font-face alone"),
            (
                "@font-face { font-family: X; src: url(https://elders.example/x.woff2) }",
                "is not the name of a file in the folder",
            ),
            ("@font-face { font-family: X; src: url(../x.woff2) }", "is not the name of a file in the folder"),
            ("@font-face { font-family: X; src: local(X) }", "it needs a font-family and a src"),
            ("@font-face { font-family: X; src: url(x.woff2); color: red }", "this is no descriptor of @font-face"),
            ("@font-face { font-family: 'X\n; src: url(x.woff2) }", "font-family: a quote or a bracket stands open"),
            (":root { --codio-fold: 'x\n; --codio-light-ink: #123 }", "--codio-fold: a quote or a bracket stands open"),
            (
                ":root { --codio-fold: var(--x\\}\\*\\{display\\:none\\}); --x\\}\\*\\{display\\:none\\}: a }",
                "a name is of letters, digits, - and _",
            ),
            (f":root {{ --codio-fold: {'(' * 3000} }}", "more than 20 brackets within one another"),
            (f":root{'(' * 3000}{')' * 3000} {{ --codio-fold: 0 }}", "more than 20 brackets within one another"),
        ],
    )
    def test_what_a_theme_may_not_set_is_refused_in_words(self, made: Make, sheet: str, told: str) -> None:
        """[THM-02] [THM-03]"""
        folder = made(sheet, x__woff2=b"wOF2" + b"x" * 20)
        assert [problem for problem in problems(folder) if told in problem], problems(folder)

    def test_everything_that_is_wrong_is_told_at_once(self, made: Make) -> None:
        """[THM-02]"""
        manifest = MANIFEST + 'logo = "logo.svg"\nfavicon = "programma.exe"\n'
        told = problems(made(":root { color: red; --codio-light-inc: #123 }", manifest, logo__svg="<svg/>"))
        assert len(told) == 5, told

    def test_typefaces_of_the_folder_are_served_from_it(self, made: Make) -> None:
        """[THM-01]"""
        sheet = '@font-face { font-family: "Meer"; font-weight: 400 700; src: local("Meer"), url("./x.woff2") format("woff2") }'
        style = read_theme(made(sheet + ":root { --basis-text-font-family-default: Meer }", x__woff2=b"wOF2" + b"x" * 20))
        (font,) = [file for file in style.files.values() if file.mime == "font/woff2"]
        assert f'src:url({font.name}) format("woff2")}}' in served(style)
        assert 'font-family:"Meer";font-weight:400 700;' in served(style)

    def test_a_theme_of_nl_design_system_works_by_its_own_names_and_a_phone_gets_what_the_board_asks_for(
        self, made: Make
    ) -> None:
        """[THM-06]"""
        whole = VOORBEELD.read_text(encoding="utf-8")
        style = read_theme(made(whole))
        shown = own_tokens().shown(style.declared)
        assert shown["light"]["ink"] == "#001A40"
        assert shown["light"]["action"] == "#5115EF"
        assert shown["light"]["focus"] == "#0B0C0C"
        assert shown["projector"]["alarm"] == "#75151A"
        # What is ours it leaves alone: a theme may give all accents the same colour.
        assert shown["light"]["democratie"] == own_tokens().shown({})["light"]["democratie"]
        assert shown["dark"] == own_tokens().shown({})["dark"]
        assert "--basis-heading-font-family:" in served(style)
        assert "--lux-" not in served(style)
        assert len(whole) > 200_000
        assert len(served(style)) < 6_000
        assert check(style).is_good


class TestFolder:
    def test_without_a_style_sheet_a_name_is_enough(self, made: Make) -> None:
        """[THM-01]"""
        style = read_theme(made(manifest='name = "Gemeente Meerdorp"'))
        assert (style.name, style.styles, style.logo) == ("Gemeente Meerdorp", None, None)

    @pytest.mark.parametrize(
        ("manifest", "told"),
        [
            ("", "missing required field `name`"),
            ('name = "M"\ncolour = "red"', "unknown field `colour`"),
            ("name = 3", "Expected `str`"),
            ("name =", "theme.toml: Invalid value"),
            ('name = " "', "name is what the organisation is called"),
            ('name = "M"\nstylesheet = "../theme.css"', "stylesheet is the name of a .css file in the folder"),
            ('name = "M"\nstylesheet = "none.css"', "none.css cannot be read (No such file or directory)"),
            ('name = "M"\nlogo = "logo.svg"', "a logo has a logo_alt"),
            ('name = "M"\nlogo_dark = "logo.svg"', "logo_dark stands beside a logo"),
            ('name = "M"\nlogo = "/etc/passwd"\nlogo_alt = "M"', "is not the name of a file in the folder"),
            ('name = "M"\nfavicon = "logo.gif"', "that ends in .svg or .png or .ico"),
            (f"a={'[' * 5000}", "theme.toml is nested too deep"),
        ],
    )
    def test_a_manifest_that_cannot_be_used_is_told_in_words(self, made: Make, manifest: str, told: str) -> None:
        """[THM-02]"""
        assert [problem for problem in problems(made(manifest=manifest, logo__svg=SVG)) if told in problem]

    def test_what_editors_put_before_a_text_is_no_part_of_it(self, made: Make) -> None:
        """[THM-02]"""
        manifest = '\ufeffname = "M"\nlogo = "logo.svg"\nlogo_alt = "M"'
        style = read_theme(made(manifest=manifest, logo__svg=f'\ufeff<?xml version="1.0" encoding="UTF-8"?>{SVG}'))
        assert style.name == "M"
        assert logo_problem(style.look) == ""

    def test_what_is_no_file_is_told_and_not_waited_for(self, made: Make) -> None:
        """[THM-02]"""
        folder = made(manifest='name = "M"\nlogo = "logo.svg"\nlogo_alt = "M"\nfavicon = "icon.svg"')
        os.mkfifo(folder / "logo.svg")
        (folder / "icon.svg").symlink_to(folder / "icon.svg")
        pipe, loop = problems(folder)
        assert pipe == f"{folder / 'logo.svg'} is no file."
        assert loop.startswith(f"{folder / 'icon.svg'} cannot be read (")

    def test_a_folder_without_a_manifest_is_no_theme(self, tmp_path: Path) -> None:
        """[THM-02]"""
        assert [re.sub(r"^.*/", "", told) for told in problems(tmp_path)] == [
            "theme.toml cannot be read (No such file or directory)."
        ]

    def test_what_a_link_points_to_outside_of_the_folder_is_not_read(
        self, made: Make, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        """[THM-02]"""
        outside = tmp_path_factory.mktemp("outside") / "geheim.svg"
        outside.write_text(SVG, encoding="utf-8")
        folder = made(manifest='name = "M"\nlogo = "logo.svg"\nlogo_alt = "M"')
        (folder / "logo.svg").symlink_to(outside)
        assert problems(folder) == ["logo.svg lies outside of the folder."]

    @pytest.mark.parametrize(
        ("logo", "told"),
        [
            ("niets", "is no SVG"),
            ("<html/>", "is no SVG"),
            ('<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG, "has a DOCTYPE"),
            (SVG.replace("<path", "<script>1</script><path"), "has <script>"),
            (SVG.replace("<path", '<path onload="x()"'), "has onload"),
            (SVG.replace("<path", '<a href="https://elders.example"/><path'), "points to"),
            (SVG.replace("<path", "<text>Meer</text><path"), "has letters as <text>"),
            (SVG.replace(' viewBox="0 0 80 20"', ""), "a logo says its size"),
            (SVG.replace("80 20", "800 20"), "at most 6 times wider than high"),
            (SVG.replace("80 20", "nan 20"), "a logo says its size"),
            (SVG.replace(' xmlns="http://www.w3.org/2000/svg"', ""), "is no SVG (which begins with <svg xmlns="),
            # The typesetter reads UTF-8 alone, and in UTF-16 no byte search finds a DOCTYPE.
            (
                ('<?xml version="1.0" encoding="iso-8859-1"?>' + SVG.replace("<path", "<title>Coördinatie</title><path")).encode(
                    "latin-1"
                ),
                "is not UTF-8",
            ),
            (('<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG).encode("utf-16"), "is not UTF-8"),
            (('<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG).encode("utf-16-le"), "is not UTF-8"),
            (f'<?xml version="1.0" encoding="shift_jis"?>{SVG}', "says that it is shift_jis: save it as UTF-8"),
            (f"<?xml version='1.0' encoding='foo'?>{SVG}", "says that it is foo: save it as UTF-8"),
            (f'<?xml-stylesheet href="https://elders.example/x.css"?>{SVG}', "points to a style sheet"),
            (SVG.replace("<path", "<style>@import url(https://elders.example/x.css);</style><path"), "points to"),
            (SVG.replace("<path", "<style>path { fill: u\\72l(https://elders.example/x#y) }</style><path"), "points to"),
            (
                SVG.replace("<path", '<path style="fill: url(https://elders.example/x#y)"'),
                "points to “https://elders.example/x#y”",
            ),
            (SVG.replace("<path", """<path fill="url('//elders.example/x#y')\""""), "points to “//elders.example/x#y”"),
        ],
    )
    def test_a_logo_is_a_plain_drawing_that_says_its_size(self, made: Make, logo: str | bytes, told: str) -> None:
        """[THM-02]"""
        folder = made(manifest='name = "M"\nlogo = "logo.svg"\nlogo_alt = "M"', logo__svg=logo)
        assert [problem for problem in problems(folder) if told in problem], problems(folder)

    def test_a_picture_is_what_its_name_says(self, made: Make) -> None:
        """[THM-02]"""
        manifest = 'name = "M"\nlogo = "logo.png"\nlogo_alt = "M"\nfavicon = "icon.ico"'
        head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
        assert len(problems(made(manifest=manifest, logo__png=b"GIF89a" + b" " * 30, icon__ico=head))) == 2
        assert problems(made(manifest=manifest, logo__png=head[:10], icon__ico=b"\0\0\1\0")) == ["logo.png is no png file."]
        style = read_theme(made(manifest=manifest, logo__png=head + struct.pack(">II", 90, 60), icon__ico=b"\0\0\1\0"))
        assert style.logo
        assert (style.logo.width, style.logo.height) == (LOGO_HIGH_PX * 3 // 2, LOGO_HIGH_PX)
        assert style.look.logo_kind == "png"

    def test_everything_is_bounded(self, made: Make) -> None:
        """[THM-02]"""
        manifest = MANIFEST + 'logo = "logo.svg"\nlogo_alt = "M"\n'
        big = SVG.replace("</svg>", f"<!--{' ' * MAX_LOGO_BYTES}--></svg>")
        sheet = "@font-face { font-family: X; src: url(x.woff2) }"
        told = problems(made(sheet, manifest, logo__svg=big, x__woff2=b"wOF2" + b"x" * MAX_FONT_BYTES))
        assert told == [f"x.woff2 is larger than {MAX_FONT_BYTES:,} bytes.", f"logo.svg is larger than {MAX_LOGO_BYTES:,} bytes."]
        assert problems(made(f"/*{' ' * MAX_SHEET_BYTES}*/")) == [f"theme.css is larger than {MAX_SHEET_BYTES:,} bytes."]


class TestFallingShort:
    def test_every_pair_that_is_too_close_is_told_in_its_light(self, made: Make) -> None:
        """[THM-04]"""
        found = check(read_theme(made(":root { --codio-dark-ink-2: #777; --basis-pointer-target-min-block-size: 2.5rem }")))
        assert not found.is_good
        assert {each.mode for each in found.short} == {"dark"}
        assert {each.pair.front for each in found.short} >= {"ink-2"}
        assert [(each.name, each.px) for each in found.small] == [("--codio-target", 40)]

    def test_what_is_set_for_the_light_holds_on_the_projector_until_it_has_its_own(self, made: Make) -> None:
        """[THM-04]"""
        light = ":root { --codio-light-democratie: #B03E06"
        assert {each.mode for each in check(read_theme(made(light + "}"))).short} == {"projector"}
        assert check(read_theme(made(light + "; --codio-projector-democratie: #8A2F04 }"))).is_good

    @pytest.mark.parametrize(
        ("value", "told"),
        [
            (".5rem", [8.0]),
            ("0.5rem", [8.0]),
            ("+8PX", [8.0]),
            ("8pt", [10.6]),
            ("1E1px", [10.0]),
            ("13.96px", [13.9]),
            ("14px", []),
            ("10.5pt", []),
            ("0.5em", [None]),
            ("80%", [None]),
            ("clamp(1px, 1vw, 9px)", [None]),
        ],
    )
    def test_a_size_is_read_however_it_is_written_or_said_not_to_be_known(
        self, made: Make, value: str, told: list[float | None]
    ) -> None:
        """[THM-04]"""
        found = check(read_theme(made(f":root {{ --codio-text-xs: {value} }}")))
        assert [each.px for each in found.small] == told

    def test_names_that_lead_nowhere_are_looked_for_once(self, made: Make) -> None:
        """[THM-04]"""
        # Two to the thirty-fifth times, if each were looked for again.
        names = "; ".join(f"--a{n}: var(--a{n + 1}, var(--a{n + 1}))" for n in range(1, 36))
        style = read_theme(made(f":root {{ --codio-light-ink: var(--a1); {names} }}"))
        assert own_tokens().shown(style.declared) == own_tokens().shown({})

    def test_a_ratio_is_never_rounded_up_to_what_it_should_be(self, made: Make) -> None:
        """[THM-04]"""
        found = check(read_theme(made(":root { --codio-light-note: #FFF; --codio-light-ink-2: #777 }")))
        (met,) = [
            each for each in found.short if each.mode == "light" and each.pair.front == "ink-2" and each.pair.back == "note"
        ]
        assert met.ratio == 4.47  # 4.478


@pytest.mark.parametrize("folder", THEMES, ids=lambda path: path.name)
def test_every_theme_that_comes_along_has_all_it_needs_and_can_be_read_by_everybody(folder: Path) -> None:
    """[THM-07]"""
    style = read_theme(folder)
    found = check(style)
    assert [(each.mode, each.pair, each.ratio) for each in found.short] == []
    assert found.is_good
    assert style.logo
    assert style.logo_dark
    assert style.icon_url.startswith("/thema/")
    assert logo_problem(style.look) == ""
    # Of an organisation that does not exist, and with no typeface of anybody: only what everybody may use comes along.
    assert {path.suffix for path in folder.iterdir()} <= {".toml", ".css", ".svg"}


def test_a_theme_comes_along() -> None:
    """[THM-07]"""
    assert THEMES
