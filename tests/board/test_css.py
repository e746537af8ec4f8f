# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The style sheets keep what the visual language promises: colours in one place, no motion for who wants none.

And they stay in order: every rule in a layer, the layers in the order of main.css, a block in one file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from board.theme.contrast import ratio
from board.theme.pairs import MODES, Mode
from board.theme.tokens import own_tokens

BOARD = Path(__file__).resolve().parents[2] / "board"
CSS = BOARD / "static" / "css"
MAIN = CSS / "main.css"
PHONE = CSS / "phone.css"
SHEETS = sorted(set(CSS.rglob("*.css")) - {PHONE})
TOKENS = CSS / "base" / "tokens.css"
ICONS = BOARD / "static" / "icons.svg"
LAYERS = ["base", "theme", "parts", "participant", "facilitator", "screen", "poster", "pages", "print"]
OF_A_THEME = re.compile("--codio-(?:light|dark|projector)-")
"""What a theme sets, and our own sheets therefore only read (board/theme)."""

GROUNDS = ("codio-night", "codio-paper", "codio-live")
"""The silent room, lit paper and the shell of the board: every block may stand in them."""
ELSEWHERE = [
    ("print/", r"."),  # paper restyles what it prints, of every block
    ("base/tokens.css", r"^:root \.codio-(?:screen|poster-page__paper)$"),  # colours stand together: these two are always light
    ("screen/", r"^\.codio-screen(?:__stage\S*)? \.codio-screen-"),  # a part of the projector that follows the state of its stage
]
"""Where a rule may stand outside the file of its block, and why."""


def without_comments(css: str) -> str:
    return re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)


STYLED = frozenset(
    name for sheet in SHEETS for name in re.findall(r"\.(codio-[\w-]+)", without_comments(sheet.read_text(encoding="utf-8")))
)
"""Every class that has a rule."""


def client_files() -> Iterator[tuple[str, str]]:
    """The client's files, each with its text but for comments."""
    for path in sorted((BOARD / "client").rglob("*.ts*")):
        text = without_comments(path.read_text(encoding="utf-8"))
        yield path.relative_to(BOARD / "client").as_posix(), re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE)


def named(sheet: Path) -> str:
    """A sheet by its name under the folder of styles, for instance parts/note.css."""
    return sheet.relative_to(CSS).as_posix()


def selectors(sheet: Path) -> list[str]:
    """Every selector of a sheet, those of a list one by one."""
    css = re.sub(
        r"@(?:layer|import)[^;{]*;|@(?:page|font-face|keyframes)[^{]*\{(?:[^{}]|\{[^{}]*\})*\}",
        "",
        without_comments(sheet.read_text(encoding="utf-8")),
    )
    lists = [" ".join(head.split()) for head in re.findall(r"([^{};]+)\{", css) if not head.strip().startswith("@")]
    return [one.strip() for many in lists for one in re.split(r",(?![^()]*\))", many)]


def blocks(selector: str) -> list[str]:
    """The blocks that a selector names, the outermost first; one of GROUNDS counts only where no other block is named."""
    found = list(dict.fromkeys(re.split("__|--", name)[0] for name in re.findall(r"\.(codio-[\w-]+)", selector)))
    return [block for block in found if block not in GROUNDS] or found


def is_elsewhere(sheet: str, selector: str) -> bool:
    """Whether a rule may stand outside the file of its block, for one of the reasons in ELSEWHERE."""
    return any(sheet.startswith(place) and re.search(pattern, selector) for place, pattern in ELSEWHERE)


def colours(selector: str) -> dict[str, str]:
    """The colour tokens that the block with this selector sets, each as it is written."""
    css = without_comments(TOKENS.read_text(encoding="utf-8"))
    block = css[css.index("{", css.index(selector)) :]
    block = block[: block.index("}")]
    return dict(re.findall(r"--codio-color-([\w-]+):\s*([^;]*);", block))


@pytest.mark.parametrize("mode", MODES)
def test_the_chip_that_says_the_connection_is_gone_can_be_read_in_the_silence(mode: Mode) -> None:
    css = without_comments((CSS / "parts" / "bar.css").read_text(encoding="utf-8"))
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", css)
    night = [(selector.strip(), body) for selector, body in rules if ".codio-night .codio-connection" in selector]
    # A rule for the night is stronger than the chip's own: where it sets the text, it must leave the honey chip alone.
    text = [selector for selector, body in night if re.search(r"(?:^|[\s;])color:", body) and ".codio-button" not in selector]
    assert text
    assert all(":not(.codio-connection--off)" in selector for selector in text)
    own = next(body for selector, body in rules if selector.strip() == ".codio-connection--off")
    ground, front = (re.search(rf"(?:^|\s){name}: var\(--codio-color-([\w-]+)\)", own) for name in ("background", "color"))
    assert ground
    assert front
    shown = {name: found for name, found in own_tokens().shown({})[mode].items() if found}
    assert ratio(shown[front[1]], shown[ground[1]]) >= 4.5
    assert ratio(shown[ground[1]], shown["night"]) >= 3


