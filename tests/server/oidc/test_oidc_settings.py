# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an operator sets so that members sign in, and what is said when it cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from server.oidc_settings import GivenRoles
from server.settings import Settings, SettingsError

ISSUER = "https://login.example.nl/realms/gemeente"
ROLES = 'oosterveld = {name = "Gemeente Oosterveld", manager = ["CN=beheer,OU=x"], reader = ["*"]}'
RIGHT = {
    "WAARDENBORD_PUBLIC_URL": "https://waarden.example.nl",
    "WAARDENBORD_OIDC_ISSUER": ISSUER,
    "WAARDENBORD_OIDC_CLIENT_ID": "waardenbord",
    "WAARDENBORD_OIDC_CLIENT_SECRET": "geheim",
    "WAARDENBORD_OIDC_ROLES": ROLES,
}


def pem(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> str:
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()).decode()


def problems(**changes: str) -> list[str]:
    with pytest.raises(SettingsError) as refused:
        Settings.from_environment({**RIGHT, **changes})
    return refused.value.problems


def test_without_a_variable_nobody_signs_in() -> None:
    assert Settings.from_environment({}).sign_in is None


def test_every_variable_has_its_setting(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(pem(ec.generate_private_key(ec.SECP256R1())))
    (tmp_path / "roles").write_text(ROLES)
    sign_in = Settings.from_environment(
        {
            "WAARDENBORD_PUBLIC_URL": "https://waarden.example.nl",
            "WAARDENBORD_OIDC_ISSUER": ISSUER,
            "WAARDENBORD_OIDC_CLIENT_ID": "waardenbord",
            "WAARDENBORD_OIDC_CLIENT_KEY_FILE": str(tmp_path / "key"),
            "WAARDENBORD_OIDC_ROLES_FILE": str(tmp_path / "roles"),
            "WAARDENBORD_OIDC_ROLES_CLAIM": "realm_access.roles",
            "WAARDENBORD_OIDC_NAME_CLAIM": "preferred_username",
            "WAARDENBORD_OIDC_SCOPE": "openid  email",
            "WAARDENBORD_OIDC_ACR": "urn:a urn:b",
            "WAARDENBORD_OIDC_HOURS": "8",
            "WAARDENBORD_OIDC_ONLY": "Yes",
        }
    ).sign_in
    assert sign_in is not None
    assert sign_in.roles == {"oosterveld": GivenRoles("Gemeente Oosterveld", manager=("CN=beheer,OU=x",), reader=("*",))}
    assert (sign_in.roles_claim, sign_in.name_claim, sign_in.scope) == (
        "realm_access.roles",
        "preferred_username",
        "openid email",
    )
    assert (sign_in.acr, sign_in.hours, sign_in.only, sign_in.client_secret) == (("urn:a", "urn:b"), 8, True, None)
    assert "PRIVATE" not in repr(sign_in)
    assert "geheim" not in repr(Settings.from_environment(RIGHT))


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        ("ISSUER", "http://login.example.nl"),
        ("ISSUER", "https://login.example.nl/?tenant=x"),
        ("ISSUER", "login.example.nl"),
        ("ROLES", "oosterveld"),
        ("ROLES", ""),
        ("ROLES", 'oosterveld = {name = "x"}'),
        ("ROLES", 'oosterveld = {name = "x", boss = ["a"]}'),
        ("ROLES", 'oosterveld = {name = "x", reader = "a"}'),
        ("ROLES", '"a/b" = {name = "x", reader = ["a"]}'),
        ("ROLES", 'oosterveld = {name = " ", reader = ["a"]}'),
        ("ROLES", 'oosterveld = {name = "\u200b", reader = ["a"]}'),
        ("ROLES", f'oosterveld = {{name = "{"x" * 121}", reader = ["a"]}}'),
        ("SCOPE", "profile"),
        ("HOURS", "0"),
        ("HOURS", "25"),
        ("ONLY", "perhaps"),
    ],
)
def test_what_cannot_be_used_is_told_with_its_variable(variable: str, text: str) -> None:
    (problem,) = problems(**{f"WAARDENBORD_OIDC_{variable}": text})
    assert f"WAARDENBORD_OIDC_{variable}" in problem


@pytest.mark.parametrize("missing", ["ISSUER", "CLIENT_ID", "ROLES"])
def test_signing_in_as_the_only_way_in_never_stands_alone(missing: str) -> None:
    """Whoever mistypes the issuer must not get a board that is open to links, or to nobody."""
    (problem,) = problems(**{"WAARDENBORD_OIDC_ONLY": "yes", f"WAARDENBORD_OIDC_{missing}": ""})
    assert f"WAARDENBORD_OIDC_{missing}" in problem


def test_where_it_is_the_only_way_in_somebody_has_to_manage_each_organisation() -> None:
    """[SIG-07]"""
    given = {"WAARDENBORD_OIDC_ROLES": 'waterland = {name = "Waterschap", reader = ["*"]}'}
    (problem,) = problems(WAARDENBORD_OIDC_ONLY="yes", **given)
    assert "waterland" in problem
    assert Settings.from_environment({**RIGHT, **given}).sign_in is not None


def test_a_board_shows_a_provider_who_it_is_in_one_way() -> None:
    key = pem(ec.generate_private_key(ec.SECP256R1()))
    assert "either" in problems(WAARDENBORD_OIDC_CLIENT_SECRET="")[0]
    assert "either" in problems(WAARDENBORD_OIDC_CLIENT_KEY=key)[0]


@pytest.mark.parametrize("address", ["", "http://waarden.example.nl"])
def test_people_are_sent_back_to_one_address_on_https(address: str) -> None:
    """[SEC-10]"""
    (problem,) = problems(WAARDENBORD_PUBLIC_URL=address)
    assert "WAARDENBORD_PUBLIC_URL" in problem
    assert Settings.from_environment({**RIGHT, "WAARDENBORD_PUBLIC_URL": "http://localhost:8000"}).sign_in is not None


def test_a_key_that_is_short_or_none_is_refused() -> None:
    """[SEC-10]"""
    short = pem(rsa.generate_private_key(65537, 1024))
    other = pem(ec.generate_private_key(ec.SECP384R1()))
    for text in (short, other, "geheim", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"):
        assert any("WAARDENBORD_OIDC_CLIENT_KEY must be" in each for each in problems(WAARDENBORD_OIDC_CLIENT_KEY=text))
