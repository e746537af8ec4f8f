// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Asking to speak: one's place among the speakers, and that it is one's turn. */

import { useEffect, useRef } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { act } from "../../sending/act";
import { Icon } from "../../parts/Icon";
import { Short } from "./Short";

export function HandButton() {
  const board = useBoard();
  const me = board.me.value;
  const floor = me?.has_floor === true;
  const before = useRef(floor);
  useEffect(() => {
    if (floor && !before.current) board.announce.say(t("It is your turn to speak"));
    before.current = floor;
  }, [floor]);
  if (!me) return null;
  const raised = me.hand > 0;
  const raise = () => void act(board, { type: "raise_hand", raised: !raised }, raised ? t("Your hand is down") : t("Your hand is up"), false);
  return (
    <>
      <button type="button" class="codio-button codio-button--line codio-button--tiny" aria-pressed={raised} onClick={raise}>
        <Icon name="hand" />
        {raised ? t("Hand: place {place}", { place: me.hand }) : <Short full={t("Raise hand")} short={t("Hand")} />}
      </button>
      {floor && (
        <p class="codio-room__turn" role="note">
          <Icon name="voice" inline /> {t("You speak now.")}
        </p>
      )}
    </>
  );
}
