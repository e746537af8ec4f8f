# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""`waardenbord serve` as processes: listen, serve, workers, and a clean end."""
