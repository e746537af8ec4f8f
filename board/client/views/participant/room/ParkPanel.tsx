// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Parking a point, and what is parked. */

import { useEffect, useState } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { MAX_LONG_CHARACTERS } from "../../../protocol.gen";
import { act } from "../../sending/act";
import { useDraft } from "../../form/drafts";
import { LongField } from "../../form/Fields";
import { isComposing } from "../../parts/focus";
import { Icon } from "../../parts/Icon";
import { ParkedPoints } from "./ParkedPoints";

export function ParkPanel({ quiet, close }: { quiet: boolean; close(): void }) {
  useEffect(() => document.getElementById("park-text")?.focus(), []);
  const back = () => {
    close();
    document.getElementById("park")?.focus();
  };
  return (
    <div
      class="codio-room__panel codio-paper"
      data-spot="block:parked"
      onKeyDown={(event) => {
        if (event.key === "Escape" && !isComposing(event)) back();
      }}
    >
      <ParkForm quiet={quiet} />
      <ParkedPoints />
      <div class="codio-actions">
        <button type="button" class="codio-button codio-button--line codio-button--tiny" onClick={back}>
          {t("Close")}
        </button>
      </div>
    </div>
  );
}

/** The field alone, for a step that is about parking. */
export function ParkForm({ quiet }: { quiet: boolean }) {
  const board = useBoard();
  const draft = useDraft("park", "");
  const [error, setError] = useState("");
  const send = async (event: Event) => {
    event.preventDefault();
    const text = draft.value.trim();
    setError(text ? "" : t("Write first what you park."));
    if (!text) {
      document.getElementById("park-text")?.focus();
      return;
    }
    draft.clear();
    const content = { type: "parked", text, outcome: "open", forwarded_to: "" } as const;
    await act(board, { type: "put_item", item_id: board.newShortId(), base_rev: 0, content }, t("Your point is parked"));
  };
  return (
    <form class="codio-room__form" onSubmit={(event) => void send(event)}>
      <LongField
        id="park-text"
        label={t("What do you want to come back to?")}
        hint={quiet && board.role === "participant" ? t("Until the silence is over, only you see it.") : t("Everybody sees it, without your name. It comes back at the end.")}
        error={error}
        value={draft.value}
        max={MAX_LONG_CHARACTERS}
        rows={2}
        onInput={draft.set}
      />
      <button type="submit" class="codio-button codio-button--tiny">
        <Icon name="park" />
        {t("Park it")}
      </button>
    </form>
  );
}
