# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""One Hypothesis profile for the whole core: no deadline, and the same examples every time."""

from hypothesis import HealthCheck, settings

settings.register_profile("core", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("core")
