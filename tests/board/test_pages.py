# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The server's pages: what stands on every page, what each one is for, and that texts of people stay texts."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import get_args

import msgspec
import pytest
import segno
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from board import (
    filling_pages,
    opening_pages,
    pages,
    rendering,
    script_pages,
    server_pages,
    theme_pages,
    value_pages,
    workshop_pages,
)
from board.catalogues import build_catalogues
from board.dates import MONTHS
from board.i18n import CatalogueMissingError, closest_language, translator
from board.qr import QUIET_ZONE_MODULES, qr_svg
from board.script_forms import data_of, data_of_script
from board.value_forms import ValueRow, ValuesForm
from server.keeping.inventory import told
from server.settings import Settings
from sessions.afterwards.terms import What
from sessions.cases.case import parse_case
from sessions.material.credit import Credit
from sessions.material.perspectives import parse_perspectives
from sessions.material.problems import Path as Path_
from sessions.material.problems import Problem, ProblemCode
from sessions.material.script import leaves
from sessions.material.script_rules import parse_script
from sessions.material.text import Language, Text
from sessions.model.items import CaseForm
from sessions.model.viewer import HeldRole
from sessions.topics.poster import ActionLine, ChecklistLine, DecisionLine, PosterContent, TensionLine, ValueLine
from tests.board.around import AROUND_PAGES, FRAMEWORK

BOARD = Path(pages.__file__).parent
HOSTILE = '<b>Camera\'s</b> & "meer"'
BASE = "https://bord.example"
LINKS = pages.WorkshopLinks(
    join=f"{BASE}/w/merel-anker-zomer",
    facilitator=f"{BASE}/regie/s1#geheim-regie",
    screen=f"{BASE}/scherm/s1#geheim-scherm",
    scribe=f"{BASE}/notulen/s1#geheim-verslag",
)
ATTRIBUTION = pages.Attribution(
    values=Credit("Waarden van Meerdorp", 3, HOSTILE, "Waardenkaart", "Iemand", "2026-02-31; 2026-02-01"),
    script=Credit("CODIO Project 2025", 4, "", "Handleiding Het CODIO-instrument. 31 januari 2025."),
)
SNAPSHOT = pages.Snapshot(version=1, sha256="a41f" * 16, made_at="22 november 2026, 12:07", newer=2)

OVERVIEW = server_pages.Overview(
    version="0.1.0",
    at_ms=1_795_000_000_000,
    started_at_ms=1_794_990_000_000,
    trouble="",
    beside="the store is nearly full (86%)",
    people=16,
    screens=1,
    open_count=51,
    workshops=(server_pages.OpenWorkshop("a1b2c3d4e5f60718", 17, 182_400, 1_794_991_000_000, 1_794_999_000_000, waiting=True),),
    stored={"workshops": 12, "cases": 4, "organisations": 1, "strategies": 0},
    used_bytes=3_512_000,
    most_bytes=512_000_000,
    disk_free_bytes=41_000_000_000,
    embedded=True,
    busy=1,
    papers=0,
    errors=0,
    warnings=2,
    last_error_at_ms=0,
    going=tuple(server_pages.Going("0718a1b2c3d4e5f6", what, 1_795_100_000_000) for what in get_args(What)),
    looked_at=12,
)
IN_TROUBLE = msgspec.structs.replace(
    OVERVIEW,
    trouble="the store is not safe (no_aof)",
    errors=1,
    last_error_at_ms=1_794_999_000_000,
    workshops=(),
    open_count=0,
    most_bytes=0,
    embedded=False,
    going=(),
)


def content(name: str) -> str:
    return files("sessions").joinpath("content", name).read_text(encoding="utf-8")


SCRIPT = parse_script(content("codio-project-2025.toml"))
FIRST_MINUTES = f"{SCRIPT.id}.{leaves(SCRIPT)[0].id}"
OWN_SCRIPT = msgspec.structs.replace(
    SCRIPT, title=Text(HOSTILE, HOSTILE), owner=HOSTILE, source=HOSTILE, label=Text(HOSTILE, HOSTILE), id="van-ons"
)
_PLACES: tuple[Path_, ...] = (
    ("title",),
    ("id",),
    ("parts", 0, "steps", 0, "minutes"),
    ("framework",),
    ("parts", 0, "steps", 0, "do", "en"),
)
SCRIPT_PROBLEMS = {code: _PLACES[number % len(_PLACES)] for number, code in enumerate(get_args(ProblemCode))}
"""Every kind of problem, each somewhere: at a field, at a step, at what has no field."""
SENDING = filling_pages.Sending(
    session_id="s1",
    title=HOSTILE,
    organisation=HOSTILE,
    has_link=True,
    url=f"{BASE}/casus/s1#geheim",
    is_first=True,
    is_open=True,
    rows=("goal", "dpia"),
    stored_at_ms=1_796_124_420_000,
    reach="asked",
    mails=False,
    classified=True,
)
FILLING = filling_pages.Filling(
    session_id="s1",
    title=HOSTILE,
    organisation=HOSTILE,
    form=CaseForm(goal=HOSTILE, other_assessment=HOSTILE),
    marks=dict.fromkeys(CaseForm.__struct_fields__, "a1"),
    is_open=True,
    classified=False,
    stored=0,
    stored_at_ms=1_796_124_420_000,
)
OWN_VALUES = ValuesForm(
    title_nl=HOSTILE, owner=HOSTILE, rows=(ValueRow("human_rights", HOSTILE, "", HOSTILE, HOSTILE, HOSTILE, "", "x"), ValueRow())
)
_VALUE_PLACES: tuple[Path_, ...] = (
    ("title",),
    ("values", 0, "name"),
    ("values", 0, "definition", "en"),
    ("values", 1, "principle"),
    ("values",),
    ("source", "title"),
)
VALUE_PROBLEMS = {code: _VALUE_PLACES[number % len(_VALUE_PLACES)] for number, code in enumerate(get_args(ProblemCode))}
CASE = parse_case(content("camera.toml"))
PERSPECTIVES = parse_perspectives(content("perspectives.toml"))


