# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is served as it is: styles, icons, fonts and the client, under names that hold a hash of what is in them; zipped for who
takes that: a sixth of the style sheet is left on a slow line. Pages are not: their length would tell of the secrets in them.
"""

import asyncio
import gzip
import re
from collections.abc import MutableMapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles

import board

FOREVER = "public, max-age=31536000, immutable"
"""What is said of a file with a hash of its content in its name."""
_AN_HOUR = "public, max-age=3600"
_IN_WORDS = (".js", ".css", ".json", ".svg", ".map", ".txt")
"""What gets smaller; fonts are packed already."""
_MOST_KEPT = 64
"""Zipped files that a worker keeps, a megabyte in all: more than a build has."""
_OF_THE_FILE = {"content-length", "etag", "accept-ranges"}
_TAKES_GZIP = re.compile(r"(?:^|,)\s*gzip\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))[^,]*)?(?:,|$)", re.IGNORECASE)


class _HashedFiles(StaticFiles):
    async def get_response(self, path: str, scope: MutableMapping[str, Any]) -> Response:
        response = await super().get_response(path, scope)
        if response.status_code < 400:
            response.headers["cache-control"] = FOREVER if path.startswith("dist/") else _AN_HOUR
        if not isinstance(response, FileResponse) or not path.endswith(_IN_WORDS):
            return response
        response.headers["vary"] = "accept-encoding"
        asked = Headers(scope=scope)
        if response.status_code != 200 or "range" in asked or not takes_gzip(asked):
            return response
        mark = response.headers["etag"].strip('"')
        body = await asyncio.to_thread(_zipped, str(response.path), mark)
        kept = {name: value for name, value in response.headers.items() if name not in _OF_THE_FILE}
        # Another answer than the file as it is, so known by another mark.
        return Response(body, headers={**kept, "content-encoding": "gzip", "etag": f'"{mark}-gzip"'})


def takes_gzip(headers: Headers) -> bool:
    """Whether whoever asks reads zipped answers (RFC 9110, 12.5.3)."""
    return _TAKES_GZIP.search(headers.get("accept-encoding", "")) is not None


@lru_cache(maxsize=_MOST_KEPT)
def _zipped(path: str, mark: str) -> bytes:  # noqa: ARG001 (it is kept until the file is another one)
    return gzip.compress(Path(path).read_bytes(), 9, mtime=0)


def static_files() -> StaticFiles:
    """The folder `board/static`, for /static."""
    return _HashedFiles(directory=Path(board.__file__).parent / "static")
