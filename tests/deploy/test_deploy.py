# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands in deploy/: looked at by the tools that read it, and run as it would be there, as far as this machine can."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from scripts import deploy_tools
from tests.patience import patient

PROJECT = Path(__file__).resolve().parents[2]
DEPLOY = PROJECT / "deploy"
OWN_STORE = {"waardenbord": {"publicUrl": "https://waarden.example.nl", "secret": "x" * 32}}
MANY = {
    "waardenbord": {
        "publicUrl": "https://waarden.example.nl",
        "existingSecret": "geheim",
        "replicaCount": 2,
        "autoscaling": {"hpa": {"enabled": True}},
    },
    "redis": {"host": "valkey", "username": "bord", "tls": True},
    "ingress": {"enabled": True},
    "metrics": {
        "enabled": True,
        "serviceMonitor": {"enabled": True, "namespace": "toezicht", "labels": {"release": "prometheus"}},
    },
    "service": {"annotations": {"balancer": "inside"}},
    "serviceAccount": {"annotations": {"role": "none"}},
}
RENDER = """
import json, sys
import helm_python as helm
values = json.loads(sys.argv[2])
told = helm.lint(sys.argv[1], values, strict=True)
assert not told["errors"], told
print(json.dumps(helm.Chart.load(sys.argv[1]).render(values, name="bord", namespace="waarden")))
"""

pytestmark = pytest.mark.long


def have(name: str) -> str:
    """A tool, or a test that says why it is left out."""
    found = deploy_tools.tool(name)
    if found is None:
        pytest.skip(f"{name} cannot be had on this machine")
    return str(found)


def done(*command: str, status: int = 0, **how: Any) -> str:
    """What a command says that ends so."""
    ran = subprocess.run(command, capture_output=True, text=True, timeout=patient(120), check=False, **how)
    assert ran.returncode == status, ran.stdout + ran.stderr
    return str(ran.stdout + ran.stderr)