def poster(language: Language = "nl") -> PosterContent:
    return PosterContent(
        title=HOSTILE,
        organisation="gemeente Meerdorp",
        script="CODIO Project",
        language=language,
        values=(
            ValueLine("We volgen niemand die niets deed.", foundation="rechtsstaat", name="Privacy", value_id="privacy"),
            ValueLine(
                orientation="vulnerable",
                wider=True,
                wider_note=HOSTILE,
                foundation="democratie",
                name=HOSTILE,
                value_id="",
                accent=True,
            ),
        ),
        actions=(
            ActionLine("democratie", "Uitleg geven", "Communicatie", "1 februari", level="project", values=("Transparantie",)),
        ),
        tensions=(
            TensionLine(value_a="Veiligheid", value_b="Privacy"),
            TensionLine(value_a="", value_b="", action_a=HOSTILE, action_b="Uitleg geven"),
        ),
        checklist=(
            ChecklistLine("Is er een overzicht met concrete acties?", "Ja, een.", done=True, item_id="overzicht"),
            ChecklistLine("Hoe wordt dit nu verder opgepakt?", "", done=False, item_id="vervolg"),
        ),
        decision=DecisionLine("go_adapted", "Eerst uitleg."),
    )


PAGES: dict[str, Callable[[Language], str]] = {
    "start": lambda lang: pages.start_page(lang=lang),
    "start, wrong code": lambda lang: pages.start_page(lang=lang, code=HOSTILE, error="unknown"),
    "new": lambda lang: opening_pages.new_workshop_page(lang=lang, scripts=[SCRIPT], cases=[CASE], base=FRAMEWORK),
    "new, errors": lambda lang: opening_pages.new_workshop_page(
        lang=lang,
        scripts=[SCRIPT],
        form=opening_pages.NewWorkshopForm(
            title=HOSTILE, own_script=HOSTILE, own_values=HOSTILE, minutes={FIRST_MINUTES: "veel"}
        ),
        errors={
            "organisation": "missing",
            "case_text": "too_long",
            "own_values": "toml",
            f"minutes.{FIRST_MINUTES}": "minutes",
        },
        problems={"own_values": [Problem(("id",), "unknown_key", (HOSTILE,), HOSTILE, 3)]},
        base=FRAMEWORK,
    ),
    "new, own values": lambda lang: opening_pages.new_workshop_page(
        lang=lang,
        scripts=[SCRIPT],
        form=opening_pages.NewWorkshopForm(own=OWN_VALUES, own_values_alone=True),
        errors={"own.values.1.principle": "own", "own_bare": "bare"},
        problems={"own": [Problem(("values", 1, "principle"), "unknown_principle")]},
        base=FRAMEWORK,
        bare=[Text("Rechtsstaat", "Rule of law")],
        moved="values.1",
    ),
    "case link": lambda lang: filling_pages.sending_page(lang=lang, sending=SENDING),
    "case link, none yet": lambda lang: filling_pages.sending_page(
        lang=lang, sending=msgspec.structs.replace(SENDING, has_link=False, url="", rows=(), stored_at_ms=0, organisation="")
    ),
    "case link, of before": lambda lang: filling_pages.sending_page(lang=lang, sending=msgspec.structs.replace(SENDING, url="")),
    "case link, second facilitator": lambda lang: filling_pages.sending_page(
        lang=lang, sending=msgspec.structs.replace(SENDING, is_first=False)
    ),
    "case link, begun": lambda lang: filling_pages.sending_page(
        lang=lang, sending=msgspec.structs.replace(SENDING, is_open=False)
    ),
    "case door": lambda lang: filling_pages.filling_door(lang=lang, session_id="s1", wrong=True),
    "case form": lambda lang: filling_pages.case_page(lang=lang, filling=FILLING),
    "case form, stored": lambda lang: filling_pages.case_page(
        lang=lang, filling=msgspec.structs.replace(FILLING, classified=True, stored=2)
    ),
    "case form, begun": lambda lang: filling_pages.case_page(lang=lang, filling=msgspec.structs.replace(FILLING, is_open=False)),
    "case link, over": lambda lang: filling_pages.sending_page(
        lang=lang, sending=msgspec.structs.replace(SENDING, is_open=False, over=True)
    ),
    "case form, over": lambda lang: filling_pages.case_page(
        lang=lang, filling=msgspec.structs.replace(FILLING, is_open=False, over=True)
    ),
    "case form, conflicts": lambda lang: filling_pages.case_page(
        lang=lang,
        filling=msgspec.structs.replace(
            FILLING,
            too_long=("goal",),
            conflicts=(filling_pages.Conflict("dpia", "done"), filling_pages.Conflict("aim", HOSTILE)),
        ),
    ),
    "own values": lambda lang: value_pages.own_values_page(lang=lang, base=FRAMEWORK, form=ValuesForm(), fresh=True),
    "own values, right": lambda lang: value_pages.own_values_page(
        lang=lang, base=FRAMEWORK, form=OWN_VALUES, alone=True, checked=True
    ),
    "own values, without a foundation": lambda lang: value_pages.own_values_page(
        lang=lang, base=FRAMEWORK, form=OWN_VALUES, bare=[Text(HOSTILE, HOSTILE)], checked=True
    ),
    "own values, errors": lambda lang: value_pages.own_values_page(
        lang=lang,
        base=FRAMEWORK,
        form=OWN_VALUES,
        problems=[Problem(path, code, (HOSTILE, HOSTILE), HOSTILE) for code, path in VALUE_PROBLEMS.items()],
        moved="values.0",
    ),
    "own values, file": lambda lang: value_pages.own_values_page(
        lang=lang, base=FRAMEWORK, form=ValuesForm(), toml=HOSTILE, toml_problems=[Problem((), "syntax", (HOSTILE,), line=7)]
    ),
    "own values, nothing": lambda lang: value_pages.own_values_page(lang=lang, base=FRAMEWORK, form=ValuesForm(), nothing=True),
    "new, own script": lambda lang: opening_pages.new_workshop_page(
        lang=lang,
        scripts=[SCRIPT],
        form=opening_pages.NewWorkshopForm(script_id=opening_pages.OWN),
        own=OWN_SCRIPT,
        base=FRAMEWORK,
    ),
    "scripts": lambda lang: script_pages.scripts_page(lang=lang, scripts=[SCRIPT, OWN_SCRIPT]),
    "script": lambda lang: script_pages.script_page(lang=lang, script=SCRIPT),
    "script, own": lambda lang: script_pages.script_page(lang=lang, script=OWN_SCRIPT, toml=HOSTILE),
    "script form": lambda lang: script_pages.script_form_page(lang=lang, data=data_of_script(OWN_SCRIPT), fresh=True),
    "script form, right": lambda lang: script_pages.script_form_page(lang=lang, data=data_of_script(OWN_SCRIPT), checked=True),
    "script form, errors": lambda lang: script_pages.script_form_page(
        lang=lang,
        data=data_of(
            [("title.nl", HOSTILE), ("id", HOSTILE), ("parts.0.steps.0.title.nl", HOSTILE), ("parts.0.steps.0.silent", "on")]
        ),
        problems=[Problem(path, code, (HOSTILE, HOSTILE), HOSTILE) for code, path in SCRIPT_PROBLEMS.items()],
        moved="parts.0.steps.0",
    ),
    "read": lambda lang: script_pages.read_script_page(lang=lang),
    "read, nothing": lambda lang: script_pages.read_script_page(lang=lang, nothing=True),
    "read, errors": lambda lang: script_pages.read_script_page(
        lang=lang,
        text=HOSTILE,
        file_name=HOSTILE,
        problems=[Problem(path, code, (HOSTILE, HOSTILE), HOSTILE, 7) for code, path in SCRIPT_PROBLEMS.items()],
    ),
    "links": lambda lang: links(lang, pages.Leading("s1")),
    "links, second facilitator": lambda lang: links(lang, pages.Leading("s1", is_first=False, reach="network")),
    "links, reaching nobody": lambda lang: links(lang, pages.Leading("s1", reach="only_here")),
    "links, as set": lambda lang: links(lang, pages.Leading("s1", reach="configured")),
    "links, with everything": lambda lang: links(
        lang,
        pages.Leading(
            "s1",
            has_second=True,
            second=f"{BASE}/regie/s1#geheim-tweede",
            renewed=True,
            unsure=True,
            rehearsal=True,
            people=HOSTILE,
            people_wrong=True,
        ),
    ),
    "join": lambda lang: pages.join_page(
        lang=lang,
        code="merel-anker-zomer",
        session_id="s1",
        content_url="/c.json",
        title=HOSTILE,
        organisation="Meerdorp",
        perspectives=PERSPECTIVES,
    ),
    "join, errors": lambda lang: pages.join_page(
        lang=lang,
        code="merel-anker-zomer",
        session_id="s1",
        content_url="/c.json",
        title=HOSTILE,
        organisation="Meerdorp",
        perspectives=PERSPECTIVES,
        name=HOSTILE,
        errors=("name_too_long", "perspective_unknown", "full"),
    ),
    "swap": lambda lang: pages.swap_page(
        lang=lang, code="merel-anker-zomer", key="x" * 32, now=HOSTILE, then=HOSTILE, shared=True
    ),
    "swap, nameless": lambda lang: pages.swap_page(
        lang=lang, code="merel-anker-zomer", key="x" * 32, now="", then="", shared=False
    ),
    "join, closed": lambda lang: pages.join_page(
        lang=lang,
        code="merel-anker-zomer",
        session_id="s1",
        content_url="/c.json",
        title=HOSTILE,
        organisation="Meerdorp",
        perspectives=PERSPECTIVES,
        closed=True,
    ),
    "erase": lambda lang: workshop_pages.erase_page(lang=lang, title=HOSTILE, session_id="s1"),
    "erase, another title": lambda lang: workshop_pages.erase_page(
        lang=lang, title="Camera's", session_id="s1", typed="Iets anders", wrong=True
    ),
    "erased": lambda lang: workshop_pages.erased_page(lang=lang, title="Camera's"),
    "links, closed": lambda lang: links(lang, pages.Leading("s1", closed=True)),
    "key": lambda lang: pages.key_page(lang=lang, role="facilitator", action="/regie/s1"),
    "key, wrong": lambda lang: pages.key_page(lang=lang, role="scribe", action="/notulen/s1", error=True),
    "board": lambda lang: board(lang, "participant"),
    "board, screen": lambda lang: board(lang, "screen"),
    "poster, live": lambda lang: pages.poster_page(
        lang=lang, content=poster(lang), attribution=ATTRIBUTION, day="22 november 2026", snapshot=None
    ),
    "poster, final": lambda lang: pages.poster_page(
        lang=lang,
        content=poster(lang),
        attribution=ATTRIBUTION,
        day="22 november 2026",
        snapshot=SNAPSHOT,
        json_url="/p.json",
        download_url="/p.html",
    ),
    "accessibility": lambda lang: pages.accessibility_page(lang=lang),
    "theme": lambda lang: theme_pages.theme_page(lang=lang),
    "theme, silent": lambda lang: theme_pages.theme_page(lang=lang, light="silent"),
    "theme, dark": lambda lang: theme_pages.theme_page(lang=lang, light="dark"),
    "privacy": lambda lang: pages.privacy_page(lang=lang, groups=told(lang, Settings()), closed_days=30, operator="Meerdorp"),
    "overview": lambda lang: server_pages.server_page(lang=lang, now=OVERVIEW),
    "overview, in trouble": lambda lang: server_pages.server_page(lang=lang, now=IN_TROUBLE),
    "overview, door": lambda lang: server_pages.server_door(lang=lang),
    "overview, wrong": lambda lang: server_pages.server_door(lang=lang, wrong=True),
    "help": lambda lang: pages.help_page(lang=lang),
    "not found": lambda lang: pages.error_page(lang=lang, status=404, code="no_such_page"),
    "broken": lambda lang: pages.error_page(lang=lang, status=500, code="internal"),
}


