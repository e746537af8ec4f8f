# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""CODIO Strategie: how an organisation safeguards values, by version, and what half a year of cases says of it."""
