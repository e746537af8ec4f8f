// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What this person wrote that can reach the workshop no more: to read, to copy and to keep, and erased only when he says so. */

import { useEffect, useState } from "preact/hooks";
import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { Board, Connection } from "../../core/api";
import { typedIn } from "../../core/typed";
import { Icon } from "../parts/Icon";
import { saveText } from "../parts/save-text";
import { CopyText } from "./CopyText";

const CUT_OFF: ReadonlySet<Connection> = new Set(["ended", "swapped", "removed"]);

/** True where nothing that is written on this page gets anywhere any more. */
export function isOver(board: Board): boolean {
  return board.workshop.value?.phase === "closed" || isCutOff(board);
}

/** True where the connection has ended for good, so that what the workshop looks like now is not known. */
export function isCutOff(board: Board): boolean {
  return CUT_OFF.has(board.connection.value);
}

/** Draws nothing as long as the workshop goes on, or when everything got there. */
export function Unsent() {
  const board = useBoard();
  const over = isOver(board);
  const [drafts, setDrafts] = useState<readonly unknown[]>([]);
  useEffect(() => {
    if (over) void board.drafts.left().then(setDrafts);
  }, [over, board]);
  if (!over) return null;
  const commands = [...board.failures.value, ...board.pending.value].map((one) => one.command);
  const texts = [...new Set([...commands, ...drafts].map((one) => typedIn(one, board.content.valueName)))].filter(Boolean);
  if (texts.length === 0) return null;
  const all = texts.map((text) => `- ${text}`).join("\n");
  const erase = () => {
    setDrafts([]);
    void board.eraseUnsent();
    board.announce.say(t("Erased from this device"));
    document.getElementById("main")?.focus();
  };
  return (
    <section class="codio-message codio-message--alarm codio-unsent" aria-labelledby="unsent">
      <Icon name="alarm" />
      <div>
        <h2 class="codio-unsent__title" id="unsent">
          {t("This did not reach the workshop")}
        </h2>
        <p>{t("It stands on this device only. Copy it or keep it, and give it to the facilitator if it has to come along.")}</p>
        <ul class="codio-unsent__list">
          {texts.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
        <div class="codio-actions">
          <CopyText text={all} label={t("Copy")} />
          <button type="button" class="codio-button codio-button--line codio-button--tiny" onClick={() => saveText(t("not-stored.txt"), `${board.workshop.value?.title ?? "Waardenbord"}\n\n${all}\n`)}>
            <Icon name="download" />
            {t("Keep as a file")}
          </button>
          <button type="button" class="codio-button codio-button--line codio-button--tiny" onClick={erase}>
            {t("I have kept it: erase it here")}
          </button>
        </div>
      </div>
    </section>
  );
}