def mail_page(lang: Language, sent: filling_pages.Sent) -> str:
    sending = msgspec.structs.replace(SENDING, mails=True, sent=sent, reach="only_here", organisation="")
    return filling_pages.sending_page(lang=lang, sending=sending)


def troubled_page(lang: Language, trouble: filling_pages.Trouble) -> str:
    filling = msgspec.structs.replace(FILLING, trouble=trouble, is_open=trouble not in ("begun", "link"))
    return filling_pages.case_page(lang=lang, filling=filling)


PAGES |= {f"case link, mail {sent}": partial(mail_page, sent=sent) for sent in get_args(filling_pages.Sent)}
PAGES |= {f"case form, {trouble}": partial(troubled_page, trouble=trouble) for trouble in get_args(filling_pages.Trouble)}
PAGES |= AROUND_PAGES
every_page = pytest.mark.parametrize("name", PAGES)
both_languages = pytest.mark.parametrize("lang", ["nl", "en"])


def standalone() -> str:
    return pages.standalone_poster(content=poster(), attribution=ATTRIBUTION, day="22 november 2026", snapshot=SNAPSHOT)


def links(lang: Language, leading: pages.Leading) -> str:
    known = LINKS if leading.is_first else msgspec.structs.replace(LINKS, screen="", scribe="")
    return pages.links_page(lang=lang, title=HOSTILE, code="merel-anker-zomer", words_lang="nl", links=known, leading=leading)


