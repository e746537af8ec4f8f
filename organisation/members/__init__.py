# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""An organisation and its members: begin at `decider`; who may do what says `policy`, who sees what `seen`."""
