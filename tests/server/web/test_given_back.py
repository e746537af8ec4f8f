# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every form of the router, refused for each reason for which it can be: what somebody typed comes back, and the page says why.
A form that is refused for none of them here stands in `NOT_WALKED`, with the reason.
"""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from itertools import count
from typing import Any, Literal, get_args

import pytest
from starlette.routing import Route

from server.app import GIVEN_BACK
from server.player.browser import Answer, Browser
from server.settings import Settings
from server.store import Quota, StoreUnavailable
from server.store.log import RedisLog
from server.web import case_filling, case_mail, cases, mailing_once, organisations, strategy, strategy_held
from tests.server.house import House, serving
from tests.server.web.test_belonging import taken_in
from tests.server.web.test_bodies import application
from tests.server.web.test_organisations import field, link_on
from tests.server.web.test_own_values import EIGHT, typed
from tests.server.web.test_publishing import SECRET, checker
from tests.server.web.test_reports import shared
from tests.server.web.test_strategy import begun, until_now
from tests.server.web.test_strategy_held import agreed, entered, link_of

pytestmark = pytest.mark.asyncio(loop_scope="module")

Wrong = Literal["choice", "stale", "too long", "lost", "often"]
Sent = dict[str, tuple[str, list[str]]]
TOO_LONG = 9_000
"""Characters: more than any field of these forms may hold, and less than a form may."""
FAR_TOO_LONG = 20_000
"""Characters of two bytes, each of which takes six in a form: more than most forms may have."""
NOT_WALKED = {
    "a key, or a code, which comes back nowhere": {
        "/actie/{case}/{action}",
        "/beheer",
        "/casus/{session}",
        "/lezen/{case}",
        "/meedoen",
        "/meekijken/{case}",
        "/notulen/{session}",
        "/organisatie/{organisation}",
        "/organisatieactie/{organisation}/{action}",
        "/regie/{session}",
        "/scherm/{session}",
        "/w/{code}",
        "/w/{code}/ik",
        "/zaak/{case}",
    },
    "buttons, choices and days alone: nothing is written in it": {
        "/actie/{case}/{action}/mail",
        "/actie/{case}/{action}/terug",
        "/beheer/uit",
        "/geen-mail/organisatie/{organisation}/{action}/{secret}",
        "/geen-mail/{case}/{whom}/{secret}",
        "/inloggen/uit",
        "/organisatie/{organisation}/archief/weg",
        "/organisatie/{organisation}/vergeten",
        "/organisatie/{organisation}/workshops/{session}/los",
        "/organisatieactie/{organisation}/{action}/mail",
        "/organisatieactie/{organisation}/{action}/terug",
        "/regie/{session}/code",
        "/regie/{session}/links/bij",
        "/regie/{session}/links/tweede",
        "/regie/{session}/links/tweede/intrekken",
        "/regie/{session}/links/vergeten",
        "/regie/{session}/projectleider/intrekken",
        "/regie/{session}/projectleider/link",
        "/regie/{session}/zaak",
        "/regie/{session}/zaak/link",
        "/strategie/{organisation}/acties/{action}/los",
        "/strategie/{organisation}/acties/{action}/mail",
        "/strategie/{organisation}/begin",
        "/strategie/{organisation}/stand",
        "/w/{code}/mijn",
        "/zaak/{case}/actie/{action}/ander",
        "/zaak/{case}/actie/{action}/mail",
        "/zaak/{case}/actie/{action}/organisatie",
        "/zaak/{case}/actie/{action}/zelfde",
        "/zaak/{case}/prullenbak",
        "/zaak/{case}/terugzetten",
        "/zaak/{case}/verslag/openbaar",
        "/zaak/{case}/verslag/openbaar/intrekken",
        "/zaak/{case}/verslag/openbaar/namen",
        "/zaak/{case}/verslag/rij/{row}/bron",
    },
    "one file, or what a program sends": {
        "/archief/inlezen",
        "/inloggen/afmelden",
        "/stroom/{session}/{role}",
        "/stroom/{session}/{role}/doe",
    },
    "tests of its own: test_scripts, test_keys, test_erasing, mailing/test_case_link, test_eight_values": {
        "/draaiboeken/eigen",
        "/draaiboeken/inlezen",
        "/regie/{session}/links/oefening",
        "/regie/{session}/projectleider/mail",
        "/regie/{session}/waarden",
        "/regie/{session}/wissen",
    },
    "by the code of what is walked: values that an organisation keeps": {
        "/organisatie/{organisation}/draaiboeken/{script}/aanbod",
        "/organisatie/{organisation}/draaiboeken/{script}/weg",
    },
}
"""The addresses of forms that are not refused here, by why."""
NOT_REFUSED = {
    ("choice", "/casus/{session}/bewaar"): "a choice that is none changes nothing, and every other row is stored",
    ("stale", "/strategie/{organisation}/analyse/{analysis}/zaken"): "what changes nothing is never stale",
}
WORDS = ("text", "search", "email", "textarea")
REVISIONS = ("base_rev", "rev-", "about_rev", "base_version", "keep_version")


class Fields(HTMLParser):
    """The forms of a page that somebody types in: where each goes, and its fields by name, with kind and what stands there."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, tuple[str, list[str]]]]] = []
        self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((given.get("action", "") if given.get("method") == "post" else "", {}))
        elif tag == "select":
            self._select = given.get("name", "")
        name = self._select if tag == "option" else given.get("name", "")
        if tag not in ("input", "textarea", "option", "button") or not name or not self.forms or "readonly" in given:
            return
        kind = {"option": "choice", "textarea": "textarea", "button": "button"}.get(tag) or given.get("type") or "text"
        kind = "choice" if kind in ("radio", "checkbox") else kind
        self.forms[-1][1].setdefault(name, (kind, []))[1].append(given.get("value", ""))

    @property
    def written_in(self) -> list[tuple[str, dict[str, tuple[str, list[str]]]]]:
        """Those with a field that takes words."""
        return [(to, fields) for to, fields in self.forms if to and any(kind in WORDS for kind, _ in fields.values())]


