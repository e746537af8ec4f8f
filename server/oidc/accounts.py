# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is signed in: kept sealed, by a key that follows from the secret in his browser and that nobody else has.

When a provider says that somebody signed out, that is kept, and whatever began before it is over: so nothing has to be found.
"""

import hashlib
import hmac
import os
from collections.abc import Callable

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from msgspec import Struct

from organisation.members.viewer import MemberRole
from server.oidc.signing_in import Proof
from server.oidc.tokens import FRESH_S, SKEW_S, Out
from server.oidc_settings import SignIn
from server.store import Store

MAX_KEPT_TOKEN = 4_000
"""Characters of a token that is kept to be shown when somebody signs out; without one the provider asks him once more."""
ENDED_KEPT_S = 24 * 3600
"""As long as somebody can stay signed in at most, whatever was set when he came."""
_NONCE_BYTES = 12
_HOUR_MS = 3600 * 1000


class Account(Struct, frozen=True):
    """Somebody who is signed in. `who` and `session` are keyed hashes of who he is at the provider, and of his session there;
    `rules` of the settings by which his roles were given.
    """

    who: str
    session: str
    name: str
    roles: dict[str, MemberRole]
    began_ms: int
    until_ms: int
    id_token: str
    rules: str


class Accounts:
    """Who is signed in, for all workers together. `hashed` makes a name of a text that must not be stored (`Rooms.hashed`); every
    method raises StoreUnavailable.
    """

    def __init__(self, store: Store, settings: SignIn, hashed: Callable[[str, str], str]) -> None:
        self._log = store.log
        self._kept = store.passing("signed-in")
        self._ended = store.passing("signed-out")
        self._words = store.passing("logout-words")
        self._settings = settings
        self._hashed = hashed
        given = (settings.issuer, settings.client_id, settings.roles_claim, settings.acr, settings.roles)
        self._rules = hashlib.sha256(msgspec.json.encode(given)).hexdigest()[:16]

    async def begin(self, secret: str, proof: Proof) -> None:
        """Somebody is signed in, in the browser that gets this fresh secret."""
        now_ms, hours = await self._log.now_ms(), self._settings.hours
        account = Account(
            self._who(proof.subject),
            self._session(proof.sid),
            proof.name,
            proof.roles,
            now_ms,
            now_ms + hours * _HOUR_MS,
            proof.id_token if len(proof.id_token) <= MAX_KEPT_TOKEN else "",
            self._rules,
        )
        await self._kept.put(_name(secret), _sealed(secret, account), hours * 3600)

    async def of(self, secret: str) -> Account | None:
        """Who is signed in with this secret, as it is now; None for nobody."""
        (text,) = await self._kept.texts([_name(secret)])
        account = _opened(secret, text) if text else None
        # Who got his roles by other settings comes in anew.
        if account is None or account.rules != self._rules or account.until_ms <= await self._log.now_ms():
            return None
        ended = await self._ended.texts([account.who, account.session or _without_session(account.who)])
        # In the same millisecond the end comes last: whoever is signed out may sign in again.
        return None if any(at and account.began_ms <= int(at) for at in ended) else account

    async def end(self, secret: str) -> None:
        """Somebody signs out in this browser."""
        await self._kept.drop(_name(secret))

    async def end_all(self, out: Out) -> bool:
        """The provider says that somebody signed out; False when that very word was heard before."""
        word = self._hashed("logout word", out.id)
        if (await self._words.texts([word]))[0] is not None:
            return False
        at, who = str(await self._log.now_ms()), self._who(out.subject) if out.subject else ""
        # One session of somebody is that session alone, also where it says whose (Back-Channel Logout, 2.4); and those of which
        # the provider never told the session, for it may be one of them.
        names = (self._session(out.sid), _without_session(who) if who else "") if out.sid else (who,)
        for name in filter(None, names):
            await self._ended.put(name, at, ENDED_KEPT_S)
        # The last of all: whoever is stopped before it hears the word once more, and ends the same.
        await self._words.put(word, "1", 2 * (FRESH_S + SKEW_S))
        return True

    def _who(self, subject: str) -> str:
        return self._hashed("signed in", f"{self._settings.issuer} {subject}")

    def _session(self, sid: str) -> str:
        return self._hashed("session of a provider", f"{self._settings.issuer} {sid}") if sid else ""


def _without_session(who: str) -> str:
    return f"{who}-any"


def _name(secret: str) -> str:
    return hashlib.sha256(f"name {secret}".encode()).hexdigest()


def _aead(secret: str) -> AESGCM:
    return AESGCM(hmac.digest(secret.encode(), b"waardenbord account", "sha256"))


def _sealed(secret: str, account: Account) -> str:
    nonce = os.urandom(_NONCE_BYTES)
    return (nonce + _aead(secret).encrypt(nonce, msgspec.json.encode(account), None)).hex()


def _opened(secret: str, text: str) -> Account | None:
    try:
        sealed = bytes.fromhex(text)
        return msgspec.json.decode(_aead(secret).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], None), type=Account)
    except (InvalidTag, ValueError, msgspec.DecodeError):
        return None
