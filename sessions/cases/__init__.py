# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Worked cases: whole fictional workshops as data, and whether they fit together."""
