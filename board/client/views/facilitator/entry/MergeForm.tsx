// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** "Samenvoegen met…": this entry goes into another, which takes over where it came from. */

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { MAX_LONG_CHARACTERS } from "../../../protocol.gen";
import { LongField } from "../../form/Fields";
import { Choice } from "../console/Choice";
import { mergeEntry, type Entry } from "./arranging";
import { entryName } from "./entry-names";

export function MergeForm({ entry, name, onDone }: { entry: Entry; name: string; onDone(): void }) {
  const board = useBoard();
  const form = useRef<HTMLFormElement>(null);
  const [picked, setPicked] = useState("");
  const [reason, setReason] = useState("");
  useLayoutEffect(() => form.current?.querySelector<HTMLElement>("select")?.focus(), []);
  const all: readonly Entry[] = entry.type === "poster_value" ? board.posterValues.value : board.posterActions.value;
  const others = all.filter((other) => other.id !== entry.id);
  const into = others.find((other) => other.id === picked) ?? others[0];
  if (!into) return null;
  const merge = async () => {
    if (await mergeEntry(board, entry, into, { name, into: entryName(board, into) }, reason)) onDone();
  };
  return (
    <form
      ref={form}
      class="codio-edit codio-entry__merge"
      onSubmit={(event) => {
        event.preventDefault();
        void merge();
      }}
    >
      <Choice
        id={`merge-${entry.id}`}
        label={t("Merge with")}
        value={into.id}
        options={others.map((other) => ({ id: other.id, name: entryName(board, other) }))}
        onPick={setPicked}
      />
      <LongField id={`merge-${entry.id}-why`} label={t("Why (may stay empty)")} value={reason} max={MAX_LONG_CHARACTERS} rows={2} onInput={setReason} />
      <p class="codio-small codio-soft">{t("The words of the other stay. Where both came from is kept, and you can take them apart again.")}</p>
      <p class="codio-edit__answers">
        <button type="submit" class="codio-button codio-button--tiny">
          {t("Merge")}
        </button>
        <button type="button" class="codio-button codio-button--line codio-button--tiny" onClick={onDone}>
          {t("Cancel")}
        </button>
      </p>
    </form>
  );
}