def test_dark_is_the_same_whether_the_system_or_the_page_asks_for_it() -> None:
    assert len(colours(":root[data-theme='dark'] {")) == len(own_tokens().colours)
    assert colours(":root:not([data-theme='light'])") == colours(":root[data-theme='dark'] {")


@pytest.mark.parametrize("sheet", [path for path in SHEETS if path != TOKENS], ids=named)
def test_colours_stand_in_the_token_file_alone(sheet: Path) -> None:
    css = without_comments(sheet.read_text(encoding="utf-8"))
    assert re.findall(r"#[0-9A-Fa-f]{3,8}\b(?=[^{]*;)|\b(?:rgba?|hsla?|oklch|oklab|lab|lch)\(", css) == []


def test_what_a_part_holds_is_asked_by_name() -> None:
    """`:has(… > *)` on the body, and one `:has(… [hidden])` of the screen, made Chromium compute the style of 2,800 elements anew
    with every element that came or went: a press took a second on a slow phone with 500 notes (python -m benchmarks.page).
    """
    asks = re.compile(r":has\([^)]*(?:\*|\[[\w-]+\](?!\S*:not))")
    assert [f"{sheet.name}: {each}" for sheet in SHEETS for each in selectors(sheet) if asks.search(each)] == []


@pytest.mark.parametrize("sheet", SHEETS, ids=named)
def test_a_style_sheet_says_what_it_holds(sheet: Path) -> None:
    text = sheet.read_text(encoding="utf-8")
    assert text.startswith("/* SPDX-FileCopyrightText:")
    assert text.count("{") == text.count("}")


def test_every_style_sheet_is_imported_once_into_the_layer_of_its_folder() -> None:
    main = without_comments(MAIN.read_text(encoding="utf-8"))
    declared, *imports = [line for line in main.splitlines() if line]
    assert declared == f"@layer {', '.join(LAYERS)};"
    assert sorted(imports) == sorted(f"@import './{named(path)}' layer({path.parent.name});" for path in SHEETS if path != MAIN)
    assert not [name for name in map(named, SHEETS) if re.search(r"-(?:extra|more|rest)\.css$", name)], "name what a sheet holds"
    order = [LAYERS.index(found) for found in re.findall(r"layer\((\w+)\)", main)]
    assert order == sorted(order)


def test_the_phone_gets_a_part_of_the_sheets_in_their_order() -> None:
    whole, part = (
        [line for line in without_comments(sheet.read_text(encoding="utf-8")).splitlines() if line] for sheet in (MAIN, PHONE)
    )
    assert part == [line for line in whole if line in part]


def test_no_rule_of_what_a_participants_page_shows_is_missing_from_the_sheet_of_the_phone() -> None:
    names = ("board.html", "join.html", "base.html", "parts.html", "device_parts.html")
    texts = [(BOARD / "templates" / name).read_text(encoding="utf-8") for name in names]
    texts += [
        text
        for name, text in client_files()
        if not re.match(r"(?:views|roles)/(?:facilitator|screen)\b|(?:entries/)?timelapse", name)
    ]
    shown = {name for text in texts for name in re.findall(r"codio-[\w-]+", text)}
    # Of the screen's own shell, and what a form in place looks around for on the desk.
    shown -= {"codio-screen", "codio-root--screen", "codio-entry--open"}
    phone = PHONE.read_text(encoding="utf-8")
    # Sheets of paper are made of other pages.
    left = (sheet for sheet in SHEETS if sheet != MAIN and named(sheet) not in ("print/handouts.css", "print/poster.css"))
    others = [sheet for sheet in left if f"'./{named(sheet)}'" not in phone]
    missing = {
        f"{named(sheet)}: {selector}"
        for sheet in others
        for selector in selectors(sheet)
        if set(re.findall(r"codio-[\w-]+", selector)) <= shown and "codio-" in selector
    }
    assert missing == set()


