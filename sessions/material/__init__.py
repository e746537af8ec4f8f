# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a workshop is made of: value framework, script, measures and words, with the numbers that people feel."""
