# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever is sent to the forms of a report by those who hold its links: an answer, and never an error."""

from __future__ import annotations

import itertools
import logging
from urllib.parse import quote

import pytest

from organisation.report.rows import ROW_IDS
from server.store import Quota
from server.web import cases
from tests.server.house import House, visitor
from tests.server.web.test_cases import dossier_of, entered
from tests.server.web.test_every_route import VALUES, encoded
from tests.server.web.test_publishing import checker, published

pytestmark = pytest.mark.asyncio(loop_scope="module")

FORMS = {
    "stand": ("step", "sha256", "mark"),
    "lezers": ("mark",),
    "rij/goal": ("text", "base_rev", "source", "mark"),
    "rij/goal/bron": ("base_rev", "mark"),
    "rij/goal/opmerking": ("comment", "mark"),
    "rij/goal/opmerking/weg": ("comment_id", "mark"),
    "openbaar": ("sha256", "mark"),
    "openbaar/weglakken": ("phrase", "out", "mark"),
    "openbaar/naam": ("phrase", "keep", "mark"),
    "openbaar/namen": ("sha256", "mark"),
    "openbaar/ingelicht": ("day", "mark"),
    "openbaar/meekijker": ("mark",),
}
CHECKING = {"akkoord": ("sha256", "mark"), "opmerking": ("row", "comment", "mark")}


def sent(fields: tuple[str, ...], every: int, index: int) -> list[dict[str, str]]:
    """One value in so many in all fields at once, others for the next form; and in each by itself."""
    values = list(VALUES.values())
    found = [dict.fromkeys(fields, value) for value in values[index % every :: every]]
    return found + [{field: value} for field, value in itertools.product(fields, values[index % every :: 3 * every])]


def safe(form: dict[str, str]) -> dict[str, str]:
    """What a client can send at all: half an emoji is no UTF-8."""
    return {name: value.encode(errors="replace").decode() for name, value in form.items()}


@pytest.mark.parametrize("every", [4, pytest.param(1, marks=pytest.mark.long)], ids=["a fourth", "all"])
async def test_no_form_of_a_report_fails_and_what_is_public_stays(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, every: int
) -> None:
    """[CON-05] [PUB-01]"""
    monkeypatch.setattr(cases, "FORMS", Quota("case", burst=100_000, each_s=1))
    workshop, browser = await published(house)
    public = (await dossier_of(house, workshop)).report.public
    link = await checker(workshop, browser)
    statuses: set[int] = set()
    async with entered(house, link) as other:
        for index, (path, fields) in enumerate(CHECKING.items()):
            for form in sent(fields, every, index):
                answer = await other.post(f"/meekijken/{workshop.id}/{path}", data=safe(form))
                statuses.add(answer.status_code)
    base = f"/zaak/{workshop.id}/verslag"
    for index, (path, fields) in enumerate(FORMS.items()):
        for form in sent(fields, every, index):
            statuses.add((await browser.post(f"{base}/{path}", safe(form))).status)
    async with visitor(house) as client:
        for value, door in itertools.product(list(VALUES.values())[::every], ("lezen", "meekijken")):
            answer = await client.post(f"/{door}/{workshop.id}", data=safe({"key": value}))
            assert answer.status_code == 403
        for value in list(VALUES.values())[::every]:
            answer = await client.get(f"/verslag/{workshop.id}/{encoded(value)}")
            statuses.add(answer.status_code)
            statuses.add((await browser.get(f"{base}/rij/{quote(safe({'x': value})['x'][:200], safe='')}")).status)
    assert max(statuses) < 500
    assert {200, 303, 404, 422} <= statuses
    assert [record.getMessage() for record in caplog.records if record.levelno > logging.WARNING] == []
    after = (await dossier_of(house, workshop)).report
    assert after.public == public
    for row in ROW_IDS:
        assert (await browser.get(f"{base}/rij/{row}")).status == 200
