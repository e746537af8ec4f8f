# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Settings are read once, completely, and every problem is told in one sentence."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest

from server import oidc_settings
from server import settings as settings_module
from server.settings import _VARIABLES, Settings, SettingsError
from tests.running import PROJECT


def problems(**environment: str) -> list[str]:
    with pytest.raises(SettingsError) as refused:
        Settings.from_environment(environment)
    return refused.value.problems


def test_without_any_variable_the_defaults_hold_and_the_store_is_embedded() -> None:
    assert Settings.from_environment({}) == Settings(data_dir=Path("data").absolute())
    assert Settings().redis_url is None


def test_a_home_of_nobody_is_no_folder() -> None:
    told = problems(WAARDENBORD_THEME="~geen-mens/stijl", WAARDENBORD_DATA_DIR="~geen-mens/data")
    assert sorted(each.split()[0] for each in told) == ["WAARDENBORD_DATA_DIR", "WAARDENBORD_THEME"]


def test_every_variable_has_its_setting(tmp_path: Path) -> None:
    settings = Settings.from_environment(
        {
            "PORT": "8123",
            "HOST": "[::1]",
            "REDIS_URL": "rediss://:pw@redis.example:6380/2",
            "WAARDENBORD_DATA_DIR": str(tmp_path),
            "WAARDENBORD_KEY_PREFIX": "proef:",
            "WAARDENBORD_PUBLIC_URL": "https://Waarden.example.nl/",
            "WAARDENBORD_TRUSTED_ORIGINS": "https://a.example, http://b.example:81",
            "WAARDENBORD_SECRET": "s" * 32,
            "WAARDENBORD_LOG_LEVEL": "DEBUG",
            "WAARDENBORD_LOG_FORMAT": "JSON",
        }
    )
    assert settings == Settings(
        port=8123,
        host="::1",
        redis_url="rediss://:pw@redis.example:6380/2",
        data_dir=tmp_path,
        key_prefix="proef:",
        public_url="https://waarden.example.nl",
        trusted_origins=("https://a.example", "http://b.example:81"),
        secret=settings.secret,
        log_level="debug",
        log_format="json",
    )
    assert settings.secret is not None
    assert settings.secret_key() == settings.secret
    assert len(settings.secret) == 32


def test_every_setting_says_its_variable_and_has_a_sentence() -> None:
    assert {*_VARIABLES, "sign_in"} == set(Settings.__struct_fields__)
    assert set(oidc_settings.VARIABLES) == set(oidc_settings.SignIn.__struct_fields__)
    for module, variables in ((settings_module, _VARIABLES), (oidc_settings, oidc_settings.VARIABLES)):
        source = Path(module.__file__ or "").read_text(encoding="utf-8")
        for name, (variable, _, _) in variables.items():
            assert re.search(rf'^    {name}: .*\n    """{variable}\b', source, re.MULTILINE), name


def test_every_variable_stands_in_the_table_of_operators() -> None:
    told = (PROJECT / "docs" / "operators.md").read_text(encoding="utf-8")
    named = [variable for variables in (_VARIABLES, oidc_settings.VARIABLES) for variable, _, _ in variables.values()]
    assert [variable for variable in named if f"`{variable}`" not in told] == []


