# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The house style over HTTP: worn by every page, served from its own addresses, and shown with what falls short of it."""

from __future__ import annotations

import io
import re
from pathlib import Path

import msgspec
import pytest
from PIL import Image

from board.rendering import inline_styles
from board.theme.house_style import HouseStyle
from board.theme.pairs import MODES, PAIRS
from server.app import make_app
from server.settings import Settings, SettingsError
from tests.running import outcome_of
from tests.server.house import serving, visitor

PROJECT = Path(__file__).resolve().parents[3]
PAIRS_SEEN = len(PAIRS) * len(MODES)
ZILTE = PROJECT / "themes" / "zilte-gronden"


def same_host(policy: str) -> str:
    return re.sub(r"localhost:\d+", "here", policy)


async def test_a_mounted_folder_is_worn_by_every_page_under_the_same_policy(here: Settings, zilte_gronden: HouseStyle) -> None:
    """[THM-01]"""
    async with serving(here) as house, visitor(house) as client:
        plain = await client.get("/hulp")
        policy = same_host(plain.headers["content-security-policy"])
        assert "/thema/" not in plain.text.replace('href="/thema"', "")
    async with serving(msgspec.structs.replace(here, theme=ZILTE)) as house, visitor(house) as client:
        workshop = await house.workshop()
        found: set[str] = set()
        sheet = ""
        for address in ("/", "/hulp", f"/w/{workshop.code}", f"/regie/{workshop.id}", f"/scherm/{workshop.id}"):
            page = await client.get(address)
            assert same_host(page.headers["content-security-policy"]) == policy
            (sheet,) = re.findall(r'<link rel="stylesheet" href="(/thema/[^"]+)">', page.text)
            (own,) = re.findall(r'<link rel="stylesheet" href="(/static/dist/(?:main|phone)-[^"]+)">', page.text)
            assert page.text.index(own) < page.text.index(sheet)
            assert "style=" not in page.text
            assert "<style" not in page.text
            assert 'alt="Hoogheemraadschap Zilte Gronden"' in page.text
            found |= {sheet, *re.findall(r'(?:src|srcset|href)="(/thema/[^"]+-[^"]+)"', page.text)}
        assert {re.sub(r"-[0-9a-f]{8}", "", each) for each in found} == {
            f"/thema/{name}" for name in ("theme.css", "logo.svg", "logo-dark.svg", "favicon.svg")
        }
        for address in found:
            file = await client.get(address)
            assert file.status_code == 200
            assert file.headers["cache-control"] == "public, max-age=31536000, immutable"
            assert same_host(file.headers["content-security-policy"]) == policy
            assert file.headers["x-content-type-options"] == "nosniff"
        # A page that is dark or light whatever the system says has the logo for it, and no other.
        for colours, logo in (("donker", "logo-dark"), ("licht", "logo")):
            shown = (await client.get(f"/thema?kleuren={colours}")).text
            assert re.findall(r'(?:src|srcset)="/thema/(logo[a-z-]*)-', shown)[0] == logo
            assert "<source" not in shown
        css = await client.get(sheet)
        assert css.headers["content-type"] == "text/css; charset=utf-8"
        assert css.text.startswith("@layer theme{")


async def test_a_page_from_before_a_change_finds_the_files_of_today(here: Settings, zilte_gronden: HouseStyle) -> None:
    """[THM-01]"""
    async with serving(msgspec.structs.replace(here, theme=ZILTE)) as house, visitor(house) as client:
        file = await client.get("/thema/theme-00000000.css")
        assert file.text.startswith("@layer theme{")
        assert file.headers["cache-control"] == "no-store"
        for wrong in ("/thema/other-00000000.css", "/thema/theme.toml", "/thema/..%2Ftheme.toml"):
            assert (await client.get(wrong)).status_code == 404


