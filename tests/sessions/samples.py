# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""One sample of every command there is; a new command without a sample fails."""

from __future__ import annotations

from typing import get_args

import msgspec

from sessions.material.framework import ValueRef
from sessions.model.items import CaseForm, Parked
from sessions.model.poster_entries import EntryContent, PosterActionContent, PosterValueContent, TensionContent
from sessions.model.state import PlannedLeaf, PreparedTable
from sessions.wire import commands as c
from tests.sessions.world import MEASURES, action, opening, other_framework, value

_PRIVACY = ValueRef("privacy")

POSTER_CONTENTS: tuple[EntryContent, ...] = (
    PosterValueContent("geen gezichten", foundation="rechtsstaat", value=_PRIVACY),
    PosterActionContent("rechtsstaat", "Wis beelden", "Team", "1 maart", "FG", values=(_PRIVACY,)),
    TensionContent("zien of niet zien", value_a=_PRIVACY, value_b=ValueRef("security")),
)
"""One sample of every kind of poster entry."""

SAMPLES: dict[type[c.AnyCommand], c.AnyCommand] = {
    type(command): command
    for command in (
        c.ChangeProfile("Kim", "beleid"),
        c.AddNote("n9", "r1", value(), "democratie"),
        c.EditNote("n1", 1, value("integrity")),
        c.DeleteNote("n1", 1),
        c.RestoreNote("n1", 2),
        c.MoveNote("n1", 1, "rechtsstaat"),
        c.StackNote("n1", 1, "n2"),
        c.UnstackNote("n1", 1),
        c.ChooseNote("n1", 0, "chosen"),
        c.HideNote("n1", hidden=True),
        c.SayReady("r1", ready=True),
        c.AskMoreTime("r1", asking=True),
        c.TakeSpokesperson("value", taking=True),
        c.MarkSheetReady("t1", "value", ready=True),
        c.GoToStep("A1", ""),
        c.StartTimer("r1"),
        c.AddTime("r1", 60),
        c.PauseTimer("r1"),
        c.ResumeTimer("r1"),
        c.ShortenTimer("r1"),
        c.StartPitch("r1", "t1"),
        c.EndPitch("r1"),
        c.SetTables(0, (PreparedTable(("democratie", "rechtsstaat", "bestuurskracht"), ("Kim",), ("beleid",)),)),
        c.MovePerson("p1", "t1"),
        c.MarkAway("p1", away=True),
        c.RemovePeople(("p1",)),
        c.RestorePeople(("p1",)),
        c.SetDoor(shut=True),
        c.AddProxy("x1", "t1", "Oma"),
        c.PutPosterEntry("v1", 0, POSTER_CONTENTS[0]),
        c.MovePosterEntry("v1", 1),
        c.RemovePosterEntry("v1", 1),
        c.RestorePosterEntry("v1", 2),
        c.MergePosterEntry("v1", 1, "v2", 1),
        c.OrderPoster(0, by_priority=True),
        c.PutItem("k1", 0, Parked("Wie betaalt dit?")),
        c.RemoveItem("k1", 1),
        c.RestoreItem("k1", 2),
        c.RaiseHand(raised=True),
        c.GiveFloor("p1"),
        c.LowerHand("p1"),
        c.BringHere("block", "values"),
        c.ShowOnScreen("poster", page=2),
        c.ChangePlan(0, (PlannedLeaf("A1", 10),)),
        c.FitPlan(0, 2_000_000_000_000),
        c.AnswerChecklist("overview", 0, "ja", done=True),
        c.DecideProject(0, "go_adapted", "eerst een proef"),
        c.TakeSnapshot(),
        c.ChangeTitle(0, "Camera's in de wijk", "Gemeente Voorbeeld"),
        c.CloseWorkshop(),
        c.ReopenWorkshop(),
        opening(),
        c.ChangeValues(other_framework(), MEASURES),
        c.JoinWorkshop("p9", "h" * 64, "Bo", "data"),
        c.EndSilence("r1", 1),
        c.ChangeKeys(second="d" * 64),
        c.FillCase(0, CaseForm(goal="Minder fietsen kwijt")),
        c.ChangeCode("bos-dak-zee"),
        c.TakeIn("o-1"),
    )
}
assert set(SAMPLES) == set(get_args(c.AnyCommand))
assert tuple(map(type, POSTER_CONTENTS)) == get_args(EntryContent)


def of_kind(command: type[c.AnyCommand], **changed: object) -> c.AnyCommand:
    """The sample of a command, with other values in some fields."""
    return msgspec.structs.replace(SAMPLES[command], **changed)


ACTION = action("Maak een register", "privacy")
