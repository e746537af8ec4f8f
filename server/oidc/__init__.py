# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Signing in with the account of an organisation, by OpenID Connect: begin at `signing_in`. Its libraries are read only where an
operator set it, and not before somebody signs in.
"""
