# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A participant's page with his own notes: read, taken along, withdrawn, and at last nobody's."""

from __future__ import annotations

import json
import re

from server.settings import Settings
from server.store import Store
from sessions.material.framework import ValueRef
from sessions.model import items as i
from sessions.model.poster_entries import PosterValueContent
from sessions.wire import commands as c
from tests.server.house import Workshop, serving
from tests.server.keeping.around import keep

MINE = "omdat-niemand-dit-anders-zegt"
OTHERS = "wat-een-ander-schreef"
LEARNT = "dit-neem-ik-mee"


async def test_somebody_keeps_and_withdraws_his_own_notes_until_the_poster_is_fixed_and_a_day_after_the_end_nobody_can(
    here: Settings, store: Store
) -> None:
    """[KEP-07] [PRIV-11]"""
    async with serving(here) as house:
        workshop = await house.workshop()
        anna, bram = await workshop.join("Anna-van-der-Zoek"), await workshop.join()
        own = f"/w/{workshop.code}/mijn"
        async with workshop.facilitator() as facilitator, workshop.device(anna) as phone, workshop.device(bram) as other:
            await facilitator.go("A2c1")
            for note in ("n1", "n2"):
                await phone.add(note, f"{MINE}-{note}")
            await other.add("n3", OTHERS)
            # In the silence too, before anybody else saw it.
            page = (await anna.get(own)).body
            assert (page.count(MINE), OTHERS in page, page.count("Ja, trek het in")) == (2, False, 2)
            answer = await anna.post(own, {"note": "n1"})
            assert (answer.status, answer.headers["location"]) == (303, f"{own}?ingetrokken=1")
            page = (await anna.get(f"{own}?ingetrokken=1")).body
            # It is said that it was done, and there whoever listens begins.
            assert re.search(r'role="status" tabindex="-1" autofocus>.*Het briefje is ingetrokken', page)
            assert page.count(MINE) == 1
            # Somebody else's is not his to withdraw.
            answer = await anna.post(own, {"note": "n3"})
            assert (answer.status, answer.headers["location"]) == (303, own)
            assert OTHERS in (await bram.get(own)).body
            await facilitator.go("A3")
            await phone.must(c.PutItem("own", 0, i.Reflection(0, LEARNT)))
            told = json.loads((await anna.get(f"{own}/briefjes.json")).body)
            assert [note["text"] for note in told["notes"]] == [f"{MINE}-n2"]
            assert [text["text"] for text in told["texts"]] == [LEARNT]
            kept = await anna.get(f"{own}/briefjes.html")
            assert kept.headers["content-disposition"].startswith("attachment")
            assert all((words in kept.body) == (words != OTHERS) for words in (f"{MINE}-n2", LEARNT, OTHERS))
            # Neither file says who it was, nor when.
            for words in ("Anna-van-der-Zoek", '"n2"', "at_ms", phone.me.participant_id):
                assert words not in json.dumps(told)
                assert words not in kept.body
            content = PosterValueContent(foundation="rechtsstaat", value=ValueRef("privacy"), meaning="geen gezichten")
            await facilitator.must(c.PutPosterEntry("v1", 0, content, origins=("n2",)))
            await facilitator.must(c.TakeSnapshot())
            page = (await anna.get(own)).body
            assert "intrekken kan niet meer" in page
            assert "Ja, trek het in" not in page
            refused = await anna.post(own, {"note": "n2"})
            assert refused.status == 409
            assert re.search(r'role="alert" tabindex="-1" autofocus>.*Niet alles kon worden ingetrokken', refused.body)
            assert "<title>Fout: Mijn briefjes" in refused.body
            await facilitator.must(c.CloseWorkshop())
        assert MINE in (await anna.get(f"{own}/briefjes.json")).body
        await keep(store, 1.1)
        await _until_nameless(workshop)
        page = (await anna.get(own)).body
        assert "We weten niet meer welke briefjes van jou zijn" in page
        assert "artikel 11 AVG" in page
        assert json.loads((await anna.get(f"{own}/briefjes.json")).body)["notes"] == []
        # Whoever takes part no longer, or never did, comes to the door.
        assert (await workshop.opened.facilitator.get(own)).status == 303


async def _until_nameless(workshop: Workshop) -> None:
    async with workshop.facilitator() as facilitator:
        await facilitator.until(lambda: facilitator.workshop.nameless)
