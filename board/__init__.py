# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people see: pages, the client, what is served with them, and the texts in every language."""
