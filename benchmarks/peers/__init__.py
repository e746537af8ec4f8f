# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What else one could take for a room in which everybody sees what everybody writes, on the same work in the same run."""
