# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A real store for what is run here."""

from tests.server.conftest import here, key_prefix, redis_server, settings

__all__ = ["here", "key_prefix", "redis_server", "settings"]
