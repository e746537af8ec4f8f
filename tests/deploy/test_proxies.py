# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: ASYNC220 (a proxy is watched from outside; nothing else waits for this loop)
"""The configurations in deploy/proxies, run: a workshop over https and real sockets, through a real proxy."""

from __future__ import annotations

import datetime as dt
import ipaddress
import os
import re
import ssl
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import msgspec
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from board import below as standing
from scripts import deploy_tools
from server.player.browser import Browser, join_workshop, open_workshop
from server.settings import Settings
from tests.patience import patient
from tests.running import free_port
from tests.server.house import House, Player, serving

PROXIES = Path(__file__).resolve().parents[2] / "deploy" / "proxies"
UP_WITHIN_S = 20.0

pytestmark = pytest.mark.long


class Proxy:
    """One of them, in front of a house: its program, and its configuration with the addresses of this test in it."""

    def __init__(self, name: str, house: House, folder: Path, port: int) -> None:
        self.folder = folder
        self.environment: dict[str, str] = {}
        text = {"nginx": "nginx.conf", "haproxy": "haproxy.cfg", "caddy": "Caddyfile"}[name]
        self.text = (PROXIES / text).read_text(encoding="utf-8")
        if house.settings.below:
            self._below(name, house.settings.below)
        self.put("127.0.0.1:8000", f"127.0.0.1:{house.port}")
        getattr(self, f"_{name}")(port)

    def put(self, old: str, new: str) -> None:
        """Another address, in the place of one that stands there."""
        assert old in self.text, old
        self.text = self.text.replace(old, new)

    def _below(self, name: str, path: str) -> None:
        """The line that the configuration says, in the place of the one that it is about."""
        said = re.sub(r"\n\s*# ", " ", self.text)
        line, other = {
            "nginx": ("\n    location / {", f"location {path}/ {{"),
            "haproxy": (
                "\n    default_backend waardenbord",
                f"use_backend waardenbord if {{ path {path} }} || {{ path_beg {path}/ }}",
            ),
            "caddy": (
                "\n\treverse_proxy 127.0.0.1:8000 {",
                f"@{path[1:]} path {path} {path}/*\n\treverse_proxy @{path[1:]} 127.0.0.1:8000 {{",
            ),
        }[name]
        for each in other.split("\n\t"):
            assert each in said.replace("`", "")
        self.put(line, f"\n{other}")

    def _nginx(self, port: int) -> None:
        found = deploy_tools.proxy("nginx")
        if found is None:
            pytest.skip("no nginx on this machine, and none could be unpacked")
        program, self.environment = found
        self.put("listen [::]:80;", "")
        self.put("listen 80;", f"listen 127.0.0.1:{free_port()};")
        self.put("listen [::]:443 ssl http2;", "")
        self.put("listen 443 ssl http2;", f"listen 127.0.0.1:{port} ssl http2;")
        self.put("waarden.example.nl;", "localhost;")
        self.put("/etc/ssl/waardenbord/fullchain.pem", str(self.folder / "cert.pem"))
        self.put("/etc/ssl/waardenbord/key.pem", str(self.folder / "key.pem"))
        self.put("/var/log/nginx/waardenbord.log", str(self.folder / "access.log"))
        places = "".join(
            f"{each}_temp_path {self.folder}/{each};" for each in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        main = f"pid {self.folder}/pid; error_log stderr; daemon off; worker_processes 1; events {{}}"
        self._write(f"{main} http {{ access_log off; {places}\n{self.text}\n}}")
        self.command = [
            str(program),
            "-c",
            str(self.folder / "config"),
            "-p",
            str(self.folder),
            "-g",
            "user root;" * (os.geteuid() == 0),
        ]

    def _haproxy(self, port: int) -> None:
        found = deploy_tools.proxy("haproxy")
        if found is None:
            pytest.skip("no HAProxy on this machine, and none could be unpacked")
        program, self.environment = found
        self.put("maxconn 20000", "maxconn 200")  # as many files as this account may open
        self.put("bind :80\n", f"bind 127.0.0.1:{free_port()}\n")
        self.put("bind :443", f"bind 127.0.0.1:{port}")
        self.put("/etc/ssl/waardenbord/both.pem", str(self.folder / "both.pem"))
        self._write(self.text)
        self.command = [str(program), "-db", "-f", str(self.folder / "config")]

    def _caddy(self, port: int) -> None:
        program = deploy_tools.tool("caddy")
        if program is None:
            pytest.skip("no Caddy for this system in the package index")
        self.put("waarden.example.nl {", f"https://localhost:{port} {{\n\ttls {self.folder}/cert.pem {self.folder}/key.pem\n")
        self.environment = {"HOME": str(self.folder), "XDG_DATA_HOME": str(self.folder), "XDG_CONFIG_HOME": str(self.folder)}
        self._write("{\n\tadmin off\n\tauto_https off\n}\n" + self.text)
        self.command = [str(program), "run", "--adapter", "caddyfile", "--config", str(self.folder / "config")]

    def _write(self, text: str) -> None:
        (self.folder / "config").write_text(text, encoding="utf-8")


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with a certificate for this machine, which everything in this process believes."""
    with tempfile.TemporaryDirectory(prefix="wb-") as name:
        path = Path(name)
        key, now = ec.generate_private_key(ec.SECP256R1()), dt.datetime.now(dt.UTC)
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
        names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
        made = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - dt.timedelta(days=1))
            .not_valid_after(now + dt.timedelta(days=1))
            .add_extension(names, critical=False)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .sign(key, hashes.SHA256())
        )
        certificate = made.public_bytes(serialization.Encoding.PEM)
        private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        for file, content in {"cert.pem": certificate, "key.pem": private, "both.pem": certificate + private}.items():
            (path / file).write_bytes(content)
        monkeypatch.setenv("SSL_CERT_FILE", str(path / "cert.pem"))
        yield path


@asynccontextmanager
async def running(name: str, house: House, folder: Path, port: int) -> AsyncIterator[str]:
    """The proxy, until the context ends; the address of the board through it."""
    proxy = Proxy(name, house, folder, port)
    base_url = f"https://localhost:{port}{house.settings.below}"
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen(proxy.command, env={**os.environ, **proxy.environment}, stdout=output, stderr=output)
        try:
            await _until_ready(base_url, process, folder)
            yield base_url
        finally:
            process.terminate()
            process.wait(patient(UP_WITHIN_S))


async def _until_ready(base_url: str, process: subprocess.Popen[bytes], folder: Path) -> None:
    import asyncio

    browser = Browser(base_url)
    async with asyncio.timeout(patient(UP_WITHIN_S)):
        while True:
            assert process.poll() is None, (folder / "output").read_text()
            try:
                if (await browser.get("/readyz")).status == 200:
                    return
            except (OSError, ssl.SSLError):
                pass
            await asyncio.sleep(0.05)


@pytest.mark.parametrize("below", ["", "/waardenbord"], ids=["root", "below a path"])
@pytest.mark.parametrize("name", ["nginx", "haproxy", "caddy"])
async def test_a_workshop_runs_through_it_and_strangers_are_told_apart(
    name: str, below: str, here: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[OPS-06] Pages, forms, cookies and sockets over https; and rates by the address from which somebody really comes."""
    monkeypatch.setattr(standing, "_below", "")
    port = free_port()
    settings = msgspec.structs.replace(
        here, public_url=f"https://localhost:{port}{below}", trusted_proxies=("127.0.0.1/32",), openings_per_hour=2
    )
    async with serving(settings) as house, running(name, house, folder, port) as base_url:
        opened = await open_workshop(base_url, {"title": "Camera's", "organisation": "Gemeente"})
        assert all(cookie.startswith("__Secure-wb_" if below else "__Host-wb_") for cookie in opened.facilitator.cookies)
        person = await join_workshop(base_url, opened.code, "Kim", "")
        async with (
            Player(opened.facilitator, opened.session_id, "facilitator") as facilitator,
            Player(person, opened.session_id, "participant") as phone,
        ):
            await facilitator.go("A2c1")
            await phone.add("n1")
            assert "n1" in phone.records
        statuses = []
        for local, told in (("127.0.0.2", "198.51.100.1"), ("127.0.0.2", "198.51.100.2"), ("127.0.0.3", "198.51.100.1")):
            transport = httpx.AsyncHTTPTransport(local_address=local, verify=ssl.create_default_context())
            headers = {"origin": f"https://localhost:{port}", "x-forwarded-for": told, "x-forwarded-proto": "http"}
            async with httpx.AsyncClient(base_url=base_url, transport=transport, headers=headers, timeout=patient(20)) as client:
                answer = await client.post("/nieuw", data={"title": "Camera's", "organisation": "Gemeente"})
                statuses.append(answer.status_code)
        assert statuses == [303, 429, 303]
        if below:
            async with httpx.AsyncClient(verify=ssl.create_default_context(), timeout=patient(20)) as client:
                # As people type it.
                typed = await client.get(base_url, follow_redirects=True)
                assert "data-below" in typed.text
                elsewhere = await client.get(f"https://localhost:{port}/hulp")
            assert elsewhere.status_code != 200 or not elsewhere.text
        front = await opened.facilitator.get("/")
        assert "strict-transport-security" in front.headers
