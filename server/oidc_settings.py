# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an operator sets so that members sign in with the account of their organisation (OpenID Connect)."""

import tomllib
from collections.abc import Mapping
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct

from organisation.members.viewer import MEMBER_ROLES, MemberRole
from server.environment import Variables, environment_of
from sessions.material.limits import MAX_SHORT_CHARACTERS
from sessions.material.typed import clean_line

EVERYBODY = "*"
"""In place of a value of the claim: whoever can sign in."""
MAX_ORGANISATIONS = 50
MAX_VALUES = 100
"""Of one role, that give it."""
MAX_CHARACTERS = 300
"""Of a value of a claim, a name, an address."""
_IDS = 40
"""Characters of the id of an organisation, as of every log."""
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class GivenRoles(Struct, frozen=True, forbid_unknown_fields=True):
    """Which values of the claim give which role in one organisation. `name` is what it is called when the first who signs in
    opens it.
    """

    name: str
    manager: tuple[str, ...] = ()
    organiser: tuple[str, ...] = ()
    strategist: tuple[str, ...] = ()
    reader: tuple[str, ...] = ()

    def of(self, role: MemberRole) -> tuple[str, ...]:
        """The values that give a role."""
        found: tuple[str, ...] = getattr(self, role)
        return found


class SignIn(Struct, frozen=True, kw_only=True):
    """How members sign in, at which provider. Either `client_secret` or `client_key` is set."""

    issuer: str
    """WAARDENBORD_OIDC_ISSUER: the provider's issuer, exactly as it says itself; on https, but on this machine itself."""

    client_id: str
    """WAARDENBORD_OIDC_CLIENT_ID: as whom this board is known there."""

    client_secret: str | None = None
    """WAARDENBORD_OIDC_CLIENT_SECRET, or a file that holds it in WAARDENBORD_OIDC_CLIENT_SECRET_FILE: its secret there."""

    client_key: str | None = None
    """WAARDENBORD_OIDC_CLIENT_KEY, or a file that holds it in WAARDENBORD_OIDC_CLIENT_KEY_FILE: a private key in PEM instead of a
    secret (private_key_jwt). Its public half is told at /inloggen/sleutels.json."""

    roles: dict[str, GivenRoles]
    """WAARDENBORD_OIDC_ROLES, or a file that holds it in WAARDENBORD_OIDC_ROLES_FILE: TOML, by the id of an organisation."""

    roles_claim: str = "roles"
    """WAARDENBORD_OIDC_ROLES_CLAIM: the claim with the values, or the way to it with dots, like realm_access.roles."""

    name_claim: str = "name"
    """WAARDENBORD_OIDC_NAME_CLAIM: the claim with what somebody is called on the pages of his organisation."""

    scope: str = "openid profile"
    """WAARDENBORD_OIDC_SCOPE: what is asked for, "openid" among it."""

    acr: tuple[str, ...] = ()
    """WAARDENBORD_OIDC_ACR, separated by spaces: how somebody must have signed in; any of these. None asks nothing."""

    hours: int = 10
    """WAARDENBORD_OIDC_HOURS: how long somebody stays signed in, whatever he does."""

    only: bool = False
    """WAARDENBORD_OIDC_ONLY: "yes" makes it the only way in for members: their secret links open nothing."""

    def __repr__(self) -> str:
        # Settings end up in logs and tracebacks.
        hidden = ("client_secret", "client_key")
        shown = {name: "set" if name in hidden and value else value for name, value in msgspec.structs.asdict(self).items()}
        return f"SignIn({', '.join(f'{name}={value!r}' for name, value in shown.items())})"


def sign_in_from(given: Mapping[str, str], public_url: str | None) -> tuple[SignIn | None, list[str]]:
    """What is set of it, None for nothing, and a sentence for each problem. `public_url` is the address of this board."""
    values, problems = environment_of(given, VARIABLES, IN_FILES)
    if not values and not problems:
        return None, []
    needed = [VARIABLES[name][0] for name in ("issuer", "client_id", "roles") if name not in values]
    problems += [f"To sign in, set {variable} too." for variable in needed if not _told(problems, variable)]
    secrets = [name for name in ("client_secret", "client_key") if name in values]
    if len(secrets) != 1 and not _told(problems, "WAARDENBORD_OIDC_CLIENT_"):
        problems.append("To sign in, set either WAARDENBORD_OIDC_CLIENT_SECRET or WAARDENBORD_OIDC_CLIENT_KEY.")
    if public_url is None or not is_safe(public_url):
        problems.append("To sign in, set WAARDENBORD_PUBLIC_URL too, on https: providers send people back to that address alone.")
    if values.get("only") and "roles" in values:
        # Nobody could say anything of such an organisation: links make no manager either.
        without = [organisation_id for organisation_id, given in values["roles"].items() if not given.manager]
        problems += [f"With WAARDENBORD_OIDC_ONLY, {each} in WAARDENBORD_OIDC_ROLES needs a manager." for each in without]
    return (None, problems) if problems else (SignIn(**values), [])


