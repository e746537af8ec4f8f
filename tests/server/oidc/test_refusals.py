# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a provider says is believed when everything fits, and not when one thing does not."""

from __future__ import annotations

import asyncio
import base64
import hmac
import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from joserfc.errors import SecurityWarning
from joserfc.jwk import ECKey, OctKey, RSAKey

from server.oidc import line
from server.oidc.errors import SignInFailed
from server.oidc.provider import AGAIN_AFTER_S, KEPT_S, KEPT_WHEN_DOWN_S, NEW_KEYS_EVERY_S, Provider
from tests.server.oidc.made import CLIENT, OWN_KEY, SUBJECT, Flow, MadeProvider, made_provider, signed, unsigned

LONG_AGO = int(time.time()) - 4000


@pytest.fixture
def made() -> Iterator[MadeProvider]:
    with made_provider() as running:
        yield running


def _coded(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).decode().rstrip("=")


def _part(told: dict[str, Any]) -> str:
    return _coded(json.dumps(told).encode())


async def begun(made: MadeProvider, **settings: Any) -> Flow:
    flow = Flow(made, **settings)
    await flow.begin()
    return flow


async def _all_of(flow: Flow) -> None:
    await flow.begin()
    flow.made.id_token = signed(flow.token())
    await flow.finish()


async def failed(flow: Flow, **answered: str) -> SignInFailed:
    with pytest.raises(SignInFailed) as refused:
        await flow.finish(**answered)
    return refused.value


async def test_with_everything_right_somebody_is_who_the_token_says(made: MadeProvider) -> None:
    """[SIG-03] What the refusals below change one thing of."""
    flow = await begun(made)
    made.id_token = signed(flow.token(name="Fatima", sid="s1"))
    proof = await flow.finish()
    assert (proof.subject, proof.sid, proof.name, proof.roles) == (SUBJECT, "s1", "Fatima", {"oosterveld": "manager"})
    assert flow.asked["code_challenge_method"] == "S256"
    (form,) = made.forms
    assert form["redirect_uri"] == "https://bord.example/inloggen/terug"
    assert len(form["code_verifier"]) >= 43
    # At least 128 bits each, and none tells another.
    told = [flow.asked["state"], flow.asked["nonce"], flow.asked["code_challenge"], form["code_verifier"]]
    assert len(set(told)) == 4
    assert min(map(len, told)) >= 22


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"nonce": "another"}, "nonce"),
        ({"nonce": None}, "nonce"),
        ({"nonce": ["a"]}, "nonce"),
        ({"iss": "https://andere.example"}, "iss"),
        ({"iss": None}, "iss"),
        ({"aud": "another"}, "aud"),
        ({"aud": ["another"]}, "aud"),
        ({"aud": {"bord": 1}}, "aud"),
        ({"aud": None}, "aud"),
        ({"aud": [CLIENT, "another"]}, "azp"),
        ({"aud": [CLIENT, "another"], "azp": "another"}, "azp"),
        ({"azp": "another"}, "azp"),
        ({"exp": LONG_AGO}, "exp"),
        ({"exp": None}, "exp"),
        ({"exp": "2099"}, "exp"),
        ({"exp": True}, "exp"),
        ({"iat": LONG_AGO}, "iat"),
        ({"iat": LONG_AGO + 9000}, "iat"),
        ({"iat": None}, "iat"),
        ({"sub": None}, "sub"),
        ({"sub": ""}, "sub"),
        ({"sub": "x" * 300}, "sub"),
    ],
)
async def test_a_token_with_one_thing_wrong_lets_nobody_in(made: MadeProvider, changes: dict[str, Any], said: str) -> None:
    """[SIG-03] [SEC-10]"""
    flow = await begun(made)
    made.id_token = signed({name: value for name, value in {**flow.token(), **changes}.items() if value is not None})
    error = await failed(flow)
    assert error.code == "not_proven"
    assert error.reason.endswith(f": {said}")


async def test_a_token_for_several_that_was_given_to_this_board_is_believed(made: MadeProvider) -> None:
    """[SIG-03]"""
    flow = await begun(made)
    made.id_token = signed(flow.token(aud=[CLIENT, "another"], azp=CLIENT))
    assert (await flow.finish()).subject == SUBJECT


