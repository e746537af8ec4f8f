# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The house style of an organisation: a folder that is read at start, its tokens, and what of it falls short."""