def board(lang: Language, role: HeldRole) -> str:
    return pages.board_page(
        lang=lang, role=role, session_id="s1", title=HOSTILE, content_url="/c.json", code="merel-anker-zomer", join_url=LINKS.join
    )


@pytest.fixture(autouse=True, scope="module")
def _built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A folder as the build leaves it, with stand-ins for what only browsers read."""
    dist = tmp_path_factory.mktemp("dist")
    manifest = build_catalogues(BOARD / "locale", dist)
    (dist / "main-1.css").write_text("@font-face{src:url(./letter-1.woff2)}", encoding="utf-8")
    (dist / "letter-1.woff2").write_bytes(b"font")
    shutil.copy(BOARD / "static" / "css" / "base" / "tokens.css", dist)
    manifest |= {"main.css": "main-1.css", "phone.css": "phone-1.css", "board.tsx": "board-1.js", "phone.tsx": "board-2.js"}
    manifest |= {"pages.ts": "pages-1.js", "timelapse.ts": "timelapse-1.js"}
    # What a board loads besides: its role's part, and where words may break.
    parts = ("facilitator.ts", "screen.ts", "StepScreen.tsx", "hyphens-nl.ts", "hyphens-en.ts")
    manifest |= {name: f"shared-{number}.js" for number, name in enumerate(parts)}
    (dist / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (dist / "imports.json").write_text(json.dumps({"board-2.js": ["shared-9.js"]}), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rendering, "DIST", dist)
        yield


class Page(HTMLParser):
    """The elements of a page with their attributes, in order, and the text of it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for found, attributes in self.elements if found == tag]

    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]

    @property
    def text(self) -> str:
        return " ".join("".join(self.texts).split())


