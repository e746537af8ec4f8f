# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who somebody is: secret links, their cookies, and the viewer that they make. Secrets are hashed at rest (SEC-07)."""

import base64
import hashlib
import hmac
import re
import secrets
from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct

from board.below import below
from sessions.model.state import Keys, Participant, Session
from sessions.model.viewer import HELD_ROLES, LINK_ROLES, HeldRole, LinkRole, Viewer

Kept = Literal[
    HeldRole,
    "second",
    "kept",
    "project_leader",
    "case",
    "action",
    "reader",
    "checker",
    "member",
    "task",
    "signing",
    "account",
    "operator",
]
"""What a cookie is kept for: a role; a second facilitator's link in the browser of the first, who made it; that a browser keeps
its participant's when it is closed; that its holder fills the case of a workshop in beforehand; a case, one action of it, its
report to read, or a second look at it; that its holder is a member of an organisation, or holds one action of it; that somebody
is on his way to sign in with the account of his organisation; that he did; that its holder runs the server."""
_HELD_BESIDE: tuple[Literal["second", "project_leader"], ...] = ("second", "project_leader")
"""Cookies with a secret of a workshop that are not kept for a role in it."""
KEPT_MARK = "1"
"""All that "kept" says."""

_SECRET_BYTES = 18
"""144 bits: 24 characters without padding. At least 128 are asked (SEC-07)."""
_SECRET = re.compile(r"[A-Za-z0-9_-]{24}")


class Secrets(Struct, frozen=True):
    """The three secrets of a workshop. The facilitator's makes the others, so that whoever leads can always hand them out."""

    facilitator: str

    def of(self, role: LinkRole) -> str:
        """The secret of a link."""
        if role == "facilitator":
            return self.facilitator
        made = hmac.digest(self.facilitator.encode(), f"waardenbord {role} link".encode(), "sha256")
        return _text(made[:_SECRET_BYTES])

    def of_project_leader(self, number: int) -> str:
        """The secret of the link with which the case is filled in beforehand: the first one made, the second, and so on."""
        return derived(self.facilitator, f"project leader link {number}")

    def hashes(self) -> Keys:
        """What is stored."""
        facilitator, scribe, screen = (hash_secret(self.of(role)) for role in LINK_ROLES)
        return Keys(facilitator=facilitator, screen=screen, scribe=scribe)


def new_secret() -> str:
    """A fresh random secret."""
    return _text(secrets.token_bytes(_SECRET_BYTES))


def derived(secret: str, purpose: str) -> str:
    """Another secret of the same length that follows from one, and from which that one cannot be told."""
    return _text(hmac.digest(secret.encode(), f"waardenbord {purpose}".encode(), "sha256")[:_SECRET_BYTES])


def is_secret(text: str) -> bool:
    """True for what `new_secret` could have made, by its length and letters."""
    return _SECRET.fullmatch(text) is not None


def hash_secret(secret: str) -> str:
    """SHA-256 in hex. The secrets are random and long, so that a slow hash would add nothing."""
    return hashlib.sha256(secret.encode()).hexdigest()


def feed_secret(secret: str) -> str:
    """The secret of the calendar that comes with a link of a case. It opens the calendar alone, and stops with the link."""
    return derived(secret, "calendar")


def feed_hash(secret: str) -> str:
    """What is stored of it."""
    return hash_secret(feed_secret(secret))


def cookie_name(role: Kept, session_id: str, *, https: bool) -> str:
    """One functional cookie per workshop and role; `__Host-` binds it to this host on https (PRIV-06). Below a path of another
    site no browser takes that name: there the cookie goes to the board alone, and not to what else stands at the host.
    """
    bound = "__Secure-" if below() else "__Host-"
    return f"{bound if https else ''}wb_{role}_{session_id}"


def secret_in(cookies: Mapping[str, str], role: Kept, session_id: str) -> str:
    """The secret that a browser holds for a role, or empty."""
    for https in (True, False):
        secret = cookies.get(cookie_name(role, session_id, https=https), "")
        if _SECRET.fullmatch(secret):
            return secret
    return ""


def ids_in(cookies: Mapping[str, str], role: Kept) -> list[str]:
    """The ids for which a browser holds cookies of a kind, each once, in their order."""
    starts = [cookie_name(role, "", https=https) for https in (True, False)]
    return list(dict.fromkeys(name.removeprefix(start) for name in cookies for start in starts if name.startswith(start)))


