# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is said: commands that come in, events that are kept, records and frames that go out. Types, no decisions."""
