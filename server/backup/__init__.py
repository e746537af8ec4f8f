# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Workshops as files: `workshop_file` is one workshop, `backup_file` all of them, `commands` what an operator does with them."""