async def test_a_token_that_the_provider_did_not_sign_lets_nobody_in(made: MadeProvider) -> None:
    """[SIG-03] [SEC-10] None, a shared secret, its own public key taken for one, a foreign key, a short one, a damaged token."""
    flow = await begun(made)
    claims = flow.token()
    foreign = RSAKey.generate_key(2048, {"kid": "own"})
    with pytest.warns(SecurityWarning):
        short = RSAKey.generate_key(1024, {"kid": "short", "use": "sig"})
    enciphers = RSAKey.generate_key(2048, {"kid": "enc"})
    made.keys += [dict(short.as_dict(private=False)), {**enciphers.as_dict(private=False), "use": "enc"}]
    made.keys += [{"kty": "oct", "kid": "shared", "k": "c2VjcmV0"}, {"kty": "RSA", "kid": "broken", "n": "!", "e": 3}]
    right = signed(claims)
    head, body, signature = right.split(".")
    wrong = [
        unsigned(claims),
        f"{head}.{body}.",
        f"{head}.{body}",
        f"{head}.{body[:-4]}{'AAAA'}.{signature}",
        signed(claims, foreign),
        signed(claims, RSAKey.generate_key(2048, {"kid": "unknown"})),
        signed(claims, short),
        signed(claims, enciphers),
        signed(claims, OctKey.import_key("secret-that-is-long-enough-for-it", {"kid": "shared"}), "HS256"),
        signed(claims, ECKey.generate_key("P-256", {"kid": "own"}), "ES256"),
        signed(claims, typ="logout+jwt"),
        signed(claims, crit=["b64"], b64=True),
        "a.b.c",
        _coded(b'{"alg":"RS256","x":' + b"[" * 12_000) + ".a.b",
        f"{_part({'alg': 'RS256', 'kid': 'own'})}.{_coded(b'[' * 12_000)}.a",
        "x" * 100_000,
        "é",
    ]
    # Not by the library, which makes no such token.
    text = f"{_part({'alg': 'HS256', 'kid': 'own'})}.{_part(claims)}"
    wrong.append(f"{text}.{_coded(hmac.digest(OWN_KEY.as_pem(private=False), text.encode(), 'sha256'))}")
    for token in wrong:
        made.id_token = token
        assert (await failed(flow)).code == "not_proven", token[:80]
    made.id_token = right
    assert (await flow.finish()).subject == SUBJECT


async def test_a_state_or_an_issuer_that_does_not_fit_asks_the_provider_for_nothing(made: MadeProvider) -> None:
    """[SIG-03] [SEC-10]"""
    flow = await begun(made)
    made.id_token = signed(flow.token())
    for wrong in (
        {"state": "another"},
        {"state": ""},
        {"state": "é"},
        {"iss": "https://andere.example"},
        {"iss": ""},
        {"code": ""},
    ):
        await failed(flow, **wrong)
    assert made.asked["/token"] == 0
    for said, code in (("access_denied", "cancelled"), ("server_error", "denied"), ("<b>", "denied")):
        assert (await failed(flow, error=said)).code == code
    assert made.asked["/token"] == 0


async def test_where_a_provider_never_names_itself_a_wrong_name_is_refused_all_the_same(made: MadeProvider) -> None:
    """[SIG-03]"""
    del made.about["authorization_response_iss_parameter_supported"]
    flow = await begun(made)
    made.id_token = signed(flow.token())
    assert (await failed(flow, iss="https://andere.example")).code == "not_proven"
    assert (await flow.finish(iss="")).subject == SUBJECT


async def test_a_board_that_asks_how_somebody_signs_in_takes_no_weaker_way(made: MadeProvider) -> None:
    """[SIG-11] [SEC-09]"""
    flow = await begun(made, acr=("two-steps", "card"))
    assert flow.asked["acr_values"] == "two-steps card"
    for acr in (None, "password", ["card"]):
        made.id_token = signed({**flow.token(), **({"acr": acr} if acr else {})})
        assert (await failed(flow)).code == "weak"
    made.id_token = signed(flow.token(acr="card"))
    assert (await flow.finish()).subject == SUBJECT