def test_the_containerfile_passes_its_linter_which_finds_what_is_planted(tmp_path: Path) -> None:
    """[OPS-09]"""
    linter, text = have("hadolint"), (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    done(linter, str(DEPLOY / "Containerfile"))
    planted = tmp_path / "Containerfile"
    planted.write_text(text.replace("python:3.13-slim-trixie", "python", 1), encoding="utf-8")
    assert "DL3006" in done(linter, str(planted), status=1)
    last = text[text.rindex("\nFROM ") :]
    assert "\nUSER 1001:1001\n" in last
    assert re.search(r'^ENTRYPOINT \["', last, re.MULTILINE)
    assert re.search(r'^ +CMD \["', last, re.MULTILINE)  # the health check needs no shell either
    assert {"org.opencontainers.image.licenses", "org.opencontainers.image.version"} <= set(re.findall(r"org[.a-z]+", last))


def test_the_compose_file_is_one_and_its_store_is_one_that_the_board_takes() -> None:
    """[OPS-09]"""
    done(have("check-jsonschema"), "--builtin-schema", "vendor.compose-spec", str(DEPLOY / "compose.yaml"))
    done(have("yamllint"), "-d", "{extends: default, rules: {line-length: {max: 130}}}", str(DEPLOY / "compose.yaml"))
    text = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    assert text.count("read_only: true") == text.count("cap_drop: [ALL]") == text.count("no-new-privileges:true") == 2
    words = re.findall(r"^ +- (.+)$", text[text.index("valkey-server") :], re.MULTILINE)
    told = dict(zip(words[0::2], words[1::2], strict=False))
    assert (told["--appendonly"], told["--appendfsync"], told["--maxmemory-policy"]) == ('"yes"', "always", "noeviction")


def rendered(values: dict[str, Any]) -> list[dict[str, Any]]:
    """The manifests of the chart with these values."""
    said = done(have("python"), "-c", RENDER, str(DEPLOY / "chart"), json.dumps(values))
    text = "\n---\n".join(json.loads(said.splitlines()[-1]).values())
    as_json = done(
        have("python"), "-c", "import json,sys,yaml; print(json.dumps(list(yaml.safe_load_all(sys.stdin))))", input=text
    )
    return [each for each in json.loads(as_json) if each]


@pytest.mark.parametrize("values", [OWN_STORE, MANY], ids=["a store of its own", "several on one store"])
def test_the_chart_renders_into_what_a_cluster_takes_and_lets_nothing_in_or_out_but_what_it_needs(
    values: dict[str, Any], tmp_path: Path
) -> None:
    """[OPS-10] Restricted pods, and a policy that denies by default."""
    manifests = rendered(values)
    paths = []
    for number, each in enumerate(manifests):
        if each["kind"] != "ServiceMonitor":  # not of Kubernetes itself
            paths.append(str(tmp_path / f"{number}.json"))
            Path(paths[-1]).write_text(json.dumps(each), encoding="utf-8")
    done(have("kubernetes-validate"), "--strict", *paths)
    by_kind: dict[str, list[dict[str, Any]]] = {}
    for each in manifests:
        by_kind.setdefault(each["kind"], []).append(each)
    pod = by_kind["Deployment"][0]["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    assert container["securityContext"] == {
        "runAsUser": 1001,
        "runAsGroup": 1001,
        "runAsNonRoot": True,
        "readOnlyRootFilesystem": True,
        "privileged": False,
        "allowPrivilegeEscalation": False,
        "capabilities": {"drop": ["ALL"]},
        "seccompProfile": {"type": "RuntimeDefault"},
    }
    assert pod["automountServiceAccountToken"] is False
    policy = by_kind["NetworkPolicy"][0]["spec"]
    assert policy["policyTypes"] == ["Ingress", "Egress"]
    many = values is MANY
    assert [port["port"] for rule in policy["ingress"] for port in rule["ports"]] == ([8000, 9100] if many else [8000])
    assert all(rule["from"] for rule in policy["ingress"])
    assert [port["port"] for rule in policy["egress"] for port in rule["ports"]] == ([53, 53, 6379] if many else [53, 53])
    ports = [port["name"] for service in by_kind["Service"] for port in service["spec"]["ports"]]
    assert ports == (["http", "tcp-metrics"] if many else ["http"])
    environment = {each["name"]: each.get("value") for each in container["env"]}
    assert environment.get("REDIS_URL") == ("rediss://bord:$(REDIS_PASSWORD)@valkey:6379/0" if many else None)
    if many:
        of = {each["kind"]: each["metadata"] for each in reversed(manifests)}
        assert of["Service"]["annotations"] == {"balancer": "inside"}
        assert of["ServiceAccount"]["annotations"] == {"role": "none"}
        assert "nginx.ingress.kubernetes.io/proxy-buffering" in of["Ingress"]["annotations"]
        assert "annotations" not in of["Deployment"]
        assert (of["ServiceMonitor"]["namespace"], of["ServiceMonitor"]["labels"]["release"]) == ("toezicht", "prometheus")
    assert container["readinessProbe"]["httpGet"]["path"] == "/readyz?routing"
    assert ("PersistentVolumeClaim" in by_kind) == (not many)
    assert ("HorizontalPodAutoscaler" in by_kind, "PodDisruptionBudget" in by_kind) == (many, many)


def test_values_with_which_the_board_could_not_run_are_refused_by_the_chart() -> None:
    """[OPS-10]"""
    for values, words in (
        ({"waardenbord": {"secret": "x" * 32}}, "waardenbord.publicUrl is needed"),
        ({"waardenbord": {"publicUrl": "https://waarden.example.nl"}}, "waardenbord.secret is needed"),
        ({"waardenbord": {**OWN_STORE["waardenbord"], "replicaCount": 2}}, "More than one replica needs redis.host"),
    ):
        assert words in done(have("python"), "-c", RENDER, str(DEPLOY / "chart"), json.dumps(values), status=1)


def test_the_unit_is_one_and_gives_the_process_little(tmp_path: Path) -> None:
    """[OPS-09]"""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("no systemd on this machine")
    unit = tmp_path / "waardenbord.service"
    text = (DEPLOY / "waardenbord.service").read_text(encoding="utf-8")
    # Verified as it stands, but for the program, which is not installed here.
    unit.write_text(text.replace("/opt/waardenbord/bin/waardenbord", sys.executable), encoding="utf-8")
    assert done("systemd-analyze", "verify", "--man=no", str(unit)).strip() == ""
    said = done("systemd-analyze", "security", "--offline=true", "--threshold=20", str(unit))
    exposure = re.search(r"Overall exposure level for \S+: ([0-9.]+)", said)
    assert exposure is not None
    assert float(exposure[1]) < 2.0


JAILED = r"""
set -eu
ip link set lo up
# Everything is read-only but a folder for data and one for temporary files, as in the chart.
mount --make-rprivate /
mount -t tmpfs -o mode=1777 tmpfs /tmp
# An interpreter below a home that is for its owner alone is lent at its own place.
case $3 in
  /root/*)
    mkdir /tmp/lent
    mount --bind "$3" /tmp/lent
    mount -t tmpfs -o mode=0755 tmpfs /root
    mkdir -p "$3"
    mount --move /tmp/lent "$3"
    ;;
esac
mknod -m 0666 /tmp/null c 1 3 && mount --bind /tmp/null /dev/null
mkdir -m 0700 /tmp/data
chown 1001:1001 /tmp/data
findmnt -rno TARGET | while read -r target; do
  case $target in /tmp|/proc|/proc/*|/sys|/sys/*|/dev|/dev/*) ;; *) mount -o remount,bind,ro "$target" 2>/dev/null || true ;; esac
done
exec setpriv --reuid=1001 --regid=1001 --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all sh -c '
  touch "$1/written" 2>/dev/null && exit 71
  getent hosts example.nl && exit 72
  "$0" -m server.cli serve >/tmp/said 2>&1 &
  server=$!
  for _ in $(seq 100); do
    "$0" -c "import urllib.request as r; r.urlopen(\"http://localhost:8000/healthz\")" 2>/dev/null && break
    sleep 0.2
  done
  "$0" -m server.cli play --url http://localhost:8000 --people 4 --speed 200 --json || { cat /tmp/said; exit 73; }
  kill "$server"
  wait "$server"
' "$1" "$2"
"""


def test_a_whole_workshop_runs_without_a_network_as_an_unprivileged_user_on_a_read_only_root() -> None:
    """[OPS-08] [OPS-09] No address of another machine can be reached, and no name be looked up."""
    needed = ("unshare", "setpriv", "ip", "findmnt", "getent")
    missing = [name for name in needed if shutil.which(name) is None]
    allowed = (
        not missing and subprocess.run(["unshare", "--mount", "--net", "true"], capture_output=True, check=False).returncode == 0
    )
    if not allowed or os.geteuid() != 0:
        pytest.skip(f"needs root, namespaces and {', '.join(missing or needed)}")
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(PROJECT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PORT": "8000",
        "WAARDENBORD_DATA_DIR": "/tmp/data",  # a file system of its own
        "WAARDENBORD_MINUTE_MS": "300",
        "WAARDENBORD_SECRET": "x" * 32,
    }
    said = done(
        *(
            "unshare",
            "--mount",
            "--net",
            "--fork",
            "--kill-child",
            "bash",
            "-c",
            JAILED,
            "jail",
            sys.executable,
            str(PROJECT),
            sys.base_prefix,
        ),
        env=environment,
        cwd=PROJECT,
    )
    assert json.loads(said[said.index("{") : said.rindex("}") + 1])
