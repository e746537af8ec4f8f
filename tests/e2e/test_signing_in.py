# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A member signs in at his organisation and out again, in a browser: what a page may lead to is held there by its policy."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from tests.e2e.conftest import PHONE
from tests.e2e.inspecting import problems
from tests.patience import patient
from tests.running import running_server
from tests.server.oidc.real import real_provider


def test_a_member_signs_in_and_out_and_no_page_on_the_way_has_a_fault(browser: Browser) -> None:
    """[SIG-01] [SIG-04] [A11Y-14] [A11Y-31]"""
    with real_provider(1) as provider:
        port = provider.port()
        with running_server(60_000, port, **provider.environment(port)):
            context = browser.new_context(locale="nl-NL", viewport={"width": PHONE[0], "height": PHONE[1]})
            context.set_default_timeout(patient(20_000))
            page = context.new_page()
            expect.set_options(timeout=patient(20_000))
            page.goto(f"http://localhost:{port}/organisatie/oosterveld/leden")
            assert problems(page) == []
            page.get_by_role("link", name="Inloggen bij je organisatie").click()
            page.get_by_label("Naam").fill("fatima")
            page.get_by_role("button", name="Log in").click()
            # Where he wanted to go.
            expect(page.get_by_role("heading", name="Leden", exact=True)).to_be_visible()
            assert problems(page) == []
            page.goto(f"http://localhost:{port}/organisatie/oosterveld")
            assert problems(page) == []
            assert {cookie["httpOnly"] for cookie in context.cookies() if cookie["name"].startswith("wb_")} == {True}
            page.get_by_role("button", name="Uitloggen").click()
            # The page in between goes on by itself, to the organisation and back.
            page.get_by_role("button", name="Ja", exact=True).click()
            expect(page.get_by_role("heading", name="Je bent uitgelogd")).to_be_visible()
            assert page.url == f"http://localhost:{port}/inloggen/uitgelogd"
            assert problems(page) == []
            page.goto(f"http://localhost:{port}/organisatie/oosterveld")
            expect(page.get_by_text("Fatima")).to_have_count(0)
            context.close()
