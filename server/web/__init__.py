# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages over HTTP: real HTML with real forms. Every change posts a command into the same room as the sockets do."""