async def test_the_board_is_put_among_programs_under_the_sign_and_colours_of_the_house(
    here: Settings, zilte_gronden: HouseStyle
) -> None:
    """[THM-09]"""
    kept: dict[str, set[str]] = {}
    for theme in (None, ZILTE):
        async with serving(msgspec.structs.replace(here, theme=theme)) as house, visitor(house) as client:
            (address,) = re.findall(r'<link rel="manifest" href="([^"]+)">', (await client.get("/hulp?taal=en")).text)
            assert address == "/app/en.webmanifest"
            answer = await client.get(address)
            assert answer.headers["content-type"] == "application/manifest+json"
            told = answer.json()
            assert (told["start_url"], told["scope"], told["display"]) == ("/", "/", "standalone")
            assert told["name"] == ("Waardenbord | Hoogheemraadschap Zilte Gronden" if theme else "Waardenbord")
            assert told["theme_color"] == ("#E3EDEE" if theme else "#EEEBE3")
            assert told["description"].startswith("With Waardenbord")
            assert {(icon["sizes"], icon["purpose"]) for icon in told["icons"]} == {
                ("192x192", "any"),
                ("512x512", "any"),
                ("512x512", "maskable"),
            }
            for icon in told["icons"]:
                drawn = await client.get(icon["src"])
                assert drawn.headers["cache-control"] == "public, max-age=31536000, immutable"
                picture = Image.open(io.BytesIO(drawn.content)).convert("RGBA")
                assert f"{picture.width}x{picture.height}" == icon["sizes"]
                # Devices cut off the edges of one that has a ground; the other one has none there.
                corner = picture.getpixel((0, 0))
                assert corner == (
                    (*bytes.fromhex(told["theme_color"][1:]), 255) if icon["purpose"] == "maskable" else (0, 0, 0, 0)
                )
                assert len(picture.getcolors(1 << 18) or []) > 3
            kept[told["name"]] = {icon["src"] for icon in told["icons"]}
            touch = await client.get("/app/touch.png")
            assert Image.open(io.BytesIO(touch.content)).size == (180, 180)
            for wrong in ("/app/xx.webmanifest", "/app/nl.png", "/app/touch", "/app/-.png"):
                assert (await client.get(wrong)).status_code == 404
    ours, theirs = kept.values()
    assert not ours & theirs


async def test_the_page_of_the_house_style_says_what_falls_short(
    here: Settings, zilte_gronden: HouseStyle, tmp_path: Path
) -> None:
    """[THM-04]"""
    (tmp_path / "theme.toml").write_text('name = "Grijsdorp"\nstylesheet = "t.css"', encoding="utf-8")
    (tmp_path / "t.css").write_text(":root { --codio-dark-ink-2: #777 }", encoding="utf-8")
    async with serving(msgspec.structs.replace(here, theme=tmp_path)) as house, visitor(house) as client:
        page = (await client.get("/thema")).text
        assert "Grijsdorp" in page
        told = "Donker: zachte tekst tegen het papier van een briefje heeft een contrast van 3,02; nodig is 4,50 (ink-2, note)."
        assert f"<li>{told}</li>" in page
        assert 'data-theme="dark"' in (await client.get("/thema?kleuren=donker")).text
        assert "data-theme" not in (await client.get("/thema?kleuren=paars")).text
    async with serving(here) as house, visitor(house) as client:
        assert "Schiet er iets tekort?</h2>\n<p" in (await client.get("/thema")).text


async def test_a_folder_that_cannot_be_used_keeps_the_server_from_starting(here: Settings, tmp_path: Path) -> None:
    """[THM-02]"""
    told = f"WAARDENBORD_THEME: {tmp_path}/theme.toml cannot be read (No such file or directory)."
    for workers in ("1", "2"):
        assert await outcome_of(None, "serve", "--workers", workers, WAARDENBORD_THEME=str(tmp_path)) == (
            2,
            "",
            f"waardenbord: {told}\n",
        )
    with pytest.raises(SettingsError, match=re.escape(told)):
        make_app(msgspec.structs.replace(here, theme=tmp_path), None)  # type: ignore[arg-type]  # it is not looked at before


async def test_a_paper_that_is_kept_as_one_file_has_the_theme_in_it(zilte_gronden: HouseStyle) -> None:
    """[THM-05]"""
    styles = inline_styles()
    assert "@layer theme{" in styles
    assert "</" not in styles[styles.index("@layer theme{") :]
    assert "/thema/" not in styles


async def test_the_command_says_in_words_what_falls_short_and_ends_accordingly(tmp_path: Path) -> None:
    """[THM-04]"""
    assert await outcome_of(None, "theme", "check", WAARDENBORD_THEME=str(ZILTE)) == (
        0,
        (
            f"Hoogheemraadschap Zilte Gronden: {PAIRS_SEEN} pairs of colours, light, dark and on the projector; "
            "nothing falls short.\n"
        ),
        "",
    )
    (tmp_path / "theme.toml").write_text('name = "Grijsdorp"\nstylesheet = "t.css"', encoding="utf-8")
    (tmp_path / "t.css").write_text(":root { --codio-light-night-text-2: #567 }", encoding="utf-8")
    code, said, _ = await outcome_of(None, "theme", "check", str(tmp_path))
    assert code == 1
    assert said.splitlines()[0].startswith("light: secondary text in silence against the room in silence has a contrast of ")
    assert said.splitlines()[-1].startswith(f"Grijsdorp: {PAIRS_SEEN} pairs of colours")
    (tmp_path / "t.css").write_text("a { color: red }", encoding="utf-8")
    code, said, told = await outcome_of(None, "theme", "check", str(tmp_path))
    assert (code, said) == (2, "")
    assert told.startswith("waardenbord: t.css: line 1: a: a theme sets custom properties on :root alone")
