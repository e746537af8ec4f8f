// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The parking lot with what this person may do with it: take one's own point back; the scribe also says how it ended. */

import { useState } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { ItemOf } from "../../../core/items";
import { MAX_SHORT_CHARACTERS } from "../../../protocol.gen";
import type { Parked } from "../../../protocol.gen";
import { act } from "../../sending/act";
import { LineField } from "../../form/Fields";
import { Icon } from "../../parts/Icon";
import { named } from "../../parts/named";
import { ParkingList } from "../../room/ParkingList";


export function ParkedPoints() {
  const board = useBoard();
  const scribe = board.role === "scribe";
  const locked = board.run.value?.opened_to === "author";
  return (
    <ParkingList
      extra={(item) => (
        <>
          {item.mine && item.content.outcome === "open" && <TakeBack item={item} />}
          {scribe && !locked && <Outcome item={item} />}
        </>
      )}
    />
  );
}

function TakeBack({ item }: { item: ItemOf<"parked"> }) {
  const board = useBoard();
  return (
    <button
      type="button"
      class="codio-move"
      aria-label={named(t("Take away"), item.content.text)}
      onClick={() => void act(board, { type: "remove_item", item_id: item.item_id, base_rev: item.rev }, t("Taken off the parking lot"))}
    >
      <Icon name="close" />
      {t("Take away")}
    </button>
  );
}

/** Dealt with, passed on to somebody, or open again. */
function Outcome({ item }: { item: ItemOf<"parked"> }) {
  const board = useBoard();
  const [passing, setPassing] = useState(false);
  const [who, setWho] = useState("");
  const [error, setError] = useState("");
  const put = (content: Parked, done: string) =>
    act(board, { type: "put_item", item_id: item.item_id, base_rev: item.rev, content }, done);
  if (item.content.outcome !== "open") {
    return (
      <button
        type="button"
        class="codio-move"
        aria-label={named(t("Open again"), item.content.text)}
        onClick={() => void put({ ...item.content, outcome: "open", forwarded_to: "" }, t("This point is open again"))}
      >
        <Icon name="undo" />
        {t("Open again")}
      </button>
    );
  }
  const pass = async (event: Event) => {
    event.preventDefault();
    const forwarded_to = who.trim();
    setError(forwarded_to ? "" : t("Write to whom."));
    if (!forwarded_to) document.getElementById(`pass-${item.item_id}`)?.focus();
    else if (await put({ ...item.content, outcome: "forwarded", forwarded_to }, t("This point is passed on"))) setPassing(false);
  };
  return (
    <>
      <span class="codio-actions">
        <button
          type="button"
          class="codio-move"
          aria-label={named(t("Dealt with"), item.content.text)}
          onClick={() => void put({ ...item.content, outcome: "handled" }, t("This point is dealt with"))}
        >
          <Icon name="check" />
          {t("Dealt with")}
        </button>
        <button type="button" class="codio-move" aria-expanded={passing} aria-label={named(t("Pass on…"), item.content.text)} onClick={() => setPassing(!passing)}>
          <Icon name="next" />
          {t("Pass on…")}
        </button>
      </span>
      {passing && (
        <form class="codio-room__form" onSubmit={(event) => void pass(event)}>
          <LineField
            id={`pass-${item.item_id}`}
            label={t("To whom?")}
            hint={t("Name a role or team, not a person.")}
            error={error}
            value={who}
            max={MAX_SHORT_CHARACTERS}
            onInput={setWho}
          />
          <button type="submit" class="codio-button codio-button--tiny">
            {t("Pass on")}
          </button>
        </form>
      )}
    </>
  );
}
