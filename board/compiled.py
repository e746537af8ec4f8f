# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What Jinja makes of templates, kept by the build and read by servers."""

from __future__ import annotations

from pathlib import Path

from jinja2.bccache import Bucket, FileSystemBytecodeCache

from board import placed

_PUT_IN = Path(placed.__file__).read_text(encoding="utf-8")


class CompiledTemplates(FileSystemBytecodeCache):
    """Compiled templates in a folder, by their names: a tree that is copied or installed elsewhere has them too. Each is checked
    against its source and this Python (Jinja does). Only the build writes, with `is_kept`; a server may not be able to.
    """

    def __init__(self, folder: Path, *, is_kept: bool) -> None:
        self._is_kept = is_kept
        if is_kept:
            folder.mkdir(parents=True, exist_ok=True)
        super().__init__(str(folder), "%s.bin")

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002 # where the tree stands says nothing
        """A name for the file of a template."""
        return super().get_cache_key(name)

    def get_source_checksum(self, source: str) -> str:
        """What a template was compiled from: its source, and what else is put in it."""
        return super().get_source_checksum(source + _PUT_IN)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep one, in a build."""
        if self._is_kept:
            super().dump_bytecode(bucket)
