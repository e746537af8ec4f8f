# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that has a log, and so everything that is in a backup."""

from typing import Any

from server.dossiers.aggregate import DOSSIERS
from server.live.aggregates import Aggregate
from server.live.workshops import WORKSHOPS
from server.organisations.aggregate import ORGANISATIONS
from server.store import Kind
from server.strategies.aggregate import STRATEGIES

AGGREGATES: dict[Kind, Aggregate[Any]] = {each.kind: each for each in (WORKSHOPS, DOSSIERS, ORGANISATIONS, STRATEGIES)}
