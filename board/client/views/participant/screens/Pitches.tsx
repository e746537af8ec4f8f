// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The tables tell, one minute each: the one that tells stands first. */

import { t, tn } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { NoteKind } from "../../../protocol.gen";
import { SheetView } from "../../table/SheetView";
import { timeLeft } from "../../timer/timer-state";
import { useWriter } from "../writing/writer";

export function Pitches({ kind }: { kind: NoteKind }) {
  const board = useBoard();
  const { me, table } = useWriter();
  void board.tick.value;
  const pitch = board.pitch.value;
  const leftMs = Math.max(0, (pitch?.ends_at_ms ?? 0) - board.now());
  const tables = [...board.tables.value].sort((a, b) => Number(b.id === pitch?.table_id) - Number(a.id === pitch?.table_id));
  const mineTells = pitch !== null && pitch.table_id === table?.id && me?.speaks_for.includes(kind) === true;
  return (
    <div class="codio-pitches">
      {mineTells && <p class="codio-message codio-message--honey">{t("You tell now, for your table.")}</p>}
      {tables.map((one) => {
        const telling = one.id === pitch?.table_id;
        return (
          <SheetView key={one.id} table={one} kind={kind} heading={telling ? tn("{table} reports back", "{table} report back", one.foundations.length, { table: board.tableName(one) }) : board.tableName(one)} telling={telling}>
            {telling && pitch && (
              <p>
                {leftMs > 0 ? (
                  <>
                    <span class="codio-number codio-strong">{timeLeft(leftMs)}</span> {t("of one minute")}
                  </>
                ) : (
                  <strong>{t("The minute is up")}</strong>
                )}
              </p>
            )}
          </SheetView>
        );
      })}
    </div>
  );
}
