# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a workshop leaves behind and what is told around it: outcome, time-lapse, invitation."""
