# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the members of an organisation find of a case: the report that was shared with those who took part, as it was shared."""

from organisation.dossier.report_state import PublicReport
from organisation.dossier.state import Dossier
from organisation.report.content import report_hash


def shared_report(dossier: Dossier | None, organisation_id: str) -> PublicReport | None:
    """The shared report of a case in the shape in which the archive tells of public ones; None where the case is not this
    organisation's, or nothing was shared.
    """
    if dossier is None or not organisation_id or dossier.organisation_id != organisation_id:
        return None
    shared = dossier.report.internal
    if shared is None:
        return None
    return PublicReport(shared.version, shared.day, report_hash(shared.content), shared.content, shared.version, shared.origin)
