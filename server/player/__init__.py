# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Simulated people against a running server, over real HTTP and real WebSockets: for the demo, rehearsals, tests and load."""