@every_page
@both_languages
def test_every_page_says_its_language_and_begins_with_a_skip_link_that_leads_somewhere(name: str, lang: Language) -> None:
    html = PAGES[name](lang)
    page = Page(html)
    assert html.startswith("<!doctype html>")
    assert page.all("html")[0]["lang"] == lang
    assert page.all("a")[0] == {"class": "codio-skip", "href": "#main"}
    assert page.ids().count("main") == 1
    assert len(page.all("h1")) == 1
    assert html.index("<title>") < html.index("</head>")


@every_page
def test_every_page_ends_with_the_same_links_in_the_same_order(name: str) -> None:
    foot = [link["href"] for link in Page(PAGES[name]("nl")).all("a") if link.get("class") == "codio-foot__link"]
    assert foot == ["/hulp", "/hulp#contact", "/toegankelijkheid", "/privacy"]


@every_page
def test_no_page_holds_inline_script_or_style_or_asks_another_server(name: str) -> None:
    html = PAGES[name]("nl")
    for tag, attributes in Page(html).elements:
        assert tag != "style"
        assert "style" not in attributes
        assert not [attribute for attribute in attributes if attribute.startswith("on")]
        if tag == "script":
            assert attributes["src"].startswith("/static/dist/")
        loaded = [attributes.get(key, "") for key in ("src", "action", "srcset")]
        loaded += [attributes.get("href", "")] if tag in ("link", "use") else []
        assert all(address == "" or address.startswith(("/", "#")) for address in loaded)


@every_page
@both_languages
def test_ids_are_unique_and_every_reference_to_one_holds(name: str, lang: Language) -> None:
    page = Page(PAGES[name](lang))
    ids = page.ids()
    assert len(ids) == len(set(ids))
    for tag, attributes in page.elements:
        references = [attributes["for"]] if tag == "label" and "for" in attributes else []
        for key in ("aria-describedby", "aria-labelledby"):
            references += attributes.get(key, "").split()
        if tag == "a" and attributes.get("href", "").startswith("#"):
            references.append(attributes["href"][1:])
        assert set(references) <= set(ids)


@every_page
@both_languages
def test_what_people_typed_never_becomes_markup(name: str, lang: Language) -> None:
    assert "<b>Camera" not in PAGES[name](lang)


PEOPLES_WORDS = (
    "title|text|why|reason|meaning|action|holder|clash|note|organisation|snippet|case_text|coordinator|monitor|with_whom|consideration"
    "|owner|answer|approach|governance_name|category"
)
"""Names of what people write, as templates have it."""
OUR_WORDS = {"parts.html", "start.html", "theme.html"}
"""Templates in which these names are those of texts of ours."""


@pytest.mark.parametrize("path", sorted((rendering.BOARD / "templates").glob("*.html")), ids=lambda path: path.name)
def test_what_people_write_has_the_direction_of_its_own_script(path: Path) -> None:
    """An element that holds their words and nothing else, and every field to write in, for whoever writes from right to left."""
    template = path.read_text(encoding="utf-8")
    wrong = []
    for words in re.finditer(rf'>\s*{{{{-?\s*[\w.\[\]"\']*\b(?:{PEOPLES_WORDS})(?: or "[–—]")?\s*-?}}}}\s*</(\w+)>', template):
        begin = template[template.rindex(f"<{words[1]}", 0, words.start() + 1) : words.start()]
        ours = words[1] in {"option", "title", "legend", "dt", "textarea"} or path.name in OUR_WORDS
        if "</" not in begin and "dir=" not in begin and not ours:
            wrong.append(f"{begin}{words[0]}")
    fields = re.findall(r"<textarea[^>]*>", template)
    assert wrong + [field for field in fields if "codio-input--code" not in field and "dir=" not in field] == []


