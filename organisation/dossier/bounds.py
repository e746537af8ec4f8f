# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""How large a case can become."""

MAX_ACTIONS = 500
MAX_HANDED = 60
"""Fixed posters in one case: those of several workshops."""
MAX_MESSAGES = 200
"""On the status page: one a month for sixteen years."""
MAX_MOMENTS = 200
"""Check moments of one action: one a week for years."""
MAX_CHANGES = 5_000
"""Of one case: a change a day for thirteen years."""
KEPT_FOR_STOPPING = 500
"""Changes beyond it, by which something is taken away or stopped: a link, a public report, mail."""
MAX_CHANGES_OF_MIND = 100
"""Of one holder, about getting mail: whoever has a link takes no more than this from what others may change."""
MAX_COMMENTS = 200
"""On one report at a time: 25 a row."""
MAX_PHRASES = 200
"""That are taken out of a report, and as many that look like names and stay."""
MAX_VERSIONS = 50
"""Of a report, established or public: each is kept whole in the log."""
