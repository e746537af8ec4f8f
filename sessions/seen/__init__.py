# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody sees of a workshop, as records: drawn whole in a view, or as what has changed."""
