# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages around signing in with the account of an organisation: that somebody did not come in, and that he is out."""

from urllib.parse import quote

from board.rendering import render
from sessions.material.text import Language


def sign_in_failed_page(*, lang: Language, code: str, to: str) -> str:
    """Why nobody came in (`server.oidc.errors.FailureCode`), and how to go on. `to` is the page that he wanted to see, empty for
    none.
    """
    again = f"/inloggen?naar={quote(to, safe='')}" if to else "/inloggen"
    return render("sign_in_failed.html", lang, code=code, again=again, other=f"{again}{'&' if to else '?'}anders=1")


def signed_out_page(*, lang: Language, address: str, is_down: bool) -> str:
    """That somebody is signed out here. At `address` he signs out at his organisation too, where it goes by itself; `is_down`:
    that cannot be asked now.
    """
    return render("signed_out.html", lang, address=address, is_down=is_down)
