# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a full room costs, beside the least that a broadcast in this language costs. `make bench` runs it."""
