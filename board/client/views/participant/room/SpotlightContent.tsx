// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What the facilitator points at, for a page on which it does not stand. */

import { useBoard } from "../../../core/context";
import type { SpotlightRecord } from "../../../protocol.gen";
import { LivePoster } from "../../poster/LivePoster";
import { Checks } from "../../poster/Checks";
import { PosterActions } from "../../poster/PosterActions";
import { PosterValues } from "../../poster/PosterValues";
import { TensionLines } from "../../poster/TensionLines";
import { NoteCard } from "../../note/NoteCard";
import { ParkingList } from "../../room/ParkingList";
import { ScopeContext } from "../../note/tools";
import { FOUNDATIONS } from "../../../core/foundations";
import { CaseText } from "../at-hand/CaseText";
import { Definitions } from "../at-hand/Definitions";

export function SpotlightContent({ spot }: { spot: SpotlightRecord }) {
  const board = useBoard();
  if (spot.kind === "poster") return <LivePoster compact />;
  if (spot.kind === "item") return <ParkingOrNothing itemId={spot.target} />;
  if (spot.kind === "note") {
    const note = board.notes.value.find((one) => one.id === spot.target);
    if (!note) return null;
    return (
      <ScopeContext.Provider value={[note]}>
        <ul class="codio-notes">
          <NoteCard note={note} />
        </ul>
      </ScopeContext.Provider>
    );
  }
  switch (spot.target) {
    case "framework":
      return (
        <div class="codio-columns">
          {FOUNDATIONS.map((one) => (
            <Definitions key={one} foundation={one} />
          ))}
        </div>
      );
    case "case":
      return <CaseText />;
    case "values":
      return <PosterValues />;
    case "actions":
      return <PosterActions actions={board.posterActions.value} />;
    case "tensions":
      return <TensionLines tensions={board.tensions.value} />;
    case "checklist":
      return <Checks />;
    case "parked":
      return <ParkingList />;
    default:
      return <LivePoster compact />;
  }
}

function ParkingOrNothing({ itemId }: { itemId: string }) {
  const board = useBoard();
  return board.items.value.some((one) => one.item_id === itemId && one.content.type === "parked") ? <ParkingList /> : null;
}
