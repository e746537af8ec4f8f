// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What left the poster with a reason: values or actions that were dropped, or laid into another. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { NoteKind } from "../../protocol.gen";
import { Theirs } from "../parts/Theirs";

export function Dropped({ kind }: { kind: NoteKind }) {
  const board = useBoard();
  const gone = board.dropped.value.filter((one) => one.kind === kind);
  if (gone.length === 0) return null;
  return (
    <section class="codio-dropped">
      <h3 class="codio-heading">{t("Off the poster, and why")}</h3>
      <ul>
        {gone.map((one) => (
          <li key={one.id}>
            <strong><Theirs words={one.label} /></strong>
            {one.into_label && <> ({t("merged with {into}", { into: one.into_label })})</>}: <Theirs words={one.reason} />
          </li>
        ))}
      </ul>
    </section>
  );
}
