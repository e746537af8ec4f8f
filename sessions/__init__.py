# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The workshop itself: pure rules and data. No I/O, no clock, no randomness; imports the standard library and msgspec only.

Its rooms stand on each other: `material` ← `model` ← `wire` ← `topics` ← `seen` ← `afterwards`. Beside them stand `authoring` (of
the rooms it knows `material` only) and `cases` (`material` and `model`). `tests/test_structure.py` holds it so.
"""
