# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Both halves of signing in, as the pages have them."""

from collections.abc import Callable

from server.oidc.accounts import Accounts
from server.oidc.signing_in import SigningIn
from server.settings import Settings
from server.store import Store


class SignedIn:
    """How members sign in on a board, and who did. `only`: it is their only way in."""

    def __init__(self, signing_in: SigningIn, accounts: Accounts) -> None:
        self.signing_in = signing_in
        self.accounts = accounts
        self.only = signing_in.settings.only


def signed_in(settings: Settings, store: Store, hashed: Callable[[str, str], str]) -> SignedIn | None:
    """What the settings ask for; None where members come in by secret links alone. `hashed` is as `Accounts` takes it."""
    if settings.sign_in is None or settings.public_url is None:
        return None
    return SignedIn(SigningIn(settings.sign_in, settings.public_url), Accounts(store, settings.sign_in, hashed))
