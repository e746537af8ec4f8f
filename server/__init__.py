# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The wire and the store: sockets, rooms, Redis, pages over HTTP."""