@every_page
def test_every_field_has_a_label(name: str) -> None:
    page = Page(PAGES[name]("nl"))
    labelled = {label["for"] for label in page.all("label") if "for" in label}
    for tag in ("input", "textarea", "select"):
        for field in page.all(tag):
            inside = field.get("type") == "radio" or field.get("class") == "codio-tick__box"
            assert field.get("type") == "hidden" or inside or field["id"] in labelled


def test_dutch_has_every_text_and_nothing_that_no_page_says() -> None:
    options = {"extensions": "jinja2.ext.i18n", "newstyle_gettext": "true", "trim_blocks": "true", "lstrip_blocks": "true"}
    found = extract_from_dir(
        BOARD / "templates",
        [("**.html", "jinja2")],
        {"**.html": {**options, "silent": "false"}},
        keywords={"_": None, "gettext": None, "ngettext": (1, 2)},
    )
    said = {message for _, _, message, _, _ in found}
    with (BOARD / "locale" / "nl" / "LC_MESSAGES" / "pages.po").open("rb") as file:
        catalogue = read_po(file, locale="nl")
    translated = {message.id: message.string for message in catalogue if message.id}
    # "English" is what a language calls itself (`board.i18n.own_name`).
    assert set(translated) == said | set(MONTHS) | {"English"}
    assert all(translated.values())
    for message in catalogue:
        assert set(re.findall(r"%\(\w+\)s", str(message.id))) == set(re.findall(r"%\(\w+\)s", str(message.string)))


@both_languages
def test_a_foundation_is_called_the_same_on_every_page_as_in_the_framework(lang: Language) -> None:
    for foundation in FRAMEWORK.foundations:
        for template in ("parts.html", "workshop_parts.html"):
            assert rendering.macro(template, "foundation_name", lang, foundation.id) == foundation.name.in_(lang)


def test_a_language_without_its_catalogue_is_refused_rather_than_half_shown(tmp_path: Path) -> None:
    with pytest.raises(CatalogueMissingError):
        translator("nl", tmp_path)
    assert translator("en", tmp_path).gettext("Privacy") == "Privacy"


@pytest.mark.parametrize(
    ("header", "lang"),
    [("", "nl"), ("en-GB,en;q=0.9", "en"), ("fr, en;q=0.4, nl;q=0.8", "nl"), ("de", "nl"), ("en;q=zeer", "nl")],
)
def test_the_browser_gets_the_language_it_asks_for_most(header: str, lang: Language) -> None:
    assert closest_language(header, rendering.DIST / "locale") == lang


def test_a_page_without_its_built_files_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(rendering, "DIST", tmp_path)
    with pytest.raises(rendering.AssetMissingError, match="make build"):
        rendering.static_url("main.css")


class TestStart:
    def test_the_code_goes_in_one_field_that_takes_anything_pasted(self) -> None:
        """[A11Y-21]"""
        page = Page(pages.start_page(lang="nl"))
        assert page.all("form")[0]["action"] == "/meedoen"
        (field,) = page.all("input")
        assert field["name"] == "code"
        assert not {"maxlength", "pattern"} & set(field)

    def test_a_wrong_code_is_told_at_the_field_and_what_was_typed_stays(self) -> None:
        page = Page(pages.start_page(lang="nl", code="merel anker somer", error="unknown"))
        (field,) = page.all("input")
        assert field["value"] == "merel anker somer"
        assert field["aria-invalid"] == "true"
        assert "code-error" in field["aria-describedby"]


class TestNew:
    def test_every_step_has_its_minutes(self) -> None:
        page = Page(PAGES["new"]("nl"))
        fields = {field["name"]: field for field in page.all("input") if field.get("type") != "radio"}
        for leaf in leaves(SCRIPT):
            assert fields[f"minutes.{SCRIPT.id}.{leaf.id}"]["value"] == str(leaf.minutes)
        chosen = [field["value"] for field in page.all("input") if field["name"] == "script" and "checked" in field]
        assert chosen == [SCRIPT.id]
        assert "155 minuten; volgens de bron ongeveer tweeënhalf uur" in page.text

    def test_errors_stand_in_a_summary_and_at_their_fields_and_nothing_typed_is_lost(self) -> None:
        first = f"minutes.{FIRST_MINUTES}"
        page = Page(PAGES["new, errors"]("nl"))
        summary = [link["href"] for link in page.all("a") if link.get("class") == "codio-summary__link"]
        assert summary == ["#organisation", "#case_text", "#own_values", f"#{first}"]
        fields = {field["id"]: field for field in page.all("input") if "id" in field}
        assert fields["title"]["value"] == HOSTILE
        assert fields[first]["value"] == "veel"
        assert [name for name, field in fields.items() if field.get("aria-invalid")] == ["organisation", first]
        assert "regel 3" in page.text

    def test_an_own_script_has_its_minutes_too(self) -> None:
        page = Page(PAGES["new, own script"]("nl"))
        assert f"minutes.eigen.{leaves(SCRIPT)[0].id}" in page.ids()


