# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A case begins a further workshop: what it tells it, once and for all."""

from collections.abc import Iterator

from organisation.dossier.handing_over import HandOver
from organisation.dossier.overview import in_order
from organisation.dossier.state import Dossier, LivingAction
from organisation.dossier.taking_over import name_again
from sessions.material.limits import MAX_LONG_CHARACTERS, MAX_SHORT_CHARACTERS, MAX_VALUES_PER_TENSION
from sessions.model.former import MAX_FORMER, Former, FormerAction, FormerTension, FormerValue
from sessions.model.items import Stage
from sessions.model.state import Session


def former(dossier: Dossier, stage: Stage, now_ms: int) -> Former:
    """What a workshop at this stage knows of the case: values and tensions of the last poster of each workshop, and the actions
    as they are now, those first of which something is still to be done.
    """
    actions = in_order(dossier)
    posters = tuple(_last_posters(dossier))
    values = {(each.foundation, each.name): each for poster in posters for each in poster.values}
    tensions = {each.sides: each for poster in posters for each in poster.tensions}
    return Former(
        case_id=dossier.id,
        stage=stage,
        told_at_ms=now_ms,
        values=tuple(FormerValue(v.foundation, _short(v.name), _long(v.meaning)) for v in list(values.values())[:MAX_FORMER]),
        tensions=tuple(
            FormerTension(
                _long(t.one), _long(t.other), _long(t.choice), tuple(map(_long, t.further[: MAX_VALUES_PER_TENSION - 2]))
            )
            for t in list(tensions.values())[:MAX_FORMER]
        ),
        actions=tuple(_told(action) for action in actions[:MAX_FORMER]),
        more=max(0, len(actions) - MAX_FORMER),
    )


def is_of_case(session: Session, dossier: Dossier) -> bool:
    """Whether a workshop says itself that it belongs to this case: it began it, or was begun by it. What the case says of its
    workshops is not enough, as that may have come in a file that somebody wrote by hand; of such a case none is.
    """
    if dossier.from_file or dossier.is_taken_over:
        return False
    return dossier.id in cases_of(session)


def cases_of(session: Session) -> frozenset[str]:
    """The cases to which a workshop says itself that it belongs, whether they are there or not: the one that it began or would
    begin, and the one that began it.
    """
    return frozenset({session.id} | ({session.former.case_id} if session.former is not None else set()))


def workshops(dossier: Dossier) -> tuple[tuple[HandOver, ...], ...]:
    """The posters of each workshop of the case, the first workshop first, each with its own versions in their order."""
    by_workshop: dict[str, list[HandOver]] = {}
    for told in dossier.handed:
        by_workshop.setdefault(told.workshop_id, []).append(told)
    return tuple(tuple(sorted(each, key=lambda told: told.version)) for each in by_workshop.values())


def _last_posters(dossier: Dossier) -> Iterator[HandOver]:
    yield from (versions[-1] for versions in workshops(dossier))


def _told(action: LivingAction) -> FormerAction:
    return FormerAction(
        id=name_again(action.id),
        foundation=action.foundation,
        action=_long(action.plan.action),
        state=action.status,
        holder=_short(action.plan.holder),
        term=_short(action.plan.term or action.plan.due_day),
        level=action.plan.level,
        reason=_long(action.reason),
    )


def _further(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(_long, names[: MAX_VALUES_PER_TENSION - 2]))


def _short(text: str) -> str:
    return text[:MAX_SHORT_CHARACTERS]


def _long(text: str) -> str:
    return text[:MAX_LONG_CHARACTERS]
