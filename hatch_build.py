# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Builds the client and the catalogues into the wheel, so that an installed Waardenbord needs no Node."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ClientBuildHook(BuildHookInterface[Any]):
    """Runs npm and board/build.py before a wheel is packed; an editable install leaves that to `make build`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  # hatchling's signature
        """Build board/static/dist in the tree that is being packed."""
        if version == "editable" or self.target_name != "wheel":
            return
        project = Path(self.root)
        if not (project / "node_modules" / "@esbuild").exists():
            subprocess.run([sys.executable, "-m", "scripts.node", "npm", "ci"], cwd=project, check=True)
        subprocess.run([sys.executable, "-m", "board.build"], cwd=project, check=True)
