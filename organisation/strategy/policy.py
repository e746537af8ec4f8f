# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may ask what of a strategy: the one table of rights, role × command. Whose action it is, is asked where it is decided."""

from organisation.dossier import commands as d
from organisation.strategy import commands as c
from organisation.strategy.viewer import Role

_SYSTEM: frozenset[Role] = frozenset({"system"})
_WRITERS: frozenset[Role] = frozenset({"manager", "strategist"})
_HOLDERS: frozenset[Role] = _WRITERS | {"holder"}

RIGHTS: dict[type[c.Command], frozenset[Role]] = {
    c.OpenStrategy: _SYSTEM,
    c.NameOrganisation: _SYSTEM,
    c.SetPeople: _WRITERS,
    c.WriteField: _WRITERS,
    c.SetChosen: _WRITERS,
    c.PlaceInstrument: _WRITERS,
    c.PutListed: _WRITERS,
    c.RemoveListed: _WRITERS,
    c.SetAbout: _WRITERS,
    c.LinkOrigin: _WRITERS,
    c.UnlinkOrigin: _WRITERS,
    c.Establish: _WRITERS,
    c.BeginVersion: _WRITERS,
    d.PutAction: _WRITERS,
    d.ReportProgress: _HOLDERS,
    d.TakeBackProgress: _HOLDERS,
    d.MakeHolderLink: _WRITERS,
    d.RevokeHolderLink: _WRITERS,
    d.NoteUse: frozenset({"holder"}),
    # The server takes the address away of who holds it no more, and of what is over for long.
    d.SetAddress: _WRITERS | _SYSTEM,
    d.SetMail: _HOLDERS,
    d.AskMail: _WRITERS,
    d.IntendMail: _SYSTEM,
    d.SettleMail: _SYSTEM,
    c.BeginAnalysis: _WRITERS,
    c.SelectCases: _WRITERS,
    c.WriteConclusion: _WRITERS,
    c.EstablishAnalysis: _WRITERS,
    c.ReopenAnalysis: _WRITERS,
    c.ShareAnalysis: _WRITERS,
    c.RemoveAnalysis: _WRITERS,
    c.ForgetCase: _SYSTEM,
}
