# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The archive of public reports: an index that can be thrown away, made of the cases in the store and kept up with them."""