class TestScripts:
    def test_the_minutes_of_an_own_script_stand_beside_what_is_announced(self) -> None:
        assert "155 minuten; je kondigt tweeënhalf uur aan" in Page(PAGES["script, own"]("nl")).text

    def test_every_problem_is_in_words_and_leads_to_its_field_where_it_has_one(self) -> None:
        page = Page(PAGES["script form, errors"]("nl"))
        links = {link["href"] for link in page.all("a") if link.get("class") == "codio-summary__link"}
        assert links == {"#title.nl", "#id", "#parts.0.steps.0.minutes", "#parts.0.steps.0.do.en"}
        items = html_between(PAGES["script form, errors"]("nl"), "codio-summary__title", "</ul>").count("<li>")
        assert items == len(SCRIPT_PROBLEMS)

    def test_a_step_that_is_wrong_or_was_moved_stands_open(self) -> None:
        folds = [fold for fold in Page(PAGES["script form, errors"]("nl")).all("details") if fold.get("id") == "parts.0.steps.0"]
        assert ["open" in fold for fold in folds] == [True]

    def test_a_form_that_nobody_typed_in_does_not_take_the_place_of_what_the_device_kept(self) -> None:
        assert "data-keep-fresh" in Page(PAGES["script form"]("nl")).all("form")[-1]
        assert "data-keep-fresh" not in Page(PAGES["script form, right"]("nl")).all("form")[-1]


def html_between(html: str, start: str, end: str) -> str:
    return html.split(start, 1)[1].split(end, 1)[0]


class TestLinks:
    def test_no_secret_stands_where_a_server_would_see_it(self) -> None:
        for tag, attributes in Page(PAGES["links, with everything"]("nl")).elements:
            for value in attributes.values():
                if "geheim" in value:
                    assert tag in ("a", "input")
                    assert value.count("#") == 1
                    assert "geheim" not in value.partition("#")[0]

    def test_the_code_and_every_link_are_shown_with_the_join_link_as_qr_code(self) -> None:
        page = Page(PAGES["links"]("nl"))
        shown = [field["value"] for field in page.all("input") if field["type"] == "text"]
        assert shown == [LINKS.facilitator, LINKS.join, LINKS.screen, LINKS.scribe]
        assert [svg for svg in page.all("svg") if svg.get("class") == "codio-qr"]
        # Without a script nothing could be copied.
        assert all("hidden" in button for button in page.all("button") if "data-copy" in button)
        assert "merel anker zomer" in page.text
        # Words that a browser translates bring nobody in (BRD-28).
        assert [found.get("translate") for tag, found in page.elements if found.get("class") == "codio-code"] == ["no"]


class TestJoin:
    @both_languages
    def test_the_notice_before_the_first_note_has_fewer_than_150_words(self, lang: Language) -> None:
        """[PRIV-05] [PRIV-20]"""
        html = PAGES["join"](lang)
        notice = Page(html[html.index('aria-labelledby="notice"') :].partition(">")[2].partition("</section>")[0]).text
        assert 40 < len(notice.split()) < 150
        assert "Meerdorp" in notice
        assert {"nl": "kunnen anderen soms raden", "en": "may still guess"}[lang] in notice
        assert html.index("<section") < html.index('type="submit"')

    def test_name_and_perspective_may_stay_empty(self) -> None:
        """[PRIV-02] [PRIV-03]"""
        page = Page(PAGES["join"]("nl"))
        assert not [field for field in page.all("input") if "required" in field or "checked" in field]
        assert [field["value"] for field in page.all("input") if field["type"] == "radio"] == [each.id for each in PERSPECTIVES]

    def test_a_closed_workshop_offers_nothing_that_a_stranger_may_not_do(self) -> None:
        page = Page(PAGES["join, closed"]("nl"))
        assert not page.all("form")
        assert "/w/merel-anker-zomer/poster" not in [link["href"] for link in page.all("a")]


class TestKey:
    def test_the_key_is_posted_and_never_remembered_by_the_browser(self) -> None:
        page = Page(PAGES["key"]("nl"))
        (form,) = page.all("form")
        (field,) = page.all("input")
        assert (form["method"], form["action"]) == ("post", "/regie/s1")
        assert (field["name"], field["autocomplete"]) == ("key", "off")

    def test_a_wrong_key_is_not_sent_again_by_the_script(self) -> None:
        assert "data-key-wrong" in Page(PAGES["key, wrong"]("nl")).all("form")[0]
        assert "data-key-wrong" not in Page(PAGES["key"]("nl")).all("form")[0]


