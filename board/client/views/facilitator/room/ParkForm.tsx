// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Parking a point, in any step. What is typed stays on this device until it is parked. */

import { useState } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { useDraft } from "../../form/drafts";
import { LongField } from "../../form/Fields";
import { Icon } from "../../parts/Icon";
import { useOne } from "../../parts/useOne";
import { ask } from "../console/asking";
import { MAX_LONG_CHARACTERS } from "../../../protocol.gen";

export function ParkForm({ id, onDone }: { id: string; onDone?(): void }) {
  const board = useBoard();
  const draft = useDraft("park", "");
  const [error, setError] = useState("");
  const one = useOne();
  const park = async () => {
    const text = draft.peek().trim();
    setError(text ? "" : t("Write first what you park."));
    if (!text) return;
    const content = { type: "parked", text, outcome: "open", forwarded_to: "" } as const;
    if (!(await ask(board, { type: "put_item", item_id: board.newShortId(), base_rev: 0, content }, t("Parked")))) return;
    draft.clear();
    onDone?.();
  };
  return (
    <form
      class="codio-edit"
      onSubmit={(event) => {
        event.preventDefault();
        one(park);
      }}
    >
      <LongField id={id} label={t("What do we talk about later?")} error={error} value={draft.value} max={MAX_LONG_CHARACTERS} rows={2} onInput={draft.set} />
      <p>
        <button type="submit" class="codio-button codio-button--tiny">
          <Icon name="park" />
          {t("Park it")}
        </button>
      </p>
    </form>
  );
}