def test_a_block_has_its_rules_in_one_file_and_a_rule_stands_with_its_outermost_block() -> None:
    homes: dict[str, set[str]] = {}
    rules = [(named(sheet), selector, blocks(selector)) for sheet in SHEETS for selector in selectors(sheet)]
    for sheet, selector, found in rules:
        if found and not is_elsewhere(sheet, selector):
            homes.setdefault(found[0], set()).add(sheet)
    assert {block: sorted(sheets) for block, sheets in homes.items() if len(sheets) > 1} == {}


def test_only_what_is_hidden_overrules_the_order_of_the_layers() -> None:
    important = [named(sheet) for sheet in SHEETS if "!important" in without_comments(sheet.read_text(encoding="utf-8"))]
    assert important == ["base/ground.css"]


def _asking(inner: re.Match[str]) -> str:
    """What is left of something between parentheses: that it asks for `:has`, but for what forgives that."""
    return " :has " if ":has" in inner[2] and not inner[1] else ""


def test_a_browser_that_lacks_has_loses_what_asks_for_it_and_no_more() -> None:
    """It drops a whole list when one of its selectors asks for `:has`, unless that stands in an `:is`."""
    lost = re.compile(r"(?:^|[;{}])([^@;{}]*:has\([^;{}]*)\{")
    for sheet in SHEETS:
        for head in lost.findall(without_comments(sheet.read_text(encoding="utf-8"))):
            bare = head
            while (inner := re.sub(r"(:is|:where)?\(([^()]*)\)", _asking, bare)) != bare:
                bare = inner
            assert len({":has" in one for one in bare.split(",")}) == 1, (named(sheet), " ".join(head.split()))


@pytest.mark.parametrize("sheet", SHEETS, ids=named)
def test_nothing_moves_for_people_who_want_no_motion(sheet: Path) -> None:
    css = without_comments(sheet.read_text(encoding="utf-8"))
    # One animation changes visibility alone, after a while: it moves nothing, and nobody may miss what it shows.
    assert re.findall(r"@keyframes codio-late \{\s*to \{\s*([^}]*?)\s*\}", css) in ([], ["visibility: visible;"])
    css = css.replace("animation: codio-late 1ms 10s forwards;", "")
    allowed = re.sub(r"@media \(prefers-reduced-motion: no-preference\) \{(?:[^{}]|\{[^{}]*\})*\}", "", css)
    assert re.findall(r"(?:^|[\s;{])(?:transition|animation)(?:-[\w]+)?:", allowed) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=named)
def test_styles_ask_nothing_of_other_servers(sheet: Path) -> None:
    addresses = re.findall(r"url\(['\"]?([^'\")]+)", without_comments(sheet.read_text(encoding="utf-8")))
    assert [address for address in addresses if not address.startswith("@fontsource-variable/")] == []


def test_every_custom_property_that_is_set_is_used() -> None:
    css = "".join(without_comments(sheet.read_text(encoding="utf-8")) for sheet in SHEETS)
    code = "".join(text for _, text in client_files())
    put = set(re.findall(r"(?<![\w-])(--codio-[\w-]+)\s*:", css)) | set(re.findall(r'setProperty\("(--codio-[\w-]+)"', code))
    # A stamp in icons.svg takes its ink from where it stands.
    used = set(re.findall(r"var\(\s*(--codio-[\w-]+)", css + ICONS.read_text(encoding="utf-8")))
    assert put == {name for name in used if not OF_A_THEME.match(name)}


def test_every_class_that_the_client_names_is_styled() -> None:
    bare = set()
    for name, text in client_files():
        # Names are put together in two ways: `${BLOCK}__part`, with the block in a constant, and `codio-part--${state}`.
        block = re.search(r'^const BLOCK = "(codio-[\w-]+)";$', text, re.MULTILINE)
        whole = text.replace("${BLOCK}", block[1]) if block else text
        for found, goes_on in re.findall(r"(?<![\w-])(codio-[\w-]*)(\$\{)?", whole):
            # What encloses a block may have no rule of its own, only its parts have.
            begins = found if goes_on else f"{found}__"
            if found not in STYLED and not any(other.startswith(begins) for other in STYLED):
                bare.add((name, found))
    assert bare == set()


@pytest.mark.parametrize("template", sorted((BOARD / "templates").glob("*.html")), ids=lambda path: path.name)
def test_every_class_in_a_template_is_styled(template: Path) -> None:
    used = re.findall(
        r"(codio-[\w-]*\w)(?![\w-]*\{\{)", re.sub(r"\{#.*?#\}", "", template.read_text(encoding="utf-8"), flags=re.DOTALL)
    )
    assert {name for name in used if name not in STYLED and not any(other.startswith(f"{name}--") for other in STYLED)} == set()