def is_safe(address: str) -> bool:
    """Whether what goes there cannot be read on the way: https, or http on this machine itself."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK))


def is_here(address: str) -> bool:
    """Whether an address is on this machine."""
    return urlsplit(address).hostname in _LOOPBACK


def _told(problems: list[str], variable: str) -> bool:
    return any(variable in problem for problem in problems)


def _issuer(text: str) -> str:
    parts = urlsplit(text)
    if not is_safe(text) or parts.query or parts.fragment or parts.username or len(text) > MAX_CHARACTERS:
        raise ValueError
    return text


def _line(text: str) -> str:
    if len(text) > MAX_CHARACTERS or not text.isprintable():
        raise ValueError
    return text


def _key(text: str) -> str:
    # Not at the top: only who signs in with a key reads it.
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(text.encode(), None)
    except TypeError:
        # It asks for a password.
        raise ValueError from None
    is_rsa = isinstance(key, RSAPrivateKey) and key.key_size >= 2048
    if not is_rsa and not (isinstance(key, EllipticCurvePrivateKey) and isinstance(key.curve, SECP256R1)):
        raise ValueError
    return text


def _roles(text: str) -> dict[str, GivenRoles]:
    found = msgspec.convert(tomllib.loads(text), dict[str, GivenRoles])
    if not 0 < len(found) <= MAX_ORGANISATIONS:
        raise ValueError
    for organisation_id, given in found.items():
        if not (0 < len(organisation_id) <= _IDS and organisation_id.isascii()):
            raise ValueError
        name = clean_line(given.name)
        if not organisation_id.replace("-", "a").replace("_", "a").isalnum() or not 0 < len(name) <= MAX_SHORT_CHARACTERS:
            raise ValueError
        of_all = [given.of(role) for role in MEMBER_ROLES]
        if not any(of_all) or any(len(values) > MAX_VALUES or not all(map(_line, values)) for values in of_all):
            raise ValueError
    return found


def _scope(text: str) -> str:
    if "openid" not in _line(text).split():
        raise ValueError
    return " ".join(text.split())


def _words(text: str) -> tuple[str, ...]:
    return tuple(_line(text).split())


def _hours(text: str) -> int:
    hours = int(text)
    if not 1 <= hours <= 24:
        raise ValueError
    return hours


def _yes(text: str) -> bool:
    answers: dict[str, bool] = {"yes": True, "no": False}
    if text.lower() not in answers:
        raise ValueError
    return answers[text.lower()]


IN_FILES = ("WAARDENBORD_OIDC_CLIENT_SECRET", "WAARDENBORD_OIDC_CLIENT_KEY", "WAARDENBORD_OIDC_ROLES")
VARIABLES: Variables = {
    "issuer": ("WAARDENBORD_OIDC_ISSUER", "an address like https://login.example.nl/realms/gemeente, on https", _issuer),
    "client_id": ("WAARDENBORD_OIDC_CLIENT_ID", f"at most {MAX_CHARACTERS} plain characters", _line),
    "client_secret": ("WAARDENBORD_OIDC_CLIENT_SECRET", f"at most {MAX_CHARACTERS} plain characters", _line),
    "client_key": (
        "WAARDENBORD_OIDC_CLIENT_KEY",
        "a private key in PEM without a password: RSA of at least 2048 bits, or EC P-256",
        _key,
    ),
    "roles": (
        "WAARDENBORD_OIDC_ROLES",
        'TOML like oosterveld = {name = "Gemeente Oosterveld", manager = ["codio-beheer"], reader = ["*"]}',
        _roles,
    ),
    "roles_claim": ("WAARDENBORD_OIDC_ROLES_CLAIM", "the name of a claim", _line),
    "name_claim": ("WAARDENBORD_OIDC_NAME_CLAIM", "the name of a claim", _line),
    "scope": ("WAARDENBORD_OIDC_SCOPE", 'words separated by spaces, "openid" among them', _scope),
    "acr": ("WAARDENBORD_OIDC_ACR", "words separated by spaces", _words),
    "hours": ("WAARDENBORD_OIDC_HOURS", "a number of hours from 1 to 24", _hours),
    "only": ("WAARDENBORD_OIDC_ONLY", "yes or no", _yes),
}
