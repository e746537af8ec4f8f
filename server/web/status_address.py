# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the status page of a workshop and of a case is."""

from organisation.dossier.state import Dossier
from sessions.model.state import Session


def address_of_workshop(base: str, session: Session) -> str:
    """The address of a workshop's status page, the same as long as it lives; empty for one of before there was such a page."""
    case_id = session.former.case_id if session.former else session.id
    return f"{base}/stand/{case_id}/{session.status_key}" if session.status_key else ""


def address_of_case(base: str, dossier: Dossier) -> str:
    """The same, of a case."""
    return f"{base}/stand/{dossier.id}/{dossier.status_keys[0]}" if dossier.status_keys else ""
