# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of what a strategy lists: values of which some are accent values, and actions of the organisation."""

from collections.abc import Sequence
from typing import get_args

from msgspec import Struct

from board.case_pages import Held
from board.dates import spoken
from board.reach import Reach, made_for_another
from board.rendering import macro, render
from board.strategy_pages import Drawn, named_values, shared
from organisation.dossier.questions import PROGRESS
from organisation.dossier.state import STATUSES, Dossier, LivingAction
from organisation.members.seen import View
from organisation.strategy.bounds import MAX_ADVISED, MIN_ADVISED
from organisation.strategy.material import Material
from organisation.strategy.state import AboutAction, Listed, Strategy
from organisation.strategy.told import category_name
from sessions.material.limits import MAX_VALUES_PER_ACTION
from sessions.material.text import Language, Text
from sessions.model.poster_entries import Orientation

ORIENTATIONS: tuple[Orientation, ...] = get_args(Orientation)


class Offered(Struct, frozen=True):
    """Values under a principle that can be put on the list, each by what the form calls it; `other` is what it calls a value that
    somebody names there, empty for none. `of` is the set of the organisation that they are from, None for those of CODIO.
    """

    principle: Text
    values: Sequence[tuple[str, Text]]
    other: str = ""
    of: Text | None = None


def list_page(*, seen: View, strategy: Strategy, material: Material, offered: Sequence[Offered], drawn: Drawn) -> str:
    """`…/waarden`: the long list, the chosen ones first, and a form to put one of those that are `offered` on it (POST to the
    same address; fields `value`, `name`, `reason`, `note`).
    """
    listed = named_values(strategy, material, drawn.lang)
    return render(
        "strategy_values.html",
        drawn.lang,
        listed=listed,
        offered=offered,
        form=material.form,
        advised=(MIN_ADVISED, MAX_ADVISED),
        **_of_values(material),
        **shared(seen, strategy, drawn),
    )


def value_page(*, seen: View, strategy: Strategy, material: Material, listed: Listed, drawn: Drawn) -> str:
    """`…/waarden/<listed>`: a value to weigh (POST to the same address)."""
    definition = material.definition(listed.content)
    return render(
        "strategy_value.html",
        drawn.lang,
        listed=listed,
        name=material.name(listed.content, drawn.lang),
        definition=definition.in_(drawn.lang) if definition else "",
        form=material.form,
        orientations=ORIENTATIONS,
        **_of_values(material),
        **shared(seen, strategy, drawn),
    )


def actions_page(*, seen: View, strategy: Strategy, material: Material, drawn: Drawn) -> str:
    """`…/acties`: the actions of the organisation, what is still to be done first."""
    rank = {"done": 1, "dropped": 2}
    actions = sorted(strategy.actions.values(), key=lambda each: (rank.get(each.status, 0), each.plan.due_day or "9999", each.id))
    return render(
        "strategy_actions.html",
        drawn.lang,
        actions=actions,
        category_of=lambda action: _category(strategy, material, action, drawn.lang),
        origins_of=lambda action: strategy.about.get(action.id, AboutAction()).origins,
        **shared(seen, strategy, drawn),
    )


def offered_page(
    *, seen: View, strategy: Strategy, offered: Sequence[tuple[Dossier, LivingAction]], more: int, drawn: Drawn
) -> str:
    """`…/acties/uit-projecten`: actions of projects that ask for the organisation (POST to the same address; fields `case_id`,
    `project_action_id`, and `into` for one that the organisation has already). There are so many `more` than stand
    on the page.
    """
    return render("strategy_offered.html", drawn.lang, offered=offered, more=more, **shared(seen, strategy, drawn))


def value_names(strategy: Strategy, action: LivingAction, material: Material) -> list[str]:
    """The values that an action of the organisation can be said to safeguard: its own, and those on the list."""
    named = [name for _, name in named_values(strategy, material, strategy.language)]
    return list(dict.fromkeys((*strategy.about.get(action.id, AboutAction()).values, *named)))


def action_page(
    *,
    seen: View,
    strategy: Strategy,
    material: Material,
    action: LivingAction,
    drawn: Drawn,
    reach: Reach,
    link: str = "",
) -> str:
    """`…/acties/<action>`: one of them. `link` is the personal link that was made just now, else empty: it is shown this once.
    Answer with `Cache-Control: no-store`.
    """
    about = strategy.about.get(action.id, AboutAction())
    return render(
        "strategy_action.html",
        drawn.lang,
        action=action,
        about=about,
        categories=[(each.id, category_name(material, each.id, drawn.lang)) for each in material.measures.categories],
        value_names=value_names(strategy, action, material),
        most_values=MAX_VALUES_PER_ACTION,
        statuses=STATUSES,
        questions=PROGRESS,
        link=link,
        mail=_words_to_send(strategy, action, link) if link else "",
        reach=reach,
        made_for_another=made_for_another(action),
        **shared(seen, strategy, drawn),
    )


def _words_to_send(strategy: Strategy, action: LivingAction, link: str) -> str:
    """What goes with a personal link to whoever holds an action."""
    plan, lang = action.plan, strategy.language
    said = Held(strategy.organisation, plan.action, plan.term or spoken(plan.due_day, lang), link)
    return macro("held_words.html", "mail_of_organisation", lang, said)


def _category(strategy: Strategy, material: Material, action: LivingAction, lang: Language) -> str:
    return category_name(material, strategy.about.get(action.id, AboutAction()).category, lang)


def _of_values(material: Material) -> dict[str, object]:
    return {
        "foundation_of": material.foundation_of,
        "principle_of": material.principle_of,
        "reason_name": {each.id: each.name for each in material.form.reasons},
    }
