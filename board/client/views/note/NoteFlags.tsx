// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The states of a note in words. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { NoteView } from "../../core/api";
import { isCutOff } from "../sending/Unsent";
import { Icon } from "../parts/Icon";
import { Tag } from "../parts/Tag";
import { tablesOf } from "./from-table";
import { named } from "../parts/named";
import { notesCounted, noteTitle } from "./words";

interface NoteFlagsProps {
  note: NoteView;
  /** How many lie on its stack. */
  count: number;
  spread: boolean;
  setSpread(spread: boolean): void;
  waiting: boolean;
  /** Of which tables its stack is; empty when the column says it. */
  from: string;
}

export function NoteFlags({ note, count, spread, setSpread, waiting, from }: NoteFlagsProps) {
  const board = useBoard();
  // Where a stack is of several tables, one of them chose.
  const own = from ? tablesOf(board, [note]) : "";
  const by = own !== from && own;
  const look = spread ? t("Back on one stack") : t("Look at {notes}", { notes: notesCounted(count) });
  const flags = [
    from && <Tag look="plain">{from}</Tag>,
    note.verdict === "chosen" && <Tag icon="check" look="ink">{by ? t("Chosen by {table}", { table: by }) : t("Chosen")}</Tag>,
    note.verdict === "set_aside" && <Tag icon="aside" look="dashed">{by ? t("Set aside by {table}", { table: by }) : t("Set aside")}</Tag>,
    count > 1 && (
      <button type="button" class="codio-move codio-note__open" aria-expanded={spread} aria-label={named(look, noteTitle(board, note))} onClick={() => setSpread(!spread)}>
        <Icon name="group" />
        {look}
      </button>
    ),
    note.mine && !note.behalf && <Tag icon="edit">{t("Yours")}</Tag>,
    note.behalf && <Tag icon="people">{t("Written for somebody")}</Tag>,
    note.hidden && <Tag icon="off" look="dashed">{t("Hidden from the others")}</Tag>,
    note.late && <Tag icon="clock" look="dashed">{t("Added later")}</Tag>,
    note.moved && <Tag icon="move" look="plain">{t("Just moved")}</Tag>,
    waiting && <Tag icon="clock" look="dashed">{isCutOff(board) ? t("Not sent") : t("Being stored")}</Tag>,
  ].filter(Boolean);
  return flags.length > 0 ? <div class="codio-note__flags">{flags}</div> : null;
}
