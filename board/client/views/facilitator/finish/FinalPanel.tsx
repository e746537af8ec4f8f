// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** "Vastleggen": what is still open, one button, and then the seal with what makes this version recognisable. */

import { at } from "../../../core/at";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { latestSnapshot } from "../../poster/words";
import { GoOn } from "../../case/GoOn";
import { BlockHeading, wordsOf } from "../../parts/BlockHeading";
import { Icon } from "../../parts/Icon";
import { useOne } from "../../parts/useOne";
import { clockTime } from "../../timer/clock-time";
import { ask } from "../console/asking";
import { goThere } from "../console/going-there";
import { BringButton } from "../room/BringButton";
import { openThings } from "./warnings";

export function FinalPanel() {
  const board = useBoard();
  const latest = latestSnapshot(board.snapshots.value);
  const version = (latest?.version ?? 0) + 1;
  const closed = board.workshop.value?.phase === "closed";
  const empty = board.posterValues.value.length + board.posterActions.value.length === 0;
  const current = latest?.current === true;
  const open = openThings(board);
  const one = useOne();
  const makeFinal = async () => {
    if (!(await ask(board, { type: "take_snapshot" }, t("Final, version {version}", { version })))) return;
    // What the room worked for all that time is what it sees now.
    void board.send({ type: "show_on_screen", stage: "poster", table_id: "", page: 0 });
  };
  return (
    <section class="codio-panel" aria-labelledby={wordsOf("finish")}>
      <BlockHeading id="finish" look="codio-panel__heading" tabIndex={-1} words={t("Make the poster final")}>
        <BringButton kind="block" target="poster" name={t("the poster")} />
      </BlockHeading>
      {latest && (
        <>
          <p class="codio-seal codio-finish__seal">
            <b class="codio-seal__word">{t("Final")}</b>
            <span>{t("version {version}, {time}", { version: latest.version, time: clockTime(board, latest.at_ms) })}</span>
          </p>
          <p class="codio-extra-small codio-soft codio-finish__hash" translate={false}>SHA-256: {latest.sha256}</p>
        </>
      )}
      {latest && !current && !closed && (
        <p class="codio-tag codio-tag--dashed">
          <Icon name="edit" />
          {t("version {version} being made", { version })}
        </p>
      )}
      {empty && <p class="codio-soft" data-go="final" tabIndex={-1}>{t("There is nothing on the poster yet.")}</p>}
      {!empty && !current && !closed && (
        <>
          {open.length > 0 && (
            <div class="codio-message codio-message--honey">
              <Icon name="info" />
              <div>
                <p>{t("This is still open. You can make the poster final all the same.")}</p>
                <ul class="codio-finish__open">
                  {open.map((one) => (
                    <li key={one.words}>
                      <button type="button" class="codio-missing__go" onClick={() => goThere(board, one)}>
                        {one.words}
                        <Icon name="next" />
                      </button>
                    </li>
                  ))}
                </ul>
              </div>
            </div>
          )}
          <button type="button" class="codio-button codio-button--wide" data-go="final" onClick={() => one(makeFinal)}>
            <Icon name="flag" />
            {t("Make version {version} final", { version })}
          </button>
        </>
      )}
      {latest && (
        <a class="codio-button codio-button--line codio-button--wide" href={at(`/w/${board.workshop.value?.code}/poster`)} target="_blank" rel="noopener">
          {t("Look at the poster")}
          <span class="codio-visually-hidden">{t("(opens in a new window)")}</span>
        </a>
      )}
      {current && !closed && <GoOn />}
      {current && !closed && <p class="codio-small codio-soft">{t("Change something and a new version begins; this one stays as it is.")}</p>}
    </section>
  );
}
