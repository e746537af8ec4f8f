// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The sheet of one's own table: what is on it, and who tells. That it is ready is said in the dock. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { Command, NoteKind } from "../../../protocol.gen";
import { Icon } from "../../parts/Icon";
import { choose } from "../../note/moves";
import { noteTitle } from "../../note/words";
import { named } from "../../parts/named";
import { SheetView } from "../../table/SheetView";
import { useWriter } from "../writing/writer";

export function OwnSheet({ kind }: { kind: NoteKind }) {
  const board = useBoard();
  const { table, me, mayDecide } = useWriter();
  if (!table) return <p>{t("You have no table yet.")}</p>;
  const speaks = me?.speaks_for.includes(kind) === true;
  const send = async (command: Command, done: string) => {
    const outcome = await board.send(command);
    if (outcome.done) board.announce.say(done);
    else board.announce.alert(board.refusalText(outcome.failure.code));
  };
  return (
    <SheetView
      table={table}
      kind={kind}
      heading={board.role === "scribe" ? t("The sheet of {table}", { table: board.tableName(table) }) : t("Our sheet")}
      {...(mayDecide
        ? {
            extra: (stack) => (
              <button
                type="button"
                class="codio-move"
                aria-label={named(t("Back on the table"), noteTitle(board, stack.top))}
                onClick={() => void choose(board, stack.top, null, "")}
              >
                <Icon name="undo" />
                {t("Back on the table")}
              </button>
            ),
          }
        : {})}
    >
      {board.role === "participant" && mayDecide && (
        <button
          type="button"
          class="codio-button codio-button--line codio-button--wide"
          aria-pressed={speaks}
          onClick={() =>
            void send(
              { type: "take_spokesperson", kind, taking: !speaks },
              speaks ? t("You no longer tell for your table") : t("You tell for your table"),
            )
          }
        >
          <Icon name="voice" />
          {speaks ? t("You tell it") : t("I will tell it")}
        </button>
      )}
    </SheetView>
  );
}
