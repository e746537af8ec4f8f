# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of an organisation: opening one, the page of a member, and who is one. Without JavaScript everything works; with it links
are copied and secret links open by themselves.
"""

from collections.abc import Callable, Collection, Mapping, Sequence

from board.case_pages import Typed
from board.dates import spoken, spoken_at
from board.rendering import render
from organisation.members.bounds import MAX_TERM_DAYS
from organisation.members.dashboard import CaseLine, Dashboard
from organisation.members.seen import View
from organisation.members.terms import GRACE_DAYS, LEAST_DAYS
from organisation.members.viewer import MEMBER_ROLES
from sessions.material.text import Language

MOST_SHOWN = 8
"""Of each list on the first page of an organisation: a glance."""
ON_A_PAGE = 50
_CHOICES: dict[str, Callable[[CaseLine], bool]] = {
    "alle": lambda _: True,
    "loopt": lambda line: line.case.is_under_way,
    "laat": lambda line: line.late > 0,
    "vast": lambda line: line.case.stuck > 0,
    "wacht": lambda line: line.case.waits,
    "klaar": lambda line: not line.case.is_under_way,
}


def opening_page(
    *,
    lang: Language,
    own: Sequence[View],
    asks_key: bool,
    opens: bool,
    mark: str,
    typed: Typed | None,
    sign_in: str = "",
    links_open: bool = True,
) -> str:
    """`/organisatie`: the organisations of this browser, and the form that opens one (POST to the same address; fields `name`,
    `label`, and `opening_key` with `asks_key`). Without `opens` whoever runs the board opens organisations. `sign_in` is where a
    member signs in with an account, empty where he did or cannot; without `links_open` it is the only way in.
    """
    values = {"own": own, "asks_key": asks_key, "opens": opens, "sign_in": sign_in, "links_open": links_open}
    return render("organisation_open.html", lang, **values, mark=mark, typed=typed)


def organisation_page(
    *,
    lang: Language,
    seen: View,
    dashboard: Dashboard,
    leads: Collection[str],
    today: str,
    link: str,
    is_new: bool,
    saved: str,
    mark: str,
    typed: Typed | None,
) -> str:
    """`/organisatie/<organisation>` for a member. `leads` are the ids of the planned workshops that this browser leads. It holds
    his secret link: answer with `Cache-Control: no-store`.
    """
    return render(
        "organisation.html",
        lang,
        seen=seen,
        now=dashboard,
        leads=leads,
        most=MOST_SHOWN,
        today=today,
        day_in=lambda text: spoken(text, lang),
        day_at=lambda at_ms: spoken_at(at_ms, lang),
        link=link,
        is_new=is_new,
        saved=saved,
        mark=mark,
        typed=typed,
    )


def cases_page(*, lang: Language, seen: View, dashboard: Dashboard, chosen: str, page: int) -> str:
    """`…/zaken`: all cases of an organisation, or those that were chosen, page by page. Takes a while: away from the boards."""
    choices = {choice: [line for line in dashboard.cases if of(line)] for choice, of in _CHOICES.items()}
    chosen = chosen if chosen in choices else next(iter(choices))
    found = choices[chosen]
    last = max(1, -(-len(found) // ON_A_PAGE))
    page = min(max(page, 1), last)
    return render(
        "organisation_cases.html",
        lang,
        seen=seen,
        now=dashboard,
        chosen=chosen,
        counts={choice: len(those) for choice, those in choices.items()},
        lines=found[(page - 1) * ON_A_PAGE : page * ON_A_PAGE],
        page=page,
        last=last,
        day_in=lambda text: spoken(text, lang),
        day_at=lambda at_ms: spoken_at(at_ms, lang),
    )


def members_page(
    *,
    lang: Language,
    seen: View,
    link: str,
    whose: str,
    saved: bool,
    mark: str,
    typed: Typed | None,
    signs_in: bool = False,
    links_open: bool = True,
) -> str:
    """`…/leden` for a manager: who is a member, and a link for another one. `link` is a secret link that was just made for the
    member `whose`, and is shown this once: answer with `Cache-Control: no-store`. `signs_in`: others are members by the account
    with which they sign in; without `links_open` by that alone.
    """
    return render(
        "organisation_members.html",
        lang,
        seen=seen,
        link=link,
        whose=whose,
        saved=saved,
        roles=MEMBER_ROLES,
        signs_in=signs_in,
        links_open=links_open,
        day_at=lambda at_ms: spoken_at(at_ms, lang),
        mark=mark,
        typed=typed,
    )


def terms_page(*, lang: Language, seen: View, server_days: Mapping[str, int], saved: bool, mark: str, typed: Typed | None) -> str:
    """`…/bewaren` for a manager: how many days the organisation keeps what is its own (POST to the same address; fields
    `closed_days` and `cases_days`, empty for as the server has it, and `base_rev`). `server_days` are the
    server's own, 0 for ever.
    """
    return render(
        "organisation_terms.html",
        lang,
        seen=seen,
        server_days=server_days,
        least=LEAST_DAYS,
        most=MAX_TERM_DAYS,
        grace_days=GRACE_DAYS,
        saved=saved,
        mark=mark,
        typed=typed,
    )