def is_kept(cookies: Mapping[str, str], session_id: str) -> bool:
    """Whether a browser keeps its participant's cookie when it is closed, because nobody else uses it."""
    return any(cookies.get(cookie_name("kept", session_id, https=https)) == KEPT_MARK for https in (True, False))


def hash_fits(key_hash: str, secret: str) -> bool:
    """Whether this is the secret that was hashed."""
    return bool(secret and key_hash) and _equal(key_hash, hash_secret(secret))


def viewer_of(session: Session, role: HeldRole, secret: str) -> Viewer | None:
    """Whom a secret makes its holder in this workshop, or None when it opens nothing."""
    if not secret:
        return None
    if role == "participant":
        person = person_of(session, secret)
        return Viewer("participant", person.id) if person and not person.removed else None
    return Viewer(role) if _fits(session.keys, role, hash_secret(secret)) else None


def enter(session: Session, role: HeldRole, cookies: Mapping[str, str]) -> tuple[Viewer | None, str]:
    """Whom a browser's cookies make its holder in a role, and the secret by which. Who leads may see what the room sees, without
    the screen's own link: he gets what a screen gets, no more.
    """
    secret = secret_in(cookies, role, session.id)
    viewer = viewer_of(session, role, secret)
    if viewer is None and role == "screen":
        leading = secret_in(cookies, "facilitator", session.id)
        if viewer_of(session, "facilitator", leading) is not None:
            return Viewer("screen"), leading
    return viewer, secret


def person_of(session: Session, secret: str) -> Participant | None:
    """Whose own secret this is, also when he was removed since."""
    if not secret:
        return None
    # Not compared in the same time for all: how far two hashes agree tells nothing of a secret of 144 bits.
    given = hash_secret(secret)
    return next((person for person in session.people.values() if person.secret_hash == given), None)


def still_fits(session: Session, viewer: Viewer, secret_hash: str) -> bool:
    """Whether a secret that made its holder this viewer (`enter`) still does. A participant's own does until he is removed."""
    role = viewer.role
    if role == "participant":
        return session.participant(viewer.participant_id) is not None
    if role == "screen" and _fits(session.keys, "facilitator", secret_hash):
        return True
    if role == "system" or role == "project_leader":  # noqa: PLR1714 - so that the type checker sees what is left
        return False
    return _fits(session.keys, role, secret_hash)


def leads_first(session: Session, secret: str) -> bool:
    """Whether this is the first facilitator's secret, from which the other links are made; a second one's is not."""
    return bool(secret) and _equal(session.keys.facilitator, hash_secret(secret))


def viewers(session: Session, cookies: Mapping[str, str]) -> Iterator[Viewer]:
    """Whom the links in a browser make its holder in this workshop; a participant comes first."""
    for role in HELD_ROLES:
        viewer = viewer_of(session, role, secret_in(cookies, role, session.id))
        if viewer is not None:
            yield viewer


def holds_unknown(session: Session, cookies: Mapping[str, str], given: str = "") -> bool:
    """Whether a browser holds a secret of this workshop that opens nothing in it, or `given` is none of it. It may be a wrong
    one, or one that another worker knows since a moment ago: look at the log before it is refused.
    """
    held: dict[Kept, str] = {kind: secret_in(cookies, kind, session.id) for kind in (*HELD_ROLES, *_HELD_BESIDE)}
    opened = any(viewer_of(session, role, given) for role in HELD_ROLES) or hash_fits(session.keys.project_leader, given)
    return (
        any(held[role] and viewer_of(session, role, held[role]) is None for role in HELD_ROLES)
        or any(held[kind] and not hash_fits(getattr(session.keys, kind), held[kind]) for kind in _HELD_BESIDE)
        or (is_secret(given) and not opened)
    )


def any_viewer(session: Session, cookies: Mapping[str, str]) -> Viewer | None:
    """Whoever holds a link of this workshop, in any role."""
    return next(viewers(session, cookies), None)


def _fits(keys: Keys, role: LinkRole, given: str) -> bool:
    # Compared with both, so that the time taken does not tell which one it is.
    second = role == "facilitator" and bool(keys.second) and _equal(keys.second, given)
    return _equal(getattr(keys, role), given) or second


def _equal(one: str, other: str) -> bool:
    return hmac.compare_digest(one, other)


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
