# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an operator sets: read once from the environment, then never again. No other module reads environment variables."""

import contextlib
import os
import secrets
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import msgspec

from server import setting_values as value_of
from server.environment import Variables, environment_of, networks
from server.oidc_settings import SignIn, sign_in_from

SECRET_BYTES = 32
"""Length of the key that signs and seals: 256 bits."""

LogLevel = Literal["debug", "info", "warning", "error"]
LogFormat = Literal["auto", "json", "text"]
EventLoop = Literal["auto", "asyncio"]
Opening = Literal["everybody", "members"]


class SettingsError(Exception):
    """Some settings cannot be used. `problems` has one English sentence for each, naming the variable and what it expects."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The settings of one process. `from_environment` makes them; tests and the command line may make or `replace` them too."""

    port: int = 8000
    """PORT: TCP port to serve on; 0 takes a free one."""

    host: str = "::"
    """HOST: address to listen on. "::" means every network of this machine, IPv6 and IPv4 alike."""

    redis_url: str | None = None
    """REDIS_URL, or a file that holds it in REDIS_URL_FILE: redis://, rediss://, unix://, sentinels (see
    `server.sentinels`) or a cluster (`server.clusters`). None runs an embedded server."""

    replicas: int | None = None
    """WAARDENBORD_REPLICAS: how many replicas must have what is stored before it counts; None is 1 in a cluster, else 0."""

    data_dir: Path = Path("data")
    """WAARDENBORD_DATA_DIR: where the embedded store and the secret key live. Absolute once read; `data` here by default."""

    store_mb: int = 512
    """WAARDENBORD_STORE_MB: megabytes of memory that the data of the embedded store may take; 0 is without a bound."""

    key_prefix: str = "wb:"
    """WAARDENBORD_KEY_PREFIX: what the names of all keys in Redis begin with, for a server that is shared."""

    public_url: str | None = None
    """WAARDENBORD_PUBLIC_URL: the address that people type, with the path below which the board stands where it has one; None
    takes it from each request."""

    trusted_origins: tuple[str, ...] = ()
    """WAARDENBORD_TRUSTED_ORIGINS, separated by commas: further origins from which pages may open the socket."""

    trusted_proxies: tuple[str, ...] = ("127.0.0.0/8", "::1/128")
    """WAARDENBORD_TRUSTED_PROXIES, separated by commas: networks of proxies whose X-Forwarded-For and X-Forwarded-Proto are
    believed. FORWARDED_ALLOW_IPS, of uvicorn, is taken where that is absent."""

    secret: bytes | None = None
    """WAARDENBORD_SECRET (at least 32 characters), or a file that holds it in WAARDENBORD_SECRET_FILE: makes the key, see
    `secret_key`. Workers on several machines need the same. None keeps a random key in the data directory."""

    log_level: LogLevel = "info"
    """WAARDENBORD_LOG_LEVEL: debug, info, warning or error."""

    log_format: LogFormat = "auto"
    """WAARDENBORD_LOG_FORMAT: "json" is one object a line, "text" is for people; "auto" is text on a terminal only."""

    metrics_port: int = 0
    """WAARDENBORD_METRICS_PORT: TCP port on which Prometheus finds figures; 0 is none."""

    metrics_host: str = "127.0.0.1"
    """WAARDENBORD_METRICS_HOST: address to serve them on; "::" is every network of this machine. They are for nobody else."""

    security_contact: tuple[str, ...] = ()
    """WAARDENBORD_SECURITY_CONTACT, separated by commas: where to tell of a weakness, for security.txt; none is no such file."""

    security_expires: date | None = None
    """WAARDENBORD_SECURITY_EXPIRES: the last day on which that is right; None is three months from whenever it is asked."""

    operator: str | None = None
    """WAARDENBORD_OPERATOR: the organisation that runs this server, as /privacy names it."""

    contact: str | None = None
    """WAARDENBORD_CONTACT: the e-mail address for questions and for what does not work; it stands on /hulp, /privacy and
    /toegankelijkheid. None sends people to whoever invited them."""

    accessibility_url: str | None = None
    """WAARDENBORD_ACCESSIBILITY_URL: the accessibility statement of this website in the national register; /toegankelijkheid
    leads to it. None is no such link."""

    minute_ms: int = 60_000
    """WAARDENBORD_MINUTE_MS: length of a minute of the script in new workshops. Shorter only for rehearsals and tests."""

    drain_ms: int = 3000
    """WAARDENBORD_DRAIN_MS: how long a worker that stops gives people to connect elsewhere."""

    keep_closed_days: int = 30
    """WAARDENBORD_KEEP_CLOSED_DAYS: how long a workshop is kept after it was closed; 0 is for ever."""

    keep_unused_days: int = 90
    """WAARDENBORD_KEEP_UNUSED_DAYS: how long one is kept that nobody ever used, after it was opened or its planned day; also a
    case in which nobody did anything but hand over posters, and an organisation with which nobody did anything. 0 is for ever."""

    keep_unclosed_days: int = 180
    """WAARDENBORD_KEEP_UNCLOSED_DAYS: how long one is kept that was used and never closed, after anything last happened in it."""

    keep_cases_days: int = 1825
    """WAARDENBORD_KEEP_CASES_DAYS: how long a case is kept after anything last happened in it; 0 is for ever."""

    smtp_url: str | None = None
    """WAARDENBORD_SMTP_URL, or a file that holds it in WAARDENBORD_SMTP_URL_FILE: the mail server, see `server.smtp_address`.
    None sends no mail; then `mail_from` and `public_url` are not asked.
    """

    mail_from: str | None = None
    """WAARDENBORD_MAIL_FROM: the address from which mail comes."""

    opening: Opening = "everybody"
    """WAARDENBORD_OPENING: who opens workshops, "everybody" or "members" of an organisation who organise or manage. Then whoever
    has the opening key opens organisations, and without one the command line alone."""

    opening_key: str | None = None
    """WAARDENBORD_OPENING_KEY (at least 12 characters), or a file that holds it in WAARDENBORD_OPENING_KEY_FILE: who opens a
    workshop must know it. None lets anybody open one.
    """

    admin_key: str | None = None
    """WAARDENBORD_ADMIN_KEY (at least 12 characters), or a file that holds it in WAARDENBORD_ADMIN_KEY_FILE: who looks at /beheer
    must know it. None is no such page."""

    openings_per_hour: int = 120
    """WAARDENBORD_OPENINGS_PER_HOUR: workshops that may be opened from one address in an hour, half of them at once; five times
    as many from all together. 0 is without a bound.
    """

    joins_per_minute: int = 120
    """WAARDENBORD_JOINS_PER_MINUTE: people who may come into one workshop in a minute, after as many at once; others wait.
    0 is without a bound.
    """

    theme: Path | None = None
    """WAARDENBORD_THEME: the folder of a house style (docs/theming.md). None is our own neutral one. Absolute once read."""

    event_loop: EventLoop = "auto"
    """WAARDENBORD_EVENT_LOOP: "auto" is uvloop where it is installed; "asyncio" is Python's own, everywhere."""

    sign_in: SignIn | None = None
    """WAARDENBORD_OIDC_…: how members sign in with the account of their organisation, see `server.oidc_settings`. None is by
    secret links alone."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """Read the settings from `environment`, by default the process's. An empty variable counts as absent.

        Raises SettingsError with every problem at once.
        """
        given = os.environ if environment is None else environment
        if not given.get("WAARDENBORD_TRUSTED_PROXIES") and given.get("FORWARDED_ALLOW_IPS"):
            given = {**given, "WAARDENBORD_TRUSTED_PROXIES": given["FORWARDED_ALLOW_IPS"]}
        values, problems = environment_of(given, _VARIABLES, _IN_FILES)
        if values.get("smtp_url"):
            asked = (("mail_from", "WAARDENBORD_MAIL_FROM"), ("public_url", "WAARDENBORD_PUBLIC_URL"))
            problems += [f"WAARDENBORD_SMTP_URL needs {variable} too." for name, variable in asked if name not in values]
        values["sign_in"], wrong = sign_in_from(given, values.get("public_url"))
        problems += wrong
        if problems:
            raise SettingsError(problems)
        values.setdefault("data_dir", value_of.folder("data"))
        return cls(**values)

    @property
    def below(self) -> str:
        """The path of another site below which the board stands, as `/waardenbord`; empty at the root of a host."""
        return urlsplit(self.public_url or "").path

    @property
    def public_origin(self) -> str | None:
        """Scheme, host and port of `public_url`."""
        return self.public_url and self.public_url.removesuffix(self.below)

    def secret_key(self) -> bytes:
        """The key of SECRET_BYTES from which every token is made. Without `secret`, a random one kept in the data directory.

        Raises SettingsError when that cannot be read or written. Call once, at start.
        """
        return self.secret if self.secret is not None else _kept_key(self.data_dir)

    def __repr__(self) -> str:
        # Settings end up in logs and tracebacks; addresses of databases hold passwords.
        shown = {name: getattr(self, name) for name in self.__struct_fields__ if name not in _HIDDEN}
        hidden = {name: "set" if getattr(self, name) is not None else None for name in _HIDDEN}
        return f"Settings({', '.join(f'{name}={value!r}' for name, value in {**shown, **hidden}.items())})"


_IN_FILES = ("REDIS_URL", *(f"WAARDENBORD_{name}" for name in ("SECRET", "OPENING_KEY", "ADMIN_KEY", "SMTP_URL")))
_HIDDEN = ("secret", "redis_url", "opening_key", "admin_key", "smtp_url")

_VARIABLES: Variables = {
    "port": ("PORT", "a port number from 0 to 65535", value_of.whole(0, 65_535)),
    "host": ("HOST", "an address of this machine or its name", value_of.host),
    "redis_url": (
        "REDIS_URL",
        "an address like redis://host:6379/0, rediss://…, unix:///path, redis+sentinel://one,two/name or redis+cluster://one,two",
        value_of.redis_url,
    ),
    "replicas": ("WAARDENBORD_REPLICAS", "a whole number from 0 to 9", value_of.whole(0, 9)),
    "data_dir": ("WAARDENBORD_DATA_DIR", "a directory", value_of.folder),
    "key_prefix": ("WAARDENBORD_KEY_PREFIX", "at most 64 plain characters without spaces and braces", value_of.prefix),
    "public_url": (
        "WAARDENBORD_PUBLIC_URL",
        "an address like https://waarden.example.nl, or with a path https://example.nl/waardenbord",
        value_of.address,
    ),
    "trusted_origins": (
        "WAARDENBORD_TRUSTED_ORIGINS",
        "addresses like https://waarden.example.nl, separated by commas, without paths",
        value_of.origins,
    ),
    "trusted_proxies": (
        "WAARDENBORD_TRUSTED_PROXIES",
        "addresses or networks like 10.0.0.5 or 10.42.0.0/16, separated by commas, or * for everybody",
        networks,
    ),
    "secret": ("WAARDENBORD_SECRET", "a random text of at least 32 characters", value_of.secret),
    "log_level": (
        "WAARDENBORD_LOG_LEVEL",
        "debug, info, warning or error",
        lambda text: msgspec.convert(text.lower(), LogLevel),
    ),
    "log_format": ("WAARDENBORD_LOG_FORMAT", "auto, json or text", lambda text: msgspec.convert(text.lower(), LogFormat)),
    "metrics_port": ("WAARDENBORD_METRICS_PORT", "a port number from 0 to 65535", value_of.whole(0, 65_535)),
    "metrics_host": ("WAARDENBORD_METRICS_HOST", "an address of this machine or its name", value_of.host),
    "drain_ms": ("WAARDENBORD_DRAIN_MS", "a number of milliseconds from 0 to 60000", value_of.whole(0, 60_000)),
    "store_mb": ("WAARDENBORD_STORE_MB", "0 or a number of megabytes from 16 to 1000000", value_of.store_mb),
    "keep_closed_days": ("WAARDENBORD_KEEP_CLOSED_DAYS", "a number of days from 0 to 36500", value_of.whole(0, 36_500)),
    "keep_unused_days": ("WAARDENBORD_KEEP_UNUSED_DAYS", "a number of days from 0 to 36500", value_of.whole(0, 36_500)),
    "keep_unclosed_days": ("WAARDENBORD_KEEP_UNCLOSED_DAYS", "a number of days from 0 to 36500", value_of.whole(0, 36_500)),
    "keep_cases_days": ("WAARDENBORD_KEEP_CASES_DAYS", "a number of days from 0 to 36500", value_of.whole(0, 36_500)),
    "smtp_url": (
        "WAARDENBORD_SMTP_URL",
        "an address like smtp://user:password@host:587, smtps://host or smtp+plain://localhost",
        value_of.smtp_url,
    ),
    "mail_from": ("WAARDENBORD_MAIL_FROM", "an address like waardenbord@example.nl", value_of.mail_address),
    "operator": ("WAARDENBORD_OPERATOR", f"a name of at most {value_of.MAX_OPERATOR} characters", value_of.operator),
    "contact": ("WAARDENBORD_CONTACT", "an e-mail address like vragen@example.nl", value_of.mail_address),
    "accessibility_url": (
        "WAARDENBORD_ACCESSIBILITY_URL",
        "an address like https://www.toegankelijkheidsverklaring.nl/register/1234",
        value_of.page,
    ),
    "opening": ("WAARDENBORD_OPENING", "everybody or members", lambda text: msgspec.convert(text.lower(), Opening)),
    "opening_key": ("WAARDENBORD_OPENING_KEY", "a text of at least 12 characters", value_of.key),
    "admin_key": ("WAARDENBORD_ADMIN_KEY", "a text of at least 12 characters", value_of.key),
    "openings_per_hour": ("WAARDENBORD_OPENINGS_PER_HOUR", "a number of workshops from 0 to 100000", value_of.whole(0, 100_000)),
    "joins_per_minute": ("WAARDENBORD_JOINS_PER_MINUTE", "a number of people from 0 to 100000", value_of.whole(0, 100_000)),
    "security_contact": (
        "WAARDENBORD_SECURITY_CONTACT",
        "addresses like mailto:security@example.nl or https://example.nl/melden, separated by commas",
        value_of.contact,
    ),
    "security_expires": ("WAARDENBORD_SECURITY_EXPIRES", "a day like 2027-01-31", value_of.day),
    "theme": ("WAARDENBORD_THEME", "a folder", value_of.folder),
    "event_loop": ("WAARDENBORD_EVENT_LOOP", "auto or asyncio", lambda text: msgspec.convert(text.lower(), EventLoop)),
    "minute_ms": ("WAARDENBORD_MINUTE_MS", "a number of milliseconds from 30 to 60000", value_of.whole(30, 60_000)),
}


def _kept_key(data_dir: Path) -> bytes:
    path = data_dir / "secret.key"
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            # Complete before it has its name, and never replacing: workers that start together end with one key.
            with tempfile.NamedTemporaryFile(dir=data_dir) as fresh:
                fresh.write(secrets.token_bytes(SECRET_BYTES))
                fresh.flush()
                os.fsync(fresh.fileno())
                with contextlib.suppress(FileExistsError):
                    os.link(fresh.name, path)
        key = path.read_bytes()
    except OSError as error:
        problem = f"The data directory {data_dir} cannot be written ({error.strerror}): choose another with WAARDENBORD_DATA_DIR."
        raise SettingsError([problem]) from error
    if len(key) != SECRET_BYTES:
        raise SettingsError([f"The secret key {path} is damaged: it must be {SECRET_BYTES} bytes long."])
    return key
