# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""How large an organisation can become."""

MAX_MEMBERS = 200
"""With a link: those who organise, write the strategy or read, not everybody who works there."""
MAX_CHANGES = 5_000
"""Of one organisation, by people: two a day for seven years."""
MAX_WORKSHOPS = 300
"""That an organisation knows by id: one is gone weeks after its end, so that these are those of a year."""
KEPT_FOR_STOPPING = 500
"""Changes beyond it, by which a link is taken away or made new."""
MIN_CLOSED_DAYS = 7
"""Of a raw workshop after closing: people keep their own notes for a day, and somebody is ill for a few."""
MIN_CASES_DAYS = 30
MAX_TERM_DAYS = 36_500
MAX_KEPT_EACH = 20
"""Sets of values, and as many scripts."""
MAX_KEPT_ONE_BYTES = 100_000
"""Of one version: the longest script that is shipped takes half of it."""
MAX_KEPT_BYTES = 2_000_000
"""Of all versions of all of them: some hundred of each. A worker holds thirty organisations in memory."""
MAX_WRITTEN_BYTES = 5 * MAX_KEPT_BYTES
"""The same with those that were taken away: nobody fills the store by keeping and taking away."""
MAX_DROPPED = 200
"""Of what was taken away whole it is remembered which version was its last, of the last ones."""
