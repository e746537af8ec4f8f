// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What a table set aside, with its reasons: notes, and values from research. Nothing when there is none. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { NoteKind, TableRecord } from "../../../protocol.gen";
import { Details } from "../../parts/Details";
import { asideAt } from "../../table/set-aside";

export function SetAside({ table, kind }: { table: TableRecord; kind: NoteKind }) {
  const board = useBoard();
  const aside = asideAt(board, table, kind);
  if (aside.length === 0) return null;
  return (
    <Details summary={t("Set aside: {n}", { n: aside.length })}>
      <ul class="codio-aside">
        {aside.map(({ key, name, reason }) => (
          <li key={key}>
            <b>{name}</b> {reason}
          </li>
        ))}
      </ul>
    </Details>
  );
}
