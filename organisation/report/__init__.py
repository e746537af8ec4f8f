# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The report of a case: what is in it, what of it is taken out before it is public, and which names stand in it."""
