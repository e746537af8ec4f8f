# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people write themselves, scripts and values, as TOML or in a form: read, checked with the line of every mistake,
written again.
"""
