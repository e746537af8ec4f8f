# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""One case over time: what its workshops handed over, what was agreed, and what became of it."""
