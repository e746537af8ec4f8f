// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Ending the workshop for everybody, after a question. */

import { useState } from "preact/hooks";
import { at } from "../../../core/at";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { latestSnapshot } from "../../poster/words";
import { GoOn } from "../../case/GoOn";
import { REOPEN_MS } from "../../../protocol.gen";
import { dayAndTime } from "../../timer/clock-time";
import { ask } from "../console/asking";
import { Dialog } from "../console/Dialog";
import { reopenUntil } from "../console/reopening";
import { Told } from "../../parts/Told";

export function ClosePanel() {
  const board = useBoard();
  const [asking, setAsking] = useState(false);
  if (board.workshop.value?.phase === "closed") {
    return (
      <section class="codio-panel">
        <p>{t("The workshop is closed. The poster stays as it is.")}</p>
        <Reopening />
        <AfterList />
        <GoOn main />
        <Afterwards href={at(`/uitkomst/${board.session}`)} name={t("The whole outcome")} />
        <Afterwards href={at(`/terugblik/${board.session}`)} name={t("Look back at the workshop")} />
        <p class="codio-small">{t("A day after the end the names are erased, and the dots, for they are counted by person. You can also erase the whole workshop now.")}</p>
        <a class="codio-button codio-button--line codio-button--wide" href={at(`/regie/${board.session}/wissen`)}>
          {t("Erase this workshop…")}
        </a>
      </section>
    );
  }
  const sealed = latestSnapshot(board.snapshots.value)?.current === true;
  const close = async () => {
    setAsking(false);
    await ask(board, { type: "close_workshop" }, t("The workshop is closed"));
  };
  return (
    <section class="codio-panel" aria-labelledby="closing">
      <h2 class="codio-panel__heading" id="closing">
        {t("Close the workshop")}
      </h2>
      <p class="codio-small">{t("After closing nobody can change anything. What you agreed on stays alive in the case.")}</p>
      <button type="button" class="codio-button codio-button--line codio-button--wide" aria-haspopup="dialog" data-go="close" onClick={() => setAsking(true)}>
        <span>
          {t("Close the workshop")} <span class="codio-small">{t("(you can open it again until {moment})", { moment: dayAndTime(board, board.now() + REOPEN_MS) })}</span>
        </span>
      </button>
      {asking && (
        <Dialog title={t("Close the workshop for everyone?")} onClose={() => setAsking(false)}>
          <p>
            {sealed
              ? t("The poster is final. After this nothing on the board can be changed; the actions go on in the case.")
              : t("The poster is not final as it stands now. After this nothing on the board can be changed.")}
          </p>
          <p>{t("Was it a mistake? You can open the workshop again until {moment}.", { moment: dayAndTime(board, board.now() + REOPEN_MS) })}</p>
          <div class="codio-dialog__actions">
            <button type="button" class="codio-button codio-button--line" onClick={() => setAsking(false)}>
              {t("No, go on")}
            </button>
            <button type="button" class="codio-button codio-button--main" onClick={() => void close()}>
              {t("Yes, close")}
            </button>
          </div>
        </Dialog>
      )}
    </section>
  );
}

/** Going on after all, as long as it is known whose everything is. */
function Reopening() {
  const board = useBoard();
  const until_ms = reopenUntil(board);
  if (until_ms === null) return null;
  return (
    <>
      <p class="codio-small">{t("Was it a mistake? You can open the workshop again until {moment}.", { moment: dayAndTime(board, until_ms) })}</p>
      <button
        type="button"
        class="codio-button codio-button--line codio-button--wide"
        onClick={() => void ask(board, { type: "reopen_workshop" }, t("The workshop is open again"))}
      >
        {t("Open the workshop again")}
      </button>
    </>
  );
}

/** What is left to do, as the script has it. */
function AfterList() {
  const { content } = useBoard();
  if (content.script.after.length === 0) return null;
  return (
    <>
      <h2 class="codio-panel__heading">{t("After the workshop")}</h2>
      <ul class="codio-guide__list">
        {content.script.after.map((line) => (
          <li key={line.nl}><Told of={line} /></li>
        ))}
      </ul>
    </>
  );
}

/** A page to read when all is over. */
function Afterwards({ href, name }: { href: string; name: string }) {
  return (
    <a class="codio-button codio-button--wide codio-button--line" href={href} target="_blank" rel="noopener">
      {name}
      <span class="codio-visually-hidden">{t("(opens in a new window)")}</span>
    </a>
  );
}
