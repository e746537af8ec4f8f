# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What members may do with the cases of their organisation, and what of them with its workshops: the one table."""

from organisation.dossier.state import Dossier
from organisation.dossier.viewer import Role as CaseRole
from organisation.members.viewer import MemberRole

IN_CASES: dict[MemberRole, frozenset[CaseRole]] = {
    "manager": frozenset({"coordinator", "reader"}),
    "organiser": frozenset({"coordinator", "reader"}),
    # What was shared, and nothing before that.
    "strategist": frozenset({"reader"}),
    "reader": frozenset({"reader"}),
}
"""Who a member is in each case of the organisation, without any link of it. Of a workshop membership opens nothing: what is
written in silence is nobody's to read who does not take part.
"""
OPENS_WORKSHOPS: frozenset[MemberRole] = frozenset({"manager", "organiser"})
"""Who opens workshops for the organisation, and takes workshops and cases in."""


def is_told_to_all(case: Dossier) -> bool:
    """Whether all members may read words of a case: its report was shared. Of any other it is only counted with."""
    return case.report.internal is not None


def reads_whole(role: MemberRole, case: Dossier) -> bool:
    """Whether a member of this role may read what stands in a case of the organisation."""
    return "coordinator" in IN_CASES[role] or is_told_to_all(case)
