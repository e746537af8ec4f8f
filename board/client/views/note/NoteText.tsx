// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The words under a note's title. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { NoteView } from "../../core/api";
import type { ActionContent } from "../../protocol.gen";
import { writtenIn } from "../parts/written-in";

/** Why, or why it was chosen or set aside. `spread`: its stack is open, where the why of every note stands. */
export function NoteWhy({ note, spread = false }: { note: NoteView; spread?: boolean }) {
  const lang = writtenIn(useBoard());
  const why = note.content.type === "value" && !spread ? note.content.why : "";
  if (note.verdict && note.reason) {
    return (
      <>
        {why && note.verdict === "chosen" && <p class="codio-note__why" lang={lang} dir="auto">{why}</p>}
        {/* Of its own: a paragraph that said its language before would go on with an empty one. */}
        <p class="codio-note__why" key="reason">
          <strong>{t("Reason:")}</strong> <span lang={lang} dir="auto">{note.reason}</span>
        </p>
      </>
    );
  }
  return why ? <p class="codio-note__why" lang={lang} dir="auto">{why}</p> : null;
}

/** Who, and for which values. */
export function NoteStub({ content }: { content: ActionContent }) {
  const board = useBoard();
  return (
    <dl>
      <div>
        <dt>{t("Who:")} </dt>
        {content.actor ? <dd lang={writtenIn(board)} dir="auto">{content.actor}</dd> : <dd>{t("nobody yet")}</dd>}
      </div>
      {content.values.length > 0 && (
        <div>
          <dt>{t("For:")} </dt>
          <dd>{content.values.map((value) => board.content.valueName(value)).join(", ")}</dd>
        </div>
      )}
    </dl>
  );
}
