# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The player fills in a form as it stands on the page: what was there stays."""

from __future__ import annotations

from server.player.forms import fields_on

PAGE = """
<form method="post" action="/zaak/a/stap"><input type="hidden" name="step" value="report"></form>
<form method="post" action="">
<input type="hidden" name="mark" value="x&amp;y"><input name="who" value="Team"><input type="checkbox" name="wider" checked>
<input type="checkbox" name="shut"><label><input type="radio" name="state" value="busy"><input type="radio" name="state"
value="done" checked></label><textarea name="why" rows="2">Eerste &lt;regel&gt;
tweede</textarea><select name="row"><option value="goal">Doel</option><option value="stage" selected>Stadium</option></select>
<button type="submit" name="go" value="1">Bewaar</button></form>
"""


def test_a_form_is_found_by_its_address_with_all_that_it_holds() -> None:
    assert fields_on(PAGE, "/zaak/a", "/zaak/a/stap") == {"step": "report"}
    assert fields_on(PAGE, "/zaak/a", "/zaak/a") == {
        "mark": "x&y",
        "who": "Team",
        "wider": "on",
        "state": "done",
        "why": "Eerste <regel>\ntweede",
        "row": "stage",
    }


def test_a_page_without_the_form_gives_nothing() -> None:
    assert fields_on(PAGE, "/zaak/a", "/zaak/b") is None
