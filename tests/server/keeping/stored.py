# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Walks what is really stored, for the inventory: fields of everything that is encoded, columns, names of keys, files, cookies,
and what the client keeps on a device.

Who adds an aggregate adds what its log holds to `STORED`, and its file to `server.keeping.inventory.FILES`.
"""

from __future__ import annotations

import ast
import inspect
import re
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, get_args

import msgspec.inspect as mi

from board.papers import making
from organisation.archive.shelf import Placed
from organisation.dossier.events import Event as DossierEvent
from organisation.dossier.state import Dossier
from organisation.dossier.summary import CaseSummary
from organisation.members.events import Event as OrganisationEvent
from organisation.members.state import Organisation
from organisation.strategy.events import Event as StrategyEvent
from organisation.strategy.state import Strategy
from server import access
from server.archive import index_file
from server.backup import log_file
from server.live import audit
from server.oidc.accounts import Account
from server.store import DOSSIER, ORGANISATION, STRATEGY, WORKSHOP, Binned, Destroyed, Entry, Head, Hold, Kind
from server.store.connections import Keys
from server.web import languages
from sessions.afterwards.timelapse import Timelapse
from sessions.wire.events import Stored
from tests.running import PROJECT

STORED: dict[Kind, tuple[Any, ...]] = {
    WORKSHOP: (Stored, Timelapse),
    DOSSIER: (DossierEvent, Dossier),
    ORGANISATION: (OrganisationEvent, Organisation),
    STRATEGY: (StrategyEvent, Strategy),
}
"""By the letter of a kind of logs: what its entries hold, and what is packed inside them."""
PLACE: dict[Kind, str] = {WORKSHOP: "workshop", DOSSIER: "case", ORGANISATION: "organisation", STRATEGY: "strategy"}
"""What `terms.toml` calls them."""
BESIDES = (
    CaseSummary,
    Placed,
    Entry,
    Head,
    Destroyed,
    Hold,
    Binned,
    Account,
    log_file._First,
    log_file._EntryLine,
    log_file._ClientLine,
    log_file._Last,
)
"""What is stored and stands in no log of those."""

Fields = set[tuple[str, str]]
CLIENT = PROJECT / "board" / "client"
ON_DEVICES = {
    "core/device/storage.ts",
    "core/device/lease.ts",
    "core/device/known.ts",
    "core/wire/coming.ts",
    "views/participant/screens/late.ts",
    "pages/kept.ts",
    "views/parts/preferences.ts",
    "entries/pages.ts",
    "entries/live/start.tsx",
}
"""Who touches what a browser keeps: `storage` by keys that begin with a folder, the others by names of their own."""


def fields_of(roots: Iterable[Any]) -> Fields:
    """Every field that holds something itself, not only other structs, by what holds it: `module.Struct`."""
    found: dict[type, set[str]] = {}
    for root in roots:
        _walk(mi.type_info(root), found)
    named = {held: f"{held.__module__.rpartition('.')[2]}.{held.__name__}" for held in found}
    assert len(set(named.values())) == len(named), "two structs have the same name in modules of the same name"
    return {(named[held], field) for held, fields in found.items() for field in fields}


def _walk(of: mi.Type, found: dict[type, set[str]]) -> None:
    for part in _parts(of):
        if isinstance(part, mi.StructType) and part.cls not in found:
            found[part.cls] = {
                field.name
                for field in part.fields
                if not all(isinstance(each, mi.StructType | mi.NoneType) for each in _parts(field.type))
            }
            for field in part.fields:
                _walk(field.type, found)


def _parts(of: mi.Type) -> Iterator[mi.Type]:
    """A type without what only groups: unions, tuples, sets, and keys of dicts, which are ids of what they lead to."""
    if isinstance(of, mi.UnionType):
        for each in of.types:
            yield from _parts(each)
    elif isinstance(of, mi.TupleType):
        for each in of.item_types:
            yield from _parts(each)
    elif isinstance(of, mi.CollectionType):
        yield from _parts(of.item_type)
    elif isinstance(of, mi.DictType):
        yield from _parts(of.value_type)
    else:
        yield of


def keys_and_channels() -> Fields:
    """Whatever makes a name in Redis."""
    for_looking = ("all_", "owner_of", "id_of", "which", "is_sharded", "saying")
    names = {name for name, _ in inspect.getmembers(Keys) if not name.startswith(("_", *for_looking))}
    said = {"channel", "probe"}
    return {("channels" if name in said else "keys", name) for name in names}


def topics() -> Fields:
    """What lies beside logs, and what is counted, by the topic that the source names."""
    found: Fields = set()
    for path in sorted((PROJECT / "server").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                if called == "Quota":
                    found.add(("quota.topics", str(node.args[0].value)))
                elif called in ("beside", "passing") and len(node.args) == 1:
                    found.add((f"{called}.topics", str(node.args[0].value)))
    return found


def columns(path: Path) -> Fields:
    """Of every table of the index."""
    index_file.IndexWriter(path).close()
    connection = sqlite3.connect(path)
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    # FTS5 keeps the words of a table in others that are called after it.
    tables = [name for name in names if not re.match(r"(heads|wholes|tokens)_", name)]
    found = {(f"sqlite.{table}", row[1]) for table in tables for row in connection.execute(f"PRAGMA table_info({table})")}
    connection.close()
    return found


def cookies() -> Fields:
    """One for each that `access` knows, and the language's."""
    roles = {each for part in get_args(access.Kept) for each in (get_args(part) or (part,))}
    return {("cookies", name) for name in {*roles, languages.COOKIE}}


def papers() -> Fields:
    """What is kept in memory as a file, by its kind."""
    return {("papers", kind) for kind in get_args(making.Kind)}


def audited() -> Fields:
    """What a line about who leads says."""
    function = ast.parse(inspect.getsource(audit.tell))
    named = next(node for node in ast.walk(function) if isinstance(node, ast.Dict))
    return {("audit", str(key.value)) for key in named.keys if isinstance(key, ast.Constant)}


def on_devices() -> Fields:
    """What the client keeps in a browser, by how its names begin."""
    sources = {str(path.relative_to(CLIENT).as_posix()): path.read_text(encoding="utf-8") for path in CLIENT.rglob("*.ts*")}
    touching = re.compile(r"\b(localStorage|sessionStorage|indexedDB|createStore)\b|globalThis\.Storage")
    assert {name for name, text in sources.items() if touching.search(text)} | {"pages/kept.ts"} == ON_DEVICES
    folders = {("indexeddb", f"{name}/") for text in sources.values() for name in re.findall(r'folderOf\("(\w+)"', text)}
    settings = {
        ("localstorage", f"waardenbord.{name}")
        for name in re.findall(r'\bkept(?:<[^>]*>)?\("([\w-]+)"', sources["views/parts/preferences.ts"])
    }
    forms = {
        ("localstorage", f"{_prefix(sources['pages/kept.ts'])}{name}")
        for path in (PROJECT / "board" / "templates").glob("*.html")
        for name in re.findall(r'data-keep="([\w-]+)"', path.read_text(encoding="utf-8"))
    }
    return {
        *folders,
        *settings,
        *forms,
        ("localstorage", _prefix(sources["core/device/lease.ts"])),
        ("sessionstorage", _prefix(sources["core/device/known.ts"])),
        ("sessionstorage", _prefix(sources["core/wire/coming.ts"])),
        ("sessionstorage", _prefix(sources["core/device/storage.ts"])),
    }


def _prefix(source: str) -> str:
    found = re.search(r'^const (?:PREFIX|HERE|KEY) = "(.+)";$', source, re.MULTILINE)
    assert found is not None
    return found[1]
