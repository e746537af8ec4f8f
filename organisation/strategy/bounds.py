# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""How large a strategy can become."""

MAX_FIELD_CHARACTERS = 4_000
"""Of one text of the form: two pages, twice a row of the case form."""
MAX_LISTED = 60
"""Values on the long list: all 32 and as many of an organisation's own."""
MIN_ADVISED, MAX_ADVISED = 5, 8
"""So many accent values the handbook advises (section 2.3). It is advice: nothing is refused for it."""
MAX_VERSIONS = 50
"""Established: each is kept whole in the log, and a strategy is looked at once a year."""
MAX_CHANGES = 10_000
"""Of one strategy: some a day for ten years."""
KEPT_FOR_STOPPING = 500
"""Changes beyond it, by which something is taken away or stopped."""
MAX_ORIGINS = 30
"""Actions of projects from which one of the organisation came."""
MAX_ANALYSES = 60
"""Two a year for thirty years."""
MAX_TAKEN_AWAY = 120
"""Of analyses that were taken away it is remembered that they were, of the last ones."""
MAX_UNLINKED = 300
"""Actions of projects that stand in a version alone."""
MAX_CASES = 400
"""Cases that one analysis is made of; beyond it a shorter period is asked for."""
MAX_SHOWN = 60
"""Of the list behind a number on a page; the files have the whole of it."""
FEW_CASES = 5
"""Fewer cases than this say little: the analysis tells so, and hides nothing."""
