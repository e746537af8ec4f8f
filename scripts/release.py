# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is handed over: the wheel, a list of its parts (CycloneDX), their SHA-256 sums, and a signature of those with a key.

`python -m scripts.release [--key PATH]` writes them to dist/release. The key is an SSH key of whoever makes the release; whoever
installs it knows its public half by another way (docs/operators.md). There is no signature by Sigstore: that asks for a public
identity.
"""

import argparse
import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from scripts import deploy_tools

PROJECT = Path(__file__).resolve().parent.parent
FOLDER = PROJECT / "dist" / "release"
SUMS = "SHA256SUMS"
NAMESPACE = "waardenbord-release"
"""For what the signature is: one made for something else is none for this."""


def make(folder: Path) -> None:
    """The wheel and the list of its parts, in an empty `folder`. Raises CalledProcessError."""
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=PROJECT, check=True)
    (wheel,) = folder.glob("*.whl")
    maker = deploy_tools.tool("cyclonedx-py")
    if maker is None:
        print("release: without a list of parts: cyclonedx-py cannot be had here", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory(prefix="wb-release-") as name:
        bare = Path(name)
        subprocess.run([sys.executable, "-m", "venv", str(bare)], check=True)
        install = [str(bare / "bin" / "python"), "-m", "pip", "install", "--quiet"]
        subprocess.run([*install, "--require-hashes", "-r", str(PROJECT / "requirements" / "run.txt")], check=True)
        subprocess.run([*install, "--no-deps", str(wheel)], check=True)
        parts = str(folder / f"{wheel.stem}.cdx.json")
        command = [str(maker), "environment", "--output-file", parts, "--pyproject", str(PROJECT / "pyproject.toml"), str(bare)]
        subprocess.run(command, check=True)


def sum_up(folder: Path) -> Path:
    """Write the sums of every file in `folder`, as `sha256sum --check` reads them."""
    files = sorted(path for path in folder.iterdir() if not path.name.startswith(SUMS))
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    sums = folder / SUMS
    sums.write_text("".join(lines), encoding="utf-8")
    return sums


def sign(sums: Path, key: Path) -> Path:
    """Sign the sums with an SSH key, beside them. Raises CalledProcessError, and FileNotFoundError without ssh-keygen."""
    signature = sums.with_name(f"{SUMS}.sig")
    signature.unlink(missing_ok=True)
    subprocess.run(["ssh-keygen", "-q", "-Y", "sign", "-f", str(key), "-n", NAMESPACE, str(sums)], check=True)
    return signature


def main(argv: list[str] | None = None) -> int:
    """Make all of it anew. Returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m scripts.release", description="The wheel, its parts, their sums.")
    parser.add_argument("--key", type=Path, help="an SSH key to sign the sums with")
    options = parser.parse_args(argv)
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    make(FOLDER)
    sums = sum_up(FOLDER)
    if options.key is not None:
        sign(sums, options.key)
    print(f"release: {FOLDER.relative_to(PROJECT)} {'signed' if options.key else 'without a signature'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
