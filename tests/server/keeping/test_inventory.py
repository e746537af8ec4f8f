# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is stored and what the inventory says is the same."""

from __future__ import annotations

import tempfile
from fnmatch import fnmatch
from pathlib import Path

import pytest

from server.archive.archive import open_archive
from server.backup.aggregates import AGGREGATES
from server.keeping.inventory import inventory, told
from server.settings import Settings
from server.store import Kind, open_store
from server.web import languages, recognising, site
from sessions.material.text import LANGUAGES
from tests.server.keeping import stored


def listed() -> dict[tuple[str, str], str]:
    """Every field of the inventory, and the kind that it stands in."""
    found = [((holder, name), kind.id) for kind in inventory().kinds for holder, names in kind.fields.items() for name in names]
    assert len(dict(found)) == len(found), "a field stands in the inventory twice"
    return dict(found)


def test_every_stored_field_is_in_the_inventory_and_nothing_else(tmp_path: Path) -> None:
    """[PRIV-01] Whoever stores something new says in `server/keeping/stored` what for, who sees it and how long."""
    walked = {
        *stored.fields_of([*(root for roots in stored.STORED.values() for root in roots), *stored.BESIDES]),
        *stored.keys_and_channels(),
        *stored.topics(),
        *stored.columns(tmp_path / "index"),
        *stored.cookies(),
        *stored.papers(),
        *stored.audited(),
        *stored.on_devices(),
    }
    known = {field for field in listed() if field[0] != "files"}
    assert walked - known == set(), "stored, and in no kind of the inventory"
    assert known - walked == set(), "in the inventory, and stored no more"


def test_every_kind_of_log_is_walked() -> None:
    """[PRIV-01]"""
    assert stored.STORED.keys() == stored.PLACE.keys() == AGGREGATES.keys()


@pytest.mark.parametrize("letter", stored.STORED)
def test_a_kind_of_data_names_every_log_that_holds_it(letter: Kind) -> None:
    """[PRIV-01]"""
    places = {kind.id: kind.places for kind in inventory().kinds}
    kinds = {listed()[field] for field in stored.fields_of(stored.STORED[letter])}
    assert {kind for kind in kinds if stored.PLACE[letter] not in places[kind]} == set()


AFTER_AN_ACCIDENT = {"appendonlydir-damaged-*/", "cut-tail-*.aof", "repairing/", "redis.log.1"}
"""What only a repair, a power cut or years of words leave (tests/server/store/test_repairing.py)."""


def names_in(folder: Path) -> list[str]:
    return [f"{path.name}/" if path.is_dir() else path.name for path in folder.iterdir()]


async def test_every_file_in_the_data_directory_is_in_the_inventory() -> None:
    """[PRIV-01]"""
    patterns = [name for holder, name in listed() if holder == "files"]
    with tempfile.TemporaryDirectory(prefix="wb") as folder:
        settings = Settings(data_dir=Path(folder))
        settings.secret_key()
        async with open_store(settings) as store, open_archive(settings, store):
            names = names_in(Path(folder))
    assert [name for name in names if not any(fnmatch(name, pattern) for pattern in patterns)] == []
    seen = AFTER_AN_ACCIDENT | {pattern for pattern in patterns if any(fnmatch(name, pattern) for name in names)}
    assert set(patterns) == seen


def test_terms_of_cookies_are_those_that_the_pages_set() -> None:
    """[PRIV-01] [PRIV-06]"""
    terms = inventory().terms
    days = [seconds // 86_400 for seconds in (recognising.RECOGNISED_S, site.KEPT_S)]
    assert all(f"{number} da" in terms["cookie"].is_.in_(lang) for number in days for lang in LANGUAGES)
    assert all(f"{languages.REMEMBERED_S // 86_400} da" in terms["cookie_language"].is_.in_(lang) for lang in LANGUAGES)


def test_terms_are_told_as_the_server_is_set() -> None:
    """[PRIV-01] [PRIV-09]"""

    def terms(settings: Settings) -> dict[str, str]:
        return {line.id: line.term for group in told("nl", settings) for line in group.kinds}

    assert (
        terms(Settings(keep_closed_days=14))["notes"]
        == "tot 14 dagen na het einde van de workshop, of korter als de organisatie dat zo heeft ingesteld"
    )
    assert (
        terms(Settings(keep_closed_days=0))["notes"]
        == "tot de organisatie de workshop wist, of tot de termijn die de organisatie heeft ingesteld"
    )
    assert terms(Settings(keep_cases_days=7))["actions"].startswith("in een zaak: tot 7 dagen nadat")
    assert terms(Settings())["poster"].startswith("tot 30 dagen na het einde van de workshop, of korter")
    assert "; in een zaak: tot 5 jaar nadat" in terms(Settings())["poster"]


def test_no_term_place_or_basis_is_there_for_nothing() -> None:
    """[PRIV-01]"""
    known = inventory()
    assert {term for kind in known.kinds for term in kind.terms} == known.terms.keys()
    assert {kind.basis for kind in known.kinds} == known.bases.keys()
    assert {place for kind in known.kinds for place in kind.places} == known.places.keys()
