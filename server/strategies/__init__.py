# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Strategies of a store: each a log of its own, changed a few times a day and so without a room."""
