# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long workshops are kept: names taken away a day after the end, all of it when its term is over or somebody asks."""
