# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""One real provider for the tests of a file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.server.oidc.real import RealProvider, real_provider


@pytest.fixture(scope="module")
def provider() -> Iterator[RealProvider]:
    with real_provider() as running:
        yield running
