# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is served as it is: styles, icons, fonts and the client, under names that hold a hash of what is in them."""

from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

from starlette.responses import Response
from starlette.staticfiles import StaticFiles

import board

FOREVER = "public, max-age=31536000, immutable"
"""What is said of a file with a hash of its content in its name."""
_AN_HOUR = "public, max-age=3600"


class _HashedFiles(StaticFiles):
    async def get_response(self, path: str, scope: MutableMapping[str, Any]) -> Response:
        response = await super().get_response(path, scope)
        if response.status_code < 400:
            response.headers["cache-control"] = FOREVER if path.startswith("dist/") else _AN_HOUR
        return response


def static_files() -> StaticFiles:
    """The folder `board/static`, for /static."""
    return _HashedFiles(directory=Path(board.__file__).parent / "static")
