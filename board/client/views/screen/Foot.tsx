// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Under every stage after the start: the code for who comes late, small, and which page this is. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { joinAddress } from "../joining/joining";
import { shownNow } from "../room/showing";
import { paged } from "./fit/paging";

const BLOCK = "codio-screen-foot";

/** More pages than these are counted, not drawn. */
const MAX_DRAWN = 12;

export function Foot() {
  const board = useBoard();
  const workshop = board.workshop.value;
  const { page, pages } = paged.value;
  if (!workshop) return null;
  // The lobby has the code large already.
  const lobby = !workshop.current || shownNow(board).stage === "lobby";
  if (lobby && pages === 1) return null;
  const open = !lobby && workshop.phase !== "closed" && !workshop.door_shut;
  return (
    <footer class={BLOCK}>
      {open && (
        <p>
          {t("Join: {address}", { address: joinAddress() })} <strong class={`${BLOCK}__code`} translate={false}>{workshop.code.split("-").join(" ")}</strong>
        </p>
      )}
      {pages > 1 && (
        <p class={`${BLOCK}__pages codio-number`}>
          {t("page {n} of {all}", { n: page + 1, all: pages })}
          {pages <= MAX_DRAWN && (
            <span class={`${BLOCK}__dots`} aria-hidden="true">
              {Array.from({ length: pages }, (_, at) => (
                <span class={`${BLOCK}__dot${at === page ? ` ${BLOCK}__dot--now` : ""}`} key={at} />
              ))}
            </span>
          )}
        </p>
      )}
    </footer>
  );
}