def test_an_empty_variable_counts_as_absent() -> None:
    assert Settings.from_environment({"PORT": "", "REDIS_URL": " ", "REDIS_URL_FILE": ""}).port == 8000


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        ("PORT", "eighty"),
        ("PORT", "65536"),
        ("PORT", "-1"),
        ("HOST", "two words"),
        ("REDIS_URL", "localhost:6379"),
        ("REDIS_URL", "http://localhost"),
        ("REDIS_URL", "redis://host:port"),
        ("REDIS_URL", "unix://"),
        ("WAARDENBORD_KEY_PREFIX", "a{b}"),
        ("WAARDENBORD_PUBLIC_URL", "waarden.example.nl"),
        ("WAARDENBORD_PUBLIC_URL", "https://waarden.example.nl/../path"),
        ("WAARDENBORD_PUBLIC_URL", "https://waarden.example.nl/a%20b"),
        ("WAARDENBORD_PUBLIC_URL", "https://waarden.example.nl/a//b"),
        ("WAARDENBORD_PUBLIC_URL", "https://waarden.example.nl/path?x=1"),
        ("WAARDENBORD_PUBLIC_URL", "https://somebody@waarden.example.nl/path"),
        ("WAARDENBORD_TRUSTED_ORIGINS", "https://waarden.example.nl/path"),
        ("WAARDENBORD_TRUSTED_ORIGINS", "https://a.example, b.example"),
        ("WAARDENBORD_SECRET", "short"),
        ("WAARDENBORD_LOG_LEVEL", "loud"),
        ("WAARDENBORD_LOG_FORMAT", "xml"),
    ],
)
def test_a_value_that_cannot_be_used_is_told_with_its_variable_and_what_is_expected(variable: str, text: str) -> None:
    (problem,) = problems(**{variable: text})
    assert problem.startswith(f"{variable} must be ")
    assert problem.endswith(".")


def test_all_problems_are_told_at_once() -> None:
    assert len(problems(PORT="x", REDIS_URL="x", WAARDENBORD_LOG_LEVEL="x")) == 3


def test_secrets_may_stand_in_files(tmp_path: Path) -> None:
    (tmp_path / "url").write_text("redis://host/0\n")
    (tmp_path / "secret").write_text("s" * 32)
    settings = Settings.from_environment(
        {"REDIS_URL_FILE": str(tmp_path / "url"), "WAARDENBORD_SECRET_FILE": str(tmp_path / "secret")}
    )
    assert settings.redis_url == "redis://host/0"
    assert settings.secret == Settings.from_environment({"WAARDENBORD_SECRET": "s" * 32}).secret


def test_a_file_that_cannot_be_read_is_empty_or_comes_beside_the_variable_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    assert "can be read" in problems(REDIS_URL_FILE=str(tmp_path / "none"))[0]
    assert "is empty" in problems(REDIS_URL_FILE=str(tmp_path / "empty"))[0]
    assert "not both" in problems(REDIS_URL="redis://h", REDIS_URL_FILE="x")[0]


def test_passwords_and_secrets_are_not_shown() -> None:
    shown = repr(Settings(redis_url="redis://:geheim@host", secret=b"geheim"))
    assert "geheim" not in shown
    assert "redis_url='set'" in shown


def test_the_key_is_made_once_and_kept_for_its_user_alone(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data")
    key = settings.secret_key()
    assert len(key) == 32
    assert settings.secret_key() == key
    assert stat.S_IMODE((tmp_path / "data" / "secret.key").stat().st_mode) == 0o600
    assert Settings(data_dir=tmp_path / "other").secret_key() != key


def test_a_damaged_or_unwritable_key_is_told(tmp_path: Path) -> None:
    (tmp_path / "secret.key").write_bytes(b"short")
    with pytest.raises(SettingsError, match="damaged"):
        Settings(data_dir=tmp_path).secret_key()
    with pytest.raises(SettingsError, match="choose another with WAARDENBORD_DATA_DIR"):
        Settings(data_dir=tmp_path / "secret.key").secret_key()


@pytest.mark.parametrize(
    ("text", "url", "origin", "below"),
    [
        ("https://Waarden.example.nl/", "https://waarden.example.nl", "https://waarden.example.nl", ""),
        ("https://Example.nl/Waardenbord/", "https://example.nl/Waardenbord", "https://example.nl", "/Waardenbord"),
        ("http://localhost:8080/a/b", "http://localhost:8080/a/b", "http://localhost:8080", "/a/b"),
        ("https://[::1]:8443/a", "https://[::1]:8443/a", "https://[::1]:8443", "/a"),
    ],
)
def test_the_address_of_the_board_may_be_below_a_path(text: str, url: str, origin: str, below: str) -> None:
    """[OPS-06]"""
    read = Settings.from_environment({"WAARDENBORD_PUBLIC_URL": text})
    assert (read.public_url, read.public_origin, read.below) == (url, origin, below)
