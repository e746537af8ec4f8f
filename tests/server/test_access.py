# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Secrets, their hashes and cookies (SEC-07), and how often somebody may do something (SEC-08)."""

from __future__ import annotations

import math

import msgspec
import pytest

from server.access import Secrets, any_viewer, cookie_name, enter, hash_secret, new_secret, secret_in, still_fits, viewer_of
from server.live.clock import StoreClock
from server.rates import MAX_KEPT, Rate
from sessions.model.state import Session
from sessions.model.viewer import HeldRole, LinkRole, Viewer
from tests.sessions.world import World, filled

LINKS: tuple[LinkRole, ...] = ("facilitator", "screen", "scribe")


@pytest.fixture
def secrets() -> Secrets:
    return Secrets(new_secret())


def workshop(secrets: Secrets, participant: str) -> Session:
    session = World(1).session
    person = msgspec.structs.replace(session.people["p1"], secret_hash=hash_secret(participant))
    return filled(session, keys=secrets.hashes(), people={"p1": person})


def test_secrets_are_longer_than_128_bits_and_all_different(secrets: Secrets) -> None:
    texts = {secrets.of(role) for role in LINKS} | {new_secret() for _ in range(100)}
    assert len(texts) == 103
    assert all(len(text) * math.log2(64) >= 128 and secret_in({"wb_screen_s1": text}, "screen", "s1") for text in texts)


def test_the_facilitators_secret_makes_the_others_and_they_do_not_make_his(secrets: Secrets) -> None:
    assert Secrets(secrets.facilitator).hashes() == secrets.hashes()
    assert Secrets(secrets.of("scribe")).of("screen") != secrets.of("screen")
    assert secrets.hashes().facilitator == hash_secret(secrets.facilitator)


def test_a_secret_makes_its_holder_and_nobody_else(secrets: Secrets) -> None:
    own = new_secret()
    session = workshop(secrets, own)
    assert viewer_of(session, "participant", own) == Viewer("participant", "p1")
    for role in LINKS:
        assert viewer_of(session, role, secrets.of(role)) == Viewer(role)
        others = [secrets.of(other) for other in LINKS if other != role]
        for other in (own, new_secret(), "", *others, hash_secret(secrets.of(role))):
            assert viewer_of(session, role, other) is None
        assert viewer_of(session, "participant", secrets.of(role)) is None
    # Somebody for whom the scribe types has no secret; an empty one opens nothing.
    proxy = filled(session, people={"p1": msgspec.structs.replace(session.people["p1"], secret_hash="")})
    assert viewer_of(proxy, "participant", "") is None


def test_a_cookie_belongs_to_one_workshop_and_one_role() -> None:
    secret = new_secret()
    cookies = {cookie_name("screen", "s1", https=True): secret, cookie_name("scribe", "s1", https=False): "too short"}
    assert list(cookies) == ["__Host-wb_screen_s1", "wb_scribe_s1"]
    assert secret_in(cookies, "screen", "s1") == secret
    assert secret_in(cookies, "screen", "s2") == ""
    assert secret_in(cookies, "scribe", "s1") == ""
    assert secret_in(cookies, "facilitator", "s1") == ""


def test_whoever_holds_any_link_is_known_by_it(secrets: Secrets) -> None:
    session = workshop(secrets, new_secret())
    assert any_viewer(session, {}) is None
    assert any_viewer(session, {cookie_name("screen", session.id, https=False): secrets.of("screen")}) == Viewer("screen")
    assert any_viewer(session, {cookie_name("screen", session.id, https=False): secrets.of("scribe")}) is None


def test_who_leads_sees_what_the_screen_sees_and_nobody_else_does_without_its_link(secrets: Secrets) -> None:
    """[FLR-06]"""
    own = new_secret()
    session = workshop(secrets, own)

    def cookies(role: HeldRole, secret: str) -> dict[str, str]:
        return {cookie_name(role, session.id, https=False): secret}

    leading = cookies("facilitator", secrets.facilitator)
    assert enter(session, "screen", leading) == (Viewer("screen"), secrets.facilitator)
    assert enter(session, "screen", leading | cookies("screen", new_secret())) == (Viewer("screen"), secrets.facilitator)
    assert enter(session, "screen", cookies("scribe", secrets.of("scribe")) | cookies("participant", own))[0] is None
    assert enter(session, "screen", cookies("facilitator", new_secret()))[0] is None
    assert enter(session, "scribe", leading)[0] is None
    assert enter(session, "participant", leading)[0] is None

    # It lasts as long as the secret by which it came, and makes nobody facilitator.
    assert still_fits(session, Viewer("screen"), hash_secret(secrets.facilitator))
    assert not still_fits(session, Viewer("screen"), hash_secret(secrets.of("scribe")))
    handed_over = filled(session, keys=Secrets(new_secret()).hashes())
    assert not still_fits(handed_over, Viewer("screen"), hash_secret(secrets.facilitator))
    assert not still_fits(session, Viewer("facilitator"), hash_secret(secrets.of("screen")))


class TestRates:
    def setup_method(self) -> None:
        self.now = 100.0

    def rate(self, *, per_second: float, burst: float) -> Rate:
        return Rate(per_second=per_second, burst=burst, monotonic=lambda: self.now)

    def test_a_burst_is_let_through_and_then_so_many_a_second(self) -> None:
        rate = self.rate(per_second=2, burst=5)
        assert [rate.allow("kim") for _ in range(7)] == [True] * 5 + [False] * 2
        self.now += 1
        assert [rate.allow("kim") for _ in range(3)] == [True, True, False]
        self.now += 60
        assert [rate.allow("kim") for _ in range(6)] == [True] * 5 + [False]

    def test_everybody_has_a_rate_of_his_own(self) -> None:
        rate = self.rate(per_second=1, burst=1)
        assert rate.allow("kim")
        assert rate.empty("kim")
        assert not rate.empty("bo")
        assert rate.allow("bo")

    def test_what_is_refused_takes_nothing(self) -> None:
        rate = self.rate(per_second=1, burst=2)
        assert not rate.allow("kim", cost=3)
        assert rate.allow("kim", cost=2)

    def test_who_is_at_rest_is_forgotten(self) -> None:
        rate = self.rate(per_second=1, burst=1)
        for number in range(30_000):
            self.now += 0.001
            rate.allow(number)
        assert len(rate._left) == MAX_KEPT

    def test_who_asks_on_is_not_forgotten_for_those_who_asked_once(self) -> None:
        rate = self.rate(per_second=0.001, burst=2)
        for number in range(2 * MAX_KEPT):
            rate.allow(number)
            assert rate.allow("kim", cost=0.0)
            if number == 0:
                assert rate.allow("kim", cost=2)
        assert rate.empty("kim")


def test_the_stores_clock_goes_on_between_what_the_store_says() -> None:
    now = 100.0
    store = StoreClock(lambda: now)
    store.learn(1_000_000)
    assert store.now_ms() == 1_000_000
    now += 1.5
    assert store.now_ms() == 1_001_500
    store.learn(990_000)
    assert store.now_ms() == 990_000