async def test_roles_come_from_where_the_operator_says_and_of_the_same_person_alone(made: MadeProvider) -> None:
    """[SIG-01]"""
    flow = await begun(made, roles_claim="realm_access.roles")
    made.id_token = signed(flow.token(roles=None, realm_access={"roles": ["x", "beheer"]}))
    assert (await flow.finish()).roles == {"oosterveld": "manager"}
    assert made.asked["/me"] == 0
    made.id_token = signed(flow.token(roles=None))
    made.userinfo = {"sub": SUBJECT, "realm_access": {"roles": "beheer"}}
    assert (await flow.finish()).roles == {"oosterveld": "manager"}
    made.userinfo["sub"] = "somebody else"
    assert (await failed(flow)).code == "provider_wrong"
    made.userinfo = {"sub": SUBJECT, "realm_access": ["beheer"]}
    assert (await failed(flow)).code == "no_role"


@pytest.mark.parametrize(
    ("path", "status", "body", "code"),
    [
        ("/.well-known/openid-configuration", 500, b"{}", "provider_down"),
        ("/.well-known/openid-configuration", 502, b"<html>Bad gateway", "provider_down"),
        ("/.well-known/openid-configuration", 302, b"", "provider_wrong"),
        ("/.well-known/openid-configuration", 200, b"<html>", "provider_wrong"),
        ("/.well-known/openid-configuration", 200, b"[" * 5000, "provider_wrong"),
        ("/.well-known/openid-configuration", 200, b'{"issuer": 1}', "provider_wrong"),
        ("/.well-known/openid-configuration", 200, b'{"a": "' + b"x" * 400_000 + b'"}', "provider_wrong"),
        ("/jwks", 200, b'{"keys": {}}', "provider_down"),
        ("/jwks", 200, b'{"a": "' + b"x" * 400_000 + b'"}', "provider_wrong"),
        ("/token", 200, b"{}", "provider_wrong"),
        ("/token", 200, b'{"id_token": ["x"]}', "provider_wrong"),
        ("/token", 400, b'{"error": "invalid_grant"}', "too_late"),
        ("/token", 401, b'{"error": "invalid_client"}', "provider_wrong"),
        ("/token", 200, b'{"a": "' + b"x" * 400_000 + b'"}', "provider_wrong"),
    ],
    ids=lambda value: value[:20].decode() if isinstance(value, bytes) else str(value),
)
async def test_an_answer_that_is_none_is_told_from_a_provider_that_is_away(
    made: MadeProvider, path: str, status: int, body: bytes, code: str
) -> None:
    """[SIG-09] [SIG-02]"""
    made.raw[path] = (status, body)
    flow = Flow(made)
    with pytest.raises(SignInFailed) as refused:
        await _all_of(flow)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "changes",
    [
        {"issuer": "https://andere.example"},
        {"token_endpoint": "http://login.example.nl/token"},
        {"jwks_uri": "ftp://x"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"end_session_endpoint": "https://"},
    ],
)
async def test_discovery_of_another_issuer_or_with_an_address_that_can_be_read_on_the_way_is_not_used(
    made: MadeProvider, changes: dict[str, str]
) -> None:
    """[SIG-09] [SEC-10]"""
    made.about |= changes
    with pytest.raises(SignInFailed) as refused:
        await Flow(made).begin()
    assert refused.value.code == "provider_wrong"


async def test_a_provider_that_does_not_answer_in_time_is_given_up(made: MadeProvider, monkeypatch: pytest.MonkeyPatch) -> None:
    """[SIG-09] [SIG-02]"""
    monkeypatch.setattr(line, "WITHIN_S", 0.3)
    made.waits_s = 60.0
    with pytest.raises(SignInFailed) as refused:
        await Flow(made).begin()
    assert refused.value.code == "provider_down"


