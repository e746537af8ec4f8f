# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A letter as a mail: plain text, from one sender to one address, with a way to get no more of them (RFC 8058)."""

import hashlib
from email.headerregistry import BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import localtime

from msgspec import Struct

from board.letters import Letter


class _OneLine(UnstructuredHeader, BaseHeader):
    """A header that stays on one line. An address that is longer than a line would be told in encoded words, and no mail program
    looks for an address in those (RFC 2047, section 5; RFC 8058 wants it as it is).
    """

    def fold(self, *, policy: Policy) -> str:
        """The header as it goes, however long: an address of ours is far below the 998 characters of RFC 5322."""
        return f"{self.name}: {self}{policy.linesep}"


_HEADERS = HeaderRegistry()
_HEADERS.map_to_type("List-Unsubscribe", _OneLine)
_POLICY = SMTP.clone(header_factory=_HEADERS)


class Envelope(Struct, frozen=True):
    """From whom, to whom, where more is refused (empty when no more will follow by itself), and what it is about: the same about
    is the same mail, sent again or not.
    """

    sender: str
    address: str
    stop_url: str
    about: tuple[str, ...]


def message(letter: Letter, envelope: Envelope) -> EmailMessage:
    """The mail."""
    mail = EmailMessage(policy=_POLICY)
    mail["From"] = envelope.sender
    mail["To"] = envelope.address
    mail["Subject"] = " ".join(letter.subject.split())
    mail["Date"] = localtime()
    made = hashlib.sha256("\n".join(envelope.about).encode()).hexdigest()[:32]
    mail["Message-ID"] = f"<{made}@{envelope.sender.rpartition('@')[2].rstrip('>')}>"
    # No holiday answers, and one press in a mail program is enough.
    mail["Auto-Submitted"] = "auto-generated"
    if envelope.stop_url:
        mail["List-Unsubscribe"] = f"<{envelope.stop_url}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(letter.text, cte="quoted-printable")
    return mail
