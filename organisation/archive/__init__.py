# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be found in many reports, and how: fields and facets, the folding of Dutch words, questions and answers."""
