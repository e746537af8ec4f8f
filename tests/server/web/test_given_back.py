# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms on the pages of `everywhere`, refused for four reasons that each can be refused for: what somebody typed comes back."""

from __future__ import annotations

import html
from html.parser import HTMLParser
from itertools import count
from typing import Literal, get_args

import pytest

from server.player.browser import Answer, Browser
from server.settings import Settings
from server.store import Quota
from server.web import cases, organisations, strategy, strategy_held
from tests.server.house import House, serving
from tests.server.web.test_belonging import taken_in
from tests.server.web.test_organisations import field, link_on
from tests.server.web.test_own_values import EIGHT, typed
from tests.server.web.test_strategy import begun, until_now
from tests.server.web.test_strategy_held import agreed, entered, link_of

pytestmark = pytest.mark.asyncio(loop_scope="module")

Wrong = Literal["choice", "stale", "too long", "often"]
TOO_LONG = 9_000
"""Characters: more than any field of these forms may hold, and less than a form may."""
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


def filled(fields: dict[str, tuple[str, list[str]]], wrong: Wrong, numbers: count[int]) -> tuple[dict[str, str], list[str]]:
    """A form as somebody fills it in with one thing wrong, and the words that he typed."""
    sent, words = {}, []
    for name, (kind, there) in fields.items():
        if kind in WORDS:
            word = f"Zilvervos & ‘woord {next(numbers)}’ <ijs>"
            words.append(word)
            sent[name] = word + ("x" * TOO_LONG if wrong == "too long" and len(words) == 1 else "")
        elif kind == "choice":
            sent[name] = "verzonnen" if wrong == "choice" else there[0]
        elif kind == "hidden":
            is_revision = name.startswith(REVISIONS)
            sent[name] = "99" if wrong == "stale" and is_revision else there[0]
        elif kind in ("date", "time"):
            sent[name] = there[0]
    return sent, words


@pytest.mark.parametrize("wrong", get_args(Wrong))
async def test_no_form_that_is_refused_loses_a_word_that_somebody_typed(
    here: Settings, wrong: Wrong, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[BND-10]"""
    numbers, lost, refused = count(1), [], set()
    async with serving(here, with_archive=True) as house:
        places = await everywhere(house)
        if wrong == "often":
            for module in (cases, strategy, organisations):
                monkeypatch.setattr(module, "FORMS", Quota(f"never-{module.__name__}", burst=0, each_s=3600))
            monkeypatch.setattr(cases, "FORMS_OF_A_LINK", Quota("never", burst=0, each_s=3600))
            monkeypatch.setattr(strategy_held, "FORMS_OF_A_LINK", Quota("never", burst=0, each_s=3600))
        for browser, pages in places:
            for page in pages:
                shown = await browser.get(page)
                assert shown.status == 200, (page, shown.status)
                for to, fields in Fields(shown.body).written_in:
                    sent, words = filled(fields, wrong, numbers)
                    answer = await browser.post(to, sent)
                    if answer.status >= 400:
                        refused.add(to)
                        gone = [word for word in words if html.escape(word, quote=False) not in _unquoted(answer)]
                        says_why = 'role="alert"' in answer.body or 'aria-invalid="true"' in answer.body
                        lost += [(page, to, answer.status, gone, says_why)] if gone or not says_why else []
    assert lost == []
    assert len(refused) > 12


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
    phone, tells = Browser(house.base_url), f"/actie/{workshop.id}/{workshop.id}.a1"
    assert (await phone.post(tells, {"key": link_on(await leader.post(f"{of_case}/link", {}), "holder-link")})).status == 303
    planned = await house.workshop(people=1)
    leads = planned.opened.facilitator
    regie = f"/regie/{planned.id}"
    period = {"from_day": "2020-01-01", "to_day": until_now(), "mark": mark}
    analysis = (await manager.post(f"{strategy}/analyse", period)).location
    phases = [f"{strategy}/fase/{each}" for each in ("nu", "straks", "actieplan", "uitvoering")]
    phases = [each for each in phases if (await manager.get(each)).status == 200]
    assert len(phases) >= 3
    return [
        (manager, ["/organisatie", page, f"{page}/leden", f"{page}/bewaren", strategy, *phases]),
        (manager, [f"{strategy}/waarden", f"{strategy}/waarden/l-{listed}", f"{strategy}/acties", action, analysis]),
        (leader, [case, of_case, f"{case}/berichten", f"{case}/verslag/rij/goal", f"{case}/wissen"]),
        (phone, [tells]),
        (holder, [held]),
        (leads, ["/nieuw", "/draaiboeken/waarden", f"{regie}/links", f"{regie}/projectleider", "/inlezen"]),
    ]
