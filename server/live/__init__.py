# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A workshop that runs: rooms, what they append and take in, and the sockets of the people in them."""
