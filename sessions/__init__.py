# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The workshop itself: pure rules and data. No I/O, no clock, no randomness; imports the standard library and msgspec only."""
