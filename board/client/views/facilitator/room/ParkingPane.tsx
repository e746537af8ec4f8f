// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The parking lot: adding to it, and how each point ends: dealt with, or passed on to somebody (DOM-16). */

import { useState } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { ItemOf } from "../../../core/items";
import { MAX_SHORT_CHARACTERS } from "../../../protocol.gen";
import type { Parked } from "../../../protocol.gen";
import { LineField } from "../../form/Fields";
import { BlockHeading, wordsOf } from "../../parts/BlockHeading";
import { Icon } from "../../parts/Icon";
import { named } from "../../parts/named";
import { ParkingList } from "../../room/ParkingList";
import { ask } from "../console/asking";
import { BringButton } from "./BringButton";
import { ParkForm } from "./ParkForm";

export function ParkingPane() {
  const board = useBoard();
  const closed = board.workshop.value?.phase === "closed";
  const canPark = !closed && board.run.value !== null;
  return (
    <div class="codio-console__scroll codio-park">
      <section class="codio-finish__block" aria-labelledby={wordsOf("park-list")}>
        <BlockHeading id="park-list" words={t("Parking lot")}>
          <BringButton kind="block" target="parked" name={t("the parking lot")} />
        </BlockHeading>
        <ParkingList extra={(item) => !closed && <Outcome item={item} />} />
      </section>
      {canPark && (
        <section class="codio-panel" aria-labelledby="park-new">
          <h2 class="codio-panel__heading" id="park-new">
            {t("Park a point")}
          </h2>
          <ParkForm id="park-pane" />
        </section>
      )}
    </div>
  );
}

function Outcome({ item }: { item: ItemOf<"parked"> }) {
  const board = useBoard();
  const [passing, setPassing] = useState(false);
  const [who, setWho] = useState("");
  const [error, setError] = useState("");
  const { text, outcome } = item.content;
  const put = (part: Partial<Parked>, said: string) =>
    ask(board, { type: "put_item", item_id: item.item_id, base_rev: item.rev, content: { ...item.content, ...part } }, said);
  const pass = async () => {
    const forwarded_to = who.trim();
    setError(forwarded_to ? "" : t("Write to whom."));
    if (forwarded_to && (await put({ outcome: "forwarded", forwarded_to }, t("Passed on to {who}", { who: forwarded_to })))) setPassing(false);
  };
  if (passing) {
    return (
      <form
        class="codio-edit"
        onSubmit={(event) => {
          event.preventDefault();
          void pass();
        }}
      >
        <LineField id={`pass-${item.item_id}`} label={t("To whom?")} hint={t("A role or a team, no name")} error={error} value={who} max={MAX_SHORT_CHARACTERS} onInput={setWho} />
        <p class="codio-edit__answers">
          <button type="submit" class="codio-button codio-button--tiny">
            {t("Pass on")}
          </button>
          <button type="button" class="codio-button codio-button--line codio-button--tiny" onClick={() => setPassing(false)}>
            {t("Cancel")}
          </button>
        </p>
      </form>
    );
  }
  const small = (icon: "check" | "next" | "undo" | "close", words: string, press: () => void) => (
    <button type="button" class="codio-move" aria-label={named(words, text)} onClick={press}>
      <Icon name={icon} />
      {words}
    </button>
  );
  return (
    <p class="codio-park__answers" data-go={outcome === "open" ? "parked" : undefined}>
      {outcome === "open" && small("check", t("Dealt with"), () => void put({ outcome: "handled", forwarded_to: "" }, t("Dealt with")))}
      {outcome === "open" && small("next", t("Pass on…"), () => setPassing(true))}
      {outcome !== "open" && small("undo", t("Open again"), () => void put({ outcome: "open", forwarded_to: "" }, t("Open again")))}
      {small("close", t("Take away"), () => void ask(board, { type: "remove_item", item_id: item.item_id, base_rev: item.rev }, t("The parked point is taken away")))}
      <BringButton kind="item" target={item.item_id} name={text} />
    </p>
  );
}