async def test_however_many_come_while_the_provider_is_silent_it_is_asked_once(
    made: MadeProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[SIG-09] And what is known is had at once meanwhile."""
    monkeypatch.setattr(line, "WITHIN_S", 0.5)
    discovery = "/.well-known/openid-configuration"
    provider = Provider(made.issuer)
    made.waits_s = 60.0
    came = await asyncio.gather(*(provider.about() for _ in range(10)), return_exceptions=True)
    assert [type(each) for each in came] == [SignInFailed] * 10
    clock = Clock()
    made.waits_s = 0.0
    known = Provider(made.issuer, clock=clock)
    await known.about()
    clock.now_s += KEPT_S + 1
    made.waits_s = 60.0
    asking = asyncio.create_task(known.about())
    await asyncio.sleep(0)
    began_s = time.monotonic()
    assert (await known.about()).issuer == made.issuer
    assert time.monotonic() - began_s < 0.3
    assert (await asking).issuer == made.issuer
    made.stop.set()
    assert made.begun[discovery] == 3


class Clock:
    def __init__(self) -> None:
        self.now_s = 1000.0

    def __call__(self) -> float:
        return self.now_s


async def test_what_a_provider_says_of_itself_is_kept_and_holds_for_a_day_while_it_is_away(made: MadeProvider) -> None:
    """[SIG-09]"""
    discovery = "/.well-known/openid-configuration"
    clock = Clock()
    provider = Provider(made.issuer, clock=clock)
    for _ in range(3):
        assert (await provider.about()).token_endpoint == f"{made.issuer}/token"
    assert made.asked[discovery] == 1
    clock.now_s += KEPT_S + 1
    made.raw[discovery] = (503, b"{}")
    await provider.about()
    await provider.about()
    # It is left alone for a moment.
    assert made.asked[discovery] == 2
    clock.now_s += AGAIN_AFTER_S
    await provider.about()
    assert made.asked[discovery] == 3
    clock.now_s += KEPT_WHEN_DOWN_S
    with pytest.raises(SignInFailed):
        await provider.about()
    del made.raw[discovery]
    clock.now_s += AGAIN_AFTER_S
    await provider.about()


async def test_a_new_key_is_asked_for_and_names_of_keys_that_somebody_makes_up_are_asked_for_once_a_minute(
    made: MadeProvider,
) -> None:
    """[SIG-09]"""
    clock = Clock()
    flow = Flow(made, Provider(made.issuer, clock=clock))
    await flow.begin()
    made.id_token = signed(flow.token())
    await flow.finish()
    assert made.asked["/jwks"] == 1
    new = RSAKey.generate_key(2048, {"kid": "new", "use": "sig"})
    for number in range(5):
        made.id_token = signed(flow.token(), new, kid=f"made-up-{number}")
        await failed(flow)
    assert made.asked["/jwks"] == 1
    clock.now_s += NEW_KEYS_EVERY_S
    for number in range(5):
        made.id_token = signed(flow.token(), new, kid=f"made-up-{number}")
        await failed(flow)
    assert made.asked["/jwks"] == 2
    made.keys = [dict(new.as_dict(private=False))]
    clock.now_s += NEW_KEYS_EVERY_S
    made.id_token = signed(flow.token(), new)
    assert (await flow.finish()).subject == SUBJECT
    # Whoever signs with the key that it took away is no longer believed.
    made.id_token = signed(flow.token())
    assert (await failed(flow)).code == "not_proven"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"iss": "https://andere.example"}, "iss"),
        ({"aud": "another"}, "aud"),
        ({"iat": LONG_AGO}, "iat"),
        ({"exp": LONG_AGO}, "exp"),
        ({"nonce": "n"}, "nonce"),
        ({"events": None}, "events"),
        ({"events": {"another": {}}}, "events"),
        ({"events": ["http://schemas.openid.net/event/backchannel-logout"]}, "events"),
        ({"jti": None}, "jti"),
        ({"sub": None}, "sub, sid"),
        ({"sid": 5}, "sub, sid"),
    ],
)
async def test_a_word_that_somebody_signed_out_with_one_thing_wrong_ends_nothing(
    made: MadeProvider, changes: dict[str, Any], said: str
) -> None:
    """[SIG-05]"""
    flow = await begun(made)
    with pytest.raises(SignInFailed) as refused:
        await flow.signing_in.signed_out(signed(made.logout(**changes)))
    assert refused.value.reason.endswith(f": {said}")


async def test_a_word_that_somebody_signed_out_says_who_or_which_session(made: MadeProvider) -> None:
    """[SIG-05]"""
    flow = await begun(made)
    out = await flow.signing_in.signed_out(signed(made.logout(), typ="logout+jwt"))
    assert (out.subject, out.sid) == (SUBJECT, "")
    out = await flow.signing_in.signed_out(signed(made.logout(sub=None, sid="s1")))
    assert (out.subject, out.sid) == ("", "s1")
    for wrong in (unsigned(made.logout()), signed(made.logout(), RSAKey.generate_key(2048, {"kid": "own"})), "", "a.b.c"):
        with pytest.raises(SignInFailed):
            await flow.signing_in.signed_out(wrong)
