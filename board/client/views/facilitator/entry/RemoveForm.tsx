// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Taking a value or an action off the poster, with the reason: what the group drops is worth knowing later. */

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { MAX_LONG_CHARACTERS } from "../../../protocol.gen";
import { LongField } from "../../form/Fields";
import { removeEntry, type Entry } from "./arranging";

export function RemoveForm({ entry, name, onDone }: { entry: Entry; name: string; onDone(): void }) {
  const board = useBoard();
  const form = useRef<HTMLFormElement>(null);
  const [reason, setReason] = useState("");
  useLayoutEffect(() => form.current?.querySelector<HTMLElement>("textarea")?.focus(), []);
  const remove = async () => {
    if (await removeEntry(board, entry, name, reason)) onDone();
  };
  return (
    <form
      ref={form}
      class="codio-edit codio-entry__merge"
      onSubmit={(event) => {
        event.preventDefault();
        void remove();
      }}
    >
      <LongField
        id={`remove-${entry.id}`}
        label={t("Why (may stay empty)")}
        hint={t("Everybody can read the reason.")}
        value={reason}
        max={MAX_LONG_CHARACTERS}
        rows={2}
        onInput={setReason}
      />
      <p class="codio-edit__answers">
        <button type="submit" class="codio-button codio-button--tiny">
          {t("Take off the poster")}
        </button>
        <button type="button" class="codio-button codio-button--line codio-button--tiny" onClick={onDone}>
          {t("Cancel")}
        </button>
      </p>
    </form>
  );
}