def filled(fields: Sent, wrong: Wrong, numbers: count[int], *, is_far: bool = False) -> tuple[dict[str, str], list[str]]:
    """A form as somebody fills it in with one thing wrong, and the words that he typed; nothing where it cannot be wrong so."""
    sent, words, is_wrong = {}, [], wrong in ("often", "lost")
    for name, (kind, there) in fields.items():
        if kind in WORDS:
            word = f"Zilvervos & ‘woord {next(numbers)}’ <ijs>"
            words.append(word)
            too_long = "é" * FAR_TOO_LONG if is_far else "x" * TOO_LONG
            sent[name] = word + (too_long if wrong == "too long" and len(words) == 1 else "")
            is_wrong = is_wrong or wrong == "too long"
        elif kind == "choice":
            sent[name] = "verzonnen" if wrong == "choice" else there[0]
            is_wrong = is_wrong or wrong == "choice"
        elif kind == "hidden":
            is_revision = name.startswith(REVISIONS)
            sent[name] = "99999" if wrong == "stale" and is_revision else there[0]
            is_wrong = is_wrong or (wrong == "stale" and is_revision)
        elif (kind == "button" and name != "do") or kind in ("date", "time"):
            sent[name] = there[0]
    return (sent, words) if is_wrong else ({}, [])


TOO_MUCH = re.compile(r'<a href="#[^"]+">[^<]+</a>: hoogstens \d+ tekens, \d+ te veel\.')
QUOTAS = [
    *((module, "FORMS") for module in (cases, strategy, organisations)),
    *((module, "FORMS_OF_A_LINK") for module in (cases, strategy_held)),
    (case_filling, "STORED"),
    (case_mail, "ASKED"),
    (mailing_once, "MAILED"),
]
OF_A_ROOM = ("/regie/", "/nieuw", "/casus/", "/inlezen", "/draaiboeken/")
"""How the addresses begin of forms that ask a room, or nothing that is stored."""


async def lose(self: RedisLog, *args: Any, **kwargs: Any) -> object:
    raise StoreUnavailable("lost", "The connection to Redis was lost.")


class Walk:
    """Sends every form of the pages, with each thing wrong that can be, and keeps what should not be."""

    def __init__(self, house: House) -> None:
        self.routes = [each for each in application(house).routes if isinstance(each, Route) and "POST" in (each.methods or ())]
        self.numbers = count(1)
        self.refused: set[str] = set()
        self.done: list[tuple[str, ...]] = []
        self.lost: list[tuple[object, ...]] = []
        self._seen: set[tuple[object, ...]] = set()

    async def page(self, browser: Browser, page: str, wrong: Wrong) -> None:
        shown = await browser.get(page)
        assert shown.status == 200, (page, shown.status)
        for to, fields in Fields(shown.body).forms:
            path = next((each.path for each in self.routes if to and each.path_regex.match(to)), "")
            alike = (wrong, path, *fields)
            # Every other form is larger than a form may be.
            is_far = to.startswith(GIVEN_BACK) and len(self._seen) % 2 == 0
            sent, words = filled(fields, wrong, self.numbers, is_far=is_far)
            if not path or not sent or alike in self._seen or (wrong == "lost" and to.startswith(OF_A_ROOM)):
                continue
            self._seen.add(alike)
            answer = await browser.post(to, sent)
            if answer.status < 400:
                self.done.append((wrong, path, *fields))
                continue
            self.refused.add(path)
            body = _unquoted(answer)
            gone = [word[:40] for word in words if html.escape(word, quote=False) not in body]
            says_why = 'role="alert"' in body or 'aria-invalid="true"' in body
            # Which field, how much may stand in it, and how much is too much; or what else is wrong with it.
            names = wrong != "too long" or TOO_MUCH.search(body) is not None or to.startswith(OF_A_ROOM)
            names = names or (answer.status == 422 and 'aria-invalid="true"' in body)
            if gone or not says_why or not names:
                self.lost.append((wrong, path, answer.status, gone, says_why, names))


