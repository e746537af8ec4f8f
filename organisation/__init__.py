# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What lives for years beside the workshops: pure, as they are. No I/O, no clock, no randomness."""
