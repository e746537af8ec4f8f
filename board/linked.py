# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an action of a case has to do with others: at another level, or told once more by a later workshop."""

from msgspec import Struct

from organisation.dossier.linking import may_be_joined, may_be_lifted, told_again
from organisation.dossier.state import Dossier, LivingAction

MUCH_ALIKE = 0.5
"""From here on two sentences are likely about one thing: then it is proposed, never decided."""
_COMPARED_CHARACTERS = 200


class Linked(Struct, frozen=True):
    """`same_as` is the action that this one is, `again` what later workshops said of it, `lifted_to` and `lifted_from` the other
    level. `candidates` are what it could be, the most alike first; `likely` is that one's id when they are much alike.
    """

    same_as: LivingAction | None
    again: tuple[LivingAction, ...]
    lifted_to: LivingAction | None
    lifted_from: LivingAction | None
    may_be_lifted: bool
    candidates: tuple[LivingAction, ...]
    likely: str


def linked_to(dossier: Dossier, action: LivingAction) -> Linked:
    """The others of an action."""
    alike = _alike(dossier, action) if may_be_joined(dossier, action) else []
    return Linked(
        same_as=dossier.actions.get(action.same_as),
        again=told_again(dossier, action),
        lifted_to=dossier.actions.get(action.lifted_to),
        lifted_from=dossier.actions.get(action.lifted_from),
        may_be_lifted=may_be_lifted(action),
        candidates=tuple(other for _, other in alike),
        likely=alike[0][1].id if alike and alike[0][0] >= MUCH_ALIKE else "",
    )


def _alike(dossier: Dossier, action: LivingAction) -> list[tuple[float, LivingAction]]:
    """Actions of before with how alike they are: for one of a later workshop, or one that was added in the case."""
    order = {told.workshop_id: number for number, told in reversed(list(enumerate(dossier.handed)))}
    mine = order.get(action.workshop_id, len(order))
    if not mine:
        return []
    pieces = _pieces(action)
    earlier = (other for other in dossier.living if other.id != action.id and order.get(other.workshop_id, -1) < mine)
    found = [(_share(pieces, _pieces(other)), other) for other in earlier]
    return sorted(found, key=lambda each: (-each[0], each[1].id))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of both is the same, from 0 to 1 (Dice)."""
    return 2 * len(one & other) / (len(one) + len(other) or 1)


def _pieces(action: LivingAction) -> frozenset[str]:
    """Its words in pieces of three letters: "registers" is much like "register"."""
    words = f" {action.plan.action[:_COMPARED_CHARACTERS].casefold()} "
    return frozenset(words[at : at + 3] for at in range(len(words) - 2))
