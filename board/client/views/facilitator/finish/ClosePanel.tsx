// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Ending the workshop for everybody, after a question. */

import { useState } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { latestSnapshot } from "../../poster/words";
import { ask } from "../console/asking";
import { Dialog } from "../console/Dialog";

export function ClosePanel() {
  const board = useBoard();
  const [asking, setAsking] = useState(false);
  if (board.workshop.value?.phase === "closed") {
    return (
      <section class="codio-panel">
        <p>{t("The workshop is closed. The poster stays as it is.")}</p>
        <Afterwards href={`/uitkomst/${board.session}`} name={t("The whole outcome")} />
        <Afterwards href={`/terugblik/${board.session}`} name={t("Look back at the workshop")} />
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
      <p class="codio-small">{t("After closing nobody can change anything, you neither.")}</p>
      <button type="button" class="codio-button codio-button--line codio-button--wide" aria-haspopup="dialog" onClick={() => setAsking(true)}>
        {t("Close the workshop")}
      </button>
      {asking && (
        <Dialog title={t("Close the workshop for everyone?")} onClose={() => setAsking(false)}>
          <p>
            {sealed
              ? t("The poster is final. After this nothing can be changed.")
              : t("The poster is not final as it stands now. After this nothing can be changed.")}
          </p>
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

/** A page to read when all is over. */
function Afterwards({ href, name }: { href: string; name: string }) {
  return (
    <a class="codio-button codio-button--line codio-button--wide" href={href} target="_blank" rel="noopener">
      {name}
      <span class="codio-visually-hidden">{t("(opens in a new window)")}</span>
    </a>
  );
}
