# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may ask what of an organisation: the one table of rights, role × command. Whether it is about himself, is asked where it is
decided.
"""

from organisation.members import commands as c
from organisation.members.viewer import MEMBER_ROLES, Role

_ALL: frozenset[Role] = frozenset(MEMBER_ROLES)
KEEPS_VALUES: frozenset[Role] = frozenset({"manager", "organiser", "strategist"})
KEEPS_SCRIPTS: frozenset[Role] = frozenset({"manager", "organiser"})

RIGHTS: dict[type[c.Command], frozenset[Role]] = {
    c.OpenOrganisation: frozenset({"system"}),
    c.OpenForAccounts: frozenset({"system"}),
    c.Rename: frozenset({"manager"}),
    c.AddMember: frozenset({"manager"}),
    c.PutMember: frozenset({"manager"}),
    # Whose link got into the wrong hands, or who leaves, asks nobody.
    c.RenewLink: _ALL,
    c.RemoveMember: _ALL,
    c.NoteUse: _ALL,
    # The server knows of both that they want it: who leads the workshop, and a member.
    c.ListWorkshop: frozenset({"system"}),
    c.NoteCase: frozenset({"system"}),
    # Whoever writes the strategy writes the values that it is about.
    c.KeepValues: KEEPS_VALUES,
    c.OfferValues: KEEPS_VALUES,
    c.KeepScript: KEEPS_SCRIPTS,
    c.OfferScript: KEEPS_SCRIPTS,
    # What others may still look for goes by a manager's hand alone.
    c.DropKept: frozenset({"manager"}),
    c.SetTerms: frozenset({"manager"}),
}