class TestBoard:
    def test_the_shell_has_exactly_two_live_regions(self) -> None:
        roles = [attributes.get("role") for _, attributes in Page(PAGES["board"]("nl")).elements]
        assert roles.count("status") == 1
        assert roles.count("alert") == 1

    def test_the_client_finds_its_facts_at_the_board(self) -> None:
        facts = next(attributes for _, attributes in Page(PAGES["board"]("en")).elements if attributes.get("id") == "board")
        assert facts["data-session"] == "s1"
        assert facts["data-role"] == "participant"
        assert facts["data-lang"] == "en"
        assert facts["data-catalogue-url"].startswith("/static/dist/en-")
        assert facts["data-content-url"] == "/c.json"

    def test_the_page_of_a_participant_says_whose_it_is(self) -> None:
        page = pages.board_page(
            lang="nl",
            role="participant",
            person="p1",
            session_id="s1",
            title="",
            content_url="/c.json",
            code="a-b-c",
            join_url="",
        )
        assert 'data-person="p1"' in page
        assert 'data-person=""' in board("nl", "facilitator")

    @pytest.mark.parametrize(("role", "given"), [("participant", 0), ("scribe", 0), ("facilitator", 1), ("screen", 1)])
    def test_who_shows_the_room_how_to_join_gets_the_qr_code(self, role: HeldRole, given: int) -> None:
        assert len(Page(board("nl", role)).all("template")) == given

    def test_only_the_screen_measures_in_parts_of_its_width(self) -> None:
        assert Page(board("nl", "screen")).all("html")[0]["class"] == "codio-root--screen"
        assert "class" not in Page(board("nl", "facilitator")).all("html")[0]


class TestPoster:
    def test_it_has_the_four_blocks_and_the_decision(self) -> None:
        text = Page(PAGES["poster, final"]("nl")).text
        for block in (
            "Democratie",
            "Rechtsstaat",
            "Bestuurskracht",
            "Acties om CODIO te borgen",
            "Checklist",
            "aangepast doorgaan",
        ):
            assert block in text

    def test_what_is_not_filled_in_says_so(self) -> None:
        text = Page(PAGES["poster, live"]("nl")).text
        assert "Nog niet ingevuld" in text
        assert "nog open" in text
        assert "Nog geen keuze" in text
        assert "Wordt nu ingevuld" in text

    def test_a_final_poster_carries_its_seal_and_whole_check_number(self) -> None:
        text = Page(PAGES["poster, final"]("nl")).text
        assert "Vastgelegd versie 1" in text
        assert SNAPSHOT.sha256 in text
        assert "Er is een nieuwere versie: 2." in text

    def test_it_speaks_the_language_of_its_workshop(self) -> None:
        assert "Actions to safeguard CODIO" in PAGES["poster, live"]("en")

    @pytest.mark.parametrize("html", [lambda: PAGES["poster, final"]("nl"), standalone], ids=["page", "file"])
    def test_it_says_whose_values_these_are_and_after_which_script(self, html: Callable[[], str]) -> None:
        """[PST-17]"""
        text = Page(html()).text
        # A day that is none stays as it was typed.
        says = f"Waarden van Meerdorp, versie 3 · Eigenaar: {HOSTILE} · Naar: Waardenkaart, Iemand, 2026-02-31; 1 februari 2026"
        assert says in text
        assert "CODIO Project 2025, versie 4 · Naar: Handleiding Het CODIO-instrument. 31 januari 2025." in text

    def test_the_file_to_keep_is_the_same_bytes_whenever_it_is_made(self) -> None:
        """[PST-18]"""
        assert standalone() == standalone()

    def test_the_file_to_keep_needs_nothing_but_itself(self) -> None:
        html = standalone()
        page = Page(html)
        assert "<b>Camera" not in html
        assert not page.all("link")
        assert not page.all("script")
        assert "data:font/woff2;base64," in html
        symbols = {symbol["id"] for symbol in page.all("symbol")}
        assert {use["href"] for use in page.all("use")} <= {f"#{name}" for name in symbols}


class TestQr:
    def test_it_draws_every_dark_module_and_no_other(self) -> None:
        code = segno.make_qr(LINKS.join, error="m")
        wanted = {
            (x, y) for y, row in enumerate(code.matrix_iter(border=QUIET_ZONE_MODULES)) for x, dark in enumerate(row) if dark
        }
        runs = re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", qr_svg(LINKS.join, title="Meedoen"))
        assert {(int(x) + i, int(y)) for x, y, length in runs for i in range(int(length))} == wanted

    def test_it_has_a_name_and_no_colour_of_its_own(self) -> None:
        svg = qr_svg(LINKS.join, title=HOSTILE)
        assert "<b>" not in svg
        assert "<title>&lt;b&gt;" in svg
        assert "#" not in re.sub(r"&#\d+;", "", svg)
