# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Logs as files: `log_file` is one of them, `backup_file` all, `commands` what an operator does with them."""
