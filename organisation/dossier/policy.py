# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may ask what of a case: the one table of rights, role × command. Whose action it is, is asked where it is decided."""

from organisation.dossier import commands as c
from organisation.dossier import report_commands as rc
from organisation.dossier.viewer import Role

RIGHTS: dict[type[c.Command], frozenset[Role]] = {
    c.OpenDossier: frozenset({"system"}),
    c.RestoreDossier: frozenset({"system"}),
    c.TakeOver: frozenset({"system"}),
    c.RenewKey: frozenset({"system", "coordinator"}),
    c.UseKey: frozenset({"system"}),
    c.SetOrganisation: frozenset({"system"}),
    c.SetCoordinator: frozenset({"coordinator"}),
    c.SetAppointment: frozenset({"coordinator"}),
    c.AnswerFollowUp: frozenset({"coordinator"}),
    c.SetDone: frozenset({"coordinator"}),
    c.PutAction: frozenset({"coordinator"}),
    c.ReportProgress: frozenset({"coordinator", "holder"}),
    c.TakeBackProgress: frozenset({"coordinator", "holder"}),
    c.MakeHolderLink: frozenset({"coordinator"}),
    c.RevokeHolderLink: frozenset({"coordinator"}),
    c.LiftAction: frozenset({"coordinator"}),
    c.LowerAction: frozenset({"coordinator"}),
    c.JoinAction: frozenset({"coordinator"}),
    c.PartAction: frozenset({"coordinator"}),
    c.NoteUse: frozenset({"holder"}),
    c.SetAddress: frozenset({"coordinator"}),
    c.SetMail: frozenset({"coordinator", "holder"}),
    c.AskMail: frozenset({"coordinator"}),
    c.IntendMail: frozenset({"system"}),
    c.SettleMail: frozenset({"system"}),
    c.PublishMessage: frozenset({"coordinator"}),
    c.CorrectMessage: frozenset({"coordinator"}),
    c.WithdrawMessage: frozenset({"coordinator"}),
    rc.WriteRow: frozenset({"coordinator"}),
    rc.FollowSource: frozenset({"coordinator"}),
    rc.AddComment: frozenset({"coordinator", "checker"}),
    rc.RemoveComment: frozenset({"coordinator"}),
    rc.Establish: frozenset({"coordinator"}),
    rc.Reopen: frozenset({"coordinator"}),
    rc.Share: frozenset({"coordinator"}),
    rc.Unshare: frozenset({"coordinator"}),
    rc.MakeReadersLink: frozenset({"coordinator"}),
    rc.RevokeReadersLink: frozenset({"coordinator"}),
    rc.Redact: frozenset({"coordinator"}),
    rc.KeepName: frozenset({"coordinator"}),
    rc.ReviewNames: frozenset({"coordinator"}),
    rc.SetInformed: frozenset({"coordinator"}),
    rc.MakeCheckersLink: frozenset({"coordinator"}),
    rc.RevokeCheckersLink: frozenset({"coordinator"}),
    # The second look is somebody else's: who writes the report does not approve it.
    rc.Approve: frozenset({"checker"}),
    rc.Publish: frozenset({"coordinator"}),
    rc.Withdraw: frozenset({"coordinator"}),
}
