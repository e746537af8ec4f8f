# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of an organisation: opening one, the page of a member, and who is one. Without JavaScript everything works; with it links
are copied and secret links open by themselves.
"""

from collections.abc import Sequence

from board.case_pages import Typed
from board.dates import spoken_at
from board.rendering import render
from organisation.members.seen import View
from organisation.members.viewer import MEMBER_ROLES
from sessions.material.text import Language


def opening_page(*, lang: Language, own: Sequence[View], asks_key: bool, opens: bool, mark: str, typed: Typed | None) -> str:
    """`/organisatie`: the organisations of this browser, and the form that opens one (POST to the same address; fields `name`,
    `label`, and `opening_key` with `asks_key`). Without `opens` whoever runs the board opens organisations.
    """
    return render("organisation_open.html", lang, own=own, asks_key=asks_key, opens=opens, mark=mark, typed=typed)


def organisation_page(*, lang: Language, seen: View, link: str, is_new: bool, saved: str, mark: str, typed: Typed | None) -> str:
    """`/organisatie/<organisation>` for a member. It holds his secret link: answer with `Cache-Control: no-store`."""
    return render("organisation.html", lang, seen=seen, link=link, is_new=is_new, saved=saved, mark=mark, typed=typed)


def members_page(*, lang: Language, seen: View, link: str, whose: str, saved: bool, mark: str, typed: Typed | None) -> str:
    """`…/leden` for a manager: who is a member, and a link for another one. `link` is a secret link that was just made for the
    member `whose`, and is shown this once: answer with `Cache-Control: no-store`.
    """
    return render(
        "organisation_members.html",
        lang,
        seen=seen,
        link=link,
        whose=whose,
        saved=saved,
        roles=MEMBER_ROLES,
        day_at=lambda at_ms: spoken_at(at_ms, lang),
        mark=mark,
        typed=typed,
    )
