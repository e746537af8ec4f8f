// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Notes that were written on paper: pick the table, then type one after another. They lie there as "written for somebody". */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { Board } from "../../../core/api";
import type { MeRecord, TableRecord } from "../../../protocol.gen";
import { Icon } from "../../parts/Icon";
import { Stamp } from "../../parts/Stamp";
import { useOne } from "../../parts/useOne";
import { typedFor } from "./useScribe";
import { useWriter } from "../writing/writer";

/** What the writer of paper notes is called; somebody without a name, at each table one. */
export function isPaper(person: Pick<MeRecord, "name">): boolean {
  return person.name === t("Paper");
}

export function PaperNotes({ onType }: { onType: (() => void) | undefined }) {
  const board = useBoard();
  const { me } = useWriter();
  const one = useOne();
  const pick = async (table: TableRecord) => {
    const id = await paperAt(board, table);
    if (!id) return;
    typedFor.value = id;
    onType?.();
    board.announce.say(t("You type the paper notes of {table}.", { table: board.tableName(table) }));
    requestAnimationFrame(() => document.querySelector<HTMLElement>(".codio-composer input, .codio-composer textarea")?.focus());
  };
  return (
    <div class="codio-field" role="group" aria-labelledby="paper">
      <span class="codio-label" id="paper">
        {t("Type paper notes of:")}
      </span>
      <p class="codio-pills">
        {board.tables.value.map((table) => {
          const typing = me !== null && isPaper(me) && me.table_id === table.id;
          return (
            <button
              key={table.id}
              type="button"
              class="codio-pill"
              data-foundation={table.foundations[0]}
              aria-pressed={typing}
              onClick={() => one(() => pick(table))}
            >
              {typing ? <Icon name="check" /> : table.foundations[0] ? <Stamp foundation={table.foundations[0]} size="small" /> : <Icon name="edit" />}
              {board.tableName(table)}
            </button>
          );
        })}
      </p>
    </div>
  );
}

/** The id of the table's writer of paper notes, added when there is none yet; empty when that was refused. */
async function paperAt(board: Board, table: TableRecord): Promise<string> {
  const known = board.proxies.value.find((one) => isPaper(one) && one.table_id === table.id);
  if (known) return known.participant_id;
  const participant_id = `p${board.newId().slice(0, 16)}`;
  const outcome = await board.send({ type: "add_proxy", participant_id, table_id: table.id, name: t("Paper") });
  if (outcome.done) return participant_id;
  board.dismiss(outcome.failure);
  board.announce.alert(board.refusalText(outcome.failure.code));
  return "";
}
