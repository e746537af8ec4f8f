# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The wire and the store: sockets, rooms, Redis, pages over HTTP.

Its rooms stand on each other: `settings` ← `store` ← `access`, `content`, `rates` ← `live` ← `web`, `player`, `backup` ← `app`,
the composition root ← `process` ← `cli`. `tests/test_structure.py` holds it so.
"""
