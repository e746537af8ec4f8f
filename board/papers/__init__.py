# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is printed or kept as a file: posters, reports and tables, each a pure function of what is stored."""
