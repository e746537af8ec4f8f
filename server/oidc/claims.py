# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which claims give which roles, and what somebody is called."""

from typing import Any

from organisation.members.viewer import MEMBER_ROLES, MemberRole
from server.oidc_settings import EVERYBODY, GivenRoles, SignIn
from sessions.material.limits import MAX_SHORT_CHARACTERS
from sessions.material.typed import clean_line

MAX_VALUES = 2_000
"""Of the claim; what comes after is not looked at."""
_MISSING = object()


def roles_in(settings: SignIn, claims: dict[str, Any]) -> dict[str, MemberRole]:
    """The role that these claims give somebody in each organisation, the one that may most of those that they give him."""
    values = frozenset(values_of(claims, settings.roles_claim))
    found = {organisation_id: _role(given, values) for organisation_id, given in settings.roles.items()}
    return {organisation_id: role for organisation_id, role in found.items() if role is not None}


def name_in(settings: SignIn, claims: dict[str, Any]) -> str:
    """What somebody is called, cut where it is too long; empty when the claims do not say."""
    return clean_line(next(iter(values_of(claims, settings.name_claim)), ""))[:MAX_SHORT_CHARACTERS]


def is_told(claims: dict[str, Any], claim: str) -> bool:
    """Whether a claim is there at all."""
    return _at(claims, claim) is not _MISSING


def values_of(claims: dict[str, Any], claim: str) -> list[str]:
    """The texts of a claim, which is one text or a list; of one inside another by the names of both, with a dot between them."""
    found = _at(claims, claim)
    listed = found if isinstance(found, list) else [found]
    return [value for value in listed[:MAX_VALUES] if isinstance(value, str)]


def _at(claims: dict[str, Any], claim: str) -> Any:
    if claim in claims:
        # A name may hold dots itself, as addresses do that some providers name claims after.
        return claims[claim]
    found: Any = claims
    for part in claim.split("."):
        found = found.get(part, _MISSING) if isinstance(found, dict) else _MISSING
    return found


def _role(given: GivenRoles, values: frozenset[str]) -> MemberRole | None:
    return next((role for role in MEMBER_ROLES if EVERYBODY in given.of(role) or values & set(given.of(role))), None)
