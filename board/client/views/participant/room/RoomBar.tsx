// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What is at hand in every step: park a point, ask to speak, ask for help, the call. */

import { useState } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { itemsOf } from "../../../core/items";
import { Icon } from "../../parts/Icon";
import { Speakers } from "../../room/Speakers";
import { CallLinks } from "./CallLinks";
import { HandButton } from "./HandButton";
import { HelpButton } from "./HelpButton";
import { Short } from "./Short";
import { ParkPanel } from "./ParkPanel";

/** `quiet`: in a silence only parking is left, and nobody else sees it yet. */
export function RoomBar({ quiet = false }: { quiet?: boolean }) {
  const board = useBoard();
  const atTable = board.leaf.value?.mode === "group";
  const [parking, setParking] = useState(false);
  const parked = itemsOf(board.items.value, "parked").length;
  return (
    <section class="codio-room" aria-label={t("In the room")}>
      {!quiet && <Speakers />}
      <div class="codio-room__buttons">
        <button
          type="button"
          id="park"
          class="codio-button codio-button--line codio-button--tiny"
          aria-expanded={parking}
          onClick={() => setParking(!parking)}
        >
          <Icon name="park" />
          <Short full={t("Parking lot")} short={t("Park")} />
          {!quiet && parked > 0 && <span class="codio-number">{parked}</span>}
        </button>
        {!quiet && <HandButton />}
        {!quiet && <HelpButton atTable={atTable} />}
        {!quiet && <CallLinks here={atTable ? "table" : "room"} />}
      </div>
      {parking && <ParkPanel quiet={quiet} close={() => setParking(false)} />}
    </section>
  );
}
