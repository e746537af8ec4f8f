# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is decided: `decider` is the whole, a topic decides what may happen and reduces what did. `policy` says
who may ask what, and when.
"""