async def test_no_form_that_is_refused_loses_a_word_that_somebody_typed(here: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """[BND-10]"""
    async with serving(here, with_archive=True) as house:
        places, walk = await everywhere(house), Walk(house)
        for wrong in get_args(Wrong):
            with monkeypatch.context() as patched:
                if wrong == "lost":
                    patched.setattr(RedisLog, "append", lose)
                if wrong == "often":
                    for module, name in QUOTAS:
                        patched.setattr(module, name, Quota(f"never-{module.__name__}-{name}", burst=0, each_s=3600))
                for browser, pages in places:
                    for page in pages:
                        await walk.page(browser, page, wrong)
    assert walk.lost == []
    listed = {path for paths in NOT_WALKED.values() for path in paths}
    assert {each.path for each in walk.routes} - walk.refused == listed
    done = {each[:2] for each in walk.done}
    assert {each for each in done if each[0] in ("choice", "stale", "too long")} <= NOT_REFUSED.keys()


def _unquoted(answer: Answer) -> str:
    return answer.body.replace("&#34;", '"').replace("&#39;", "'").replace("&quot;", '"').replace("&#x27;", "'")


async def everywhere(house: House) -> list[tuple[Browser, list[str]]]:
    """Who sees which pages with forms, in an organisation in which everything is there once."""
    manager, page, strategy = await begun(house)
    mark = field((await manager.get(f"{strategy}/waarden")).body, "mark")
    assert (await manager.post(f"{strategy}/waarden", {"value": "privacy", "reason": "society", "mark": mark})).status == 303
    listed = (await manager.get(f"{strategy}/waarden")).body.partition(f"{strategy}/waarden/l-")[2].partition('"')[0]
    action = await agreed(manager, strategy)
    holder, held = await entered(house, await link_of(manager, action))
    mark = field((await manager.get(f"{strategy}/analyse")).body, "mark")
    workshop, leader = await taken_in(house, page, manager)
    case, of_case = f"/zaak/{workshop.id}", f"/zaak/{workshop.id}/actie/{workshop.id}.a1"
    kept = await manager.post("/draaiboeken/waarden", typed(list(EIGHT)) | {"do": f"keep:{page.rpartition('/')[2]}"})
    assert kept.status == 303
    lifted = await leader.post(f"{of_case}/organisatie", {"base_rev": "1"})
    assert lifted.status == 303, lifted.body
    phone, tells = Browser(house.base_url), f"/actie/{workshop.id}/{workshop.id}.a1"
    assert (await phone.post(tells, {"key": link_on(await leader.post(f"{of_case}/link", {}), "holder-link")})).status == 303
    planned = await house.workshop(people=1)
    leads = planned.opened.facilitator
    regie = f"/regie/{planned.id}"
    assert (await leads.post(f"{regie}/projectleider/link", {})).status == 303
    thinks, form = Browser(house.base_url), f"/casus/{planned.id}"
    link = link_on(await leads.get(f"{regie}/projectleider"), "link-project-leader")
    assert (await thinks.post(form, {"key": link})).status == 303
    period = {"from_day": "2020-01-01", "to_day": until_now(), "mark": mark}
    analysis = (await manager.post(f"{strategy}/analyse", period)).location
    phases = [f"{strategy}/fase/{each}" for each in ("nu", "straks", "actieplan", "uitvoering")]
    phases = [each for each in phases if (await manager.get(each)).status == 200]
    assert len(phases) >= 3
    told, publishes = await shared(house, f"Vraag {SECRET} om raad.")
    of_told = f"/zaak/{told.id}"
    assert (await publishes.post(f"{of_told}/verslag/lezers", {})).status == 200
    assert (await publishes.post(f"{of_told}/verslag/rij/goal/opmerking", {"comment": "Klopt dit?"})).status == 303
    assert (await publishes.post(f"{of_told}/verslag/openbaar/weglakken", {"phrase": "raad", "out": "yes"})).status == 303
    seen = field((await publishes.get(f"{of_told}/berichten")).body, "seen")
    assert (await publishes.post(f"{of_told}/berichten", {"text": "Wij zijn begonnen.", "seen": seen})).status == 303
    looks, looked = Browser(house.base_url), f"/meekijken/{told.id}"
    assert (await looks.post(looked, {"key": await checker(told, publishes)})).status == 303
    return [
        (manager, ["/organisatie", page, f"{page}/leden", f"{page}/bewaren", strategy, *phases]),
        (manager, [f"{strategy}/waarden", f"{strategy}/waarden/l-{listed}", f"{strategy}/acties", action]),
        (manager, [f"{strategy}/analyse", analysis]),
        (leader, [case, of_case, f"{case}/berichten", f"{case}/verslag/rij/goal", f"{case}/wissen"]),
        (publishes, [f"{of_told}/verslag", f"{of_told}/verslag/rij/goal", f"{of_told}/verslag/openbaar", f"{of_told}/berichten"]),
        (looks, [looked]),
        (thinks, [form]),
        (manager, [f"{strategy}/acties/uit-projecten", kept.location.partition("?")[0]]),
        (phone, [tells]),
        (holder, [held]),
        (leads, ["/nieuw", "/draaiboeken/waarden", f"{regie}/links", f"{regie}/projectleider", "/inlezen"]),
    ]
