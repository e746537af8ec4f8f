// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What was merged into an entry, each with the way to take it apart again. */

import { useRef } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { MergedRecord } from "../../../protocol.gen";
import { useLeftFocus } from "../../parts/focus";
import { Icon } from "../../parts/Icon";
import { named } from "../../parts/named";
import { ask } from "../console/asking";

export function MergedHere({ into }: { into: string }) {
  const board = useBoard();
  const merged = board.merged.value.filter((one) => one.into_id === into);
  if (merged.length === 0) return null;
  return (
    <ul class="codio-entry__merged">
      {merged.map((one) => (
        <Merged key={one.id} one={one} />
      ))}
    </ul>
  );
}

function Merged({ one }: { one: MergedRecord }) {
  const board = useBoard();
  const row = useRef<HTMLLIElement>(null);
  useLeftFocus(row);
  return (
    <li ref={row}>
      <span class="codio-small">
        <Icon name="group" inline /> {t("with: {name}", { name: one.label })}
      </span>
      <button
        type="button"
        class="codio-move"
        aria-label={named(t("Take apart"), one.label)}
        onClick={() =>
          void ask(board, { type: "restore_poster_entry", entry_id: one.entry_id, base_rev: one.rev }, t("{name} stands by itself again", { name: one.label }))
        }
      >
        <Icon name="undo" />
        {t("Take apart")}
      </button>
    </li>
  );
}
