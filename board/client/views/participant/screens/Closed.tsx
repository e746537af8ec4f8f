// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** After closing: thanks, the poster, and what one may keep on one's own device. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { Board, NoteView } from "../../../core/api";
import { itemsOf } from "../../../core/items";
import { Icon } from "../../parts/Icon";
import { saveText } from "../../parts/save-text";
import { GoOn } from "../../case/GoOn";
import { LivePoster } from "../../poster/LivePoster";
import { noteTitle } from "../../note/words";
import { Unsent } from "../../sending/Unsent";
import { Brand } from "../frame/Brand";
import { useOwnNotes } from "../writing/writer";

export function Closed() {
  const board = useBoard();
  const workshop = board.workshop.value;
  const own = useOwnNotes(["value", "action"]);
  const reflections = itemsOf(board.items.value, "reflection").filter((item) => item.mine);
  return (
    <div class="codio-plenary">
      <header class="codio-bar codio-bar--top">
        <Brand />
        <p class="codio-bar__case">
          <strong>{workshop?.title}</strong>
        </p>
      </header>
      <main class="codio-plenary__main" id="main" tabIndex={-1}>
        <h1 class="codio-step__title">{t("Thank you for taking part")}</h1>
        <p>{t("The workshop is over. This is what you made together.")}</p>
        <Unsent />
        <GoOn main />
        <div class="codio-actions">
          <a class="codio-button codio-button--main" href={`/w/${workshop?.code ?? ""}/poster`}>
            <Icon name="print" />
            {t("Keep the poster")}
          </a>
          {own.length + reflections.length > 0 && (
            <button type="button" class="codio-button codio-button--line" onClick={() => keep(board, own, reflections.map((item) => item.content.text))}>
              <Icon name="download" />
              {t("Keep my own notes")}
            </button>
          )}
        </div>
        <p class="codio-soft codio-small">
          {workshop?.nameless
            ? t("A day after the end we erased who wrote what, for you too. The poster and the outcome stay.")
            : t("Your notes come as a file on this device. They go nowhere else. You can keep them until a day after the end.")}
        </p>
        <LivePoster compact />
      </main>
    </div>
  );
}

/** A text file, made in the page. */
function keep(board: Board, notes: readonly NoteView[], reflections: readonly string[]): void {
  const title = board.workshop.value?.title ?? "Waardenbord";
  const lines = notes.map((note) => {
    const words = note.content.type === "value" ? note.content.why : note.content.actor;
    return `- ${noteTitle(board, note)}${words ? `: ${words}` : ""}`;
  });
  const learnt = reflections.length > 0 ? `\n${t("For yourself")}\n${reflections.map((text) => `- ${text}`).join("\n")}\n` : "";
  saveText(t("my-notes.txt"), `${title}\n\n${lines.join("\n")}\n${learnt}`);
}
