// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Says that the network lets no WebSocket through, and that the board works all the same: who looks into a slow board knows where. */

import { useEffect } from "preact/hooks";
import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { Icon } from "../parts/Icon";

export function Detour() {
  const board = useBoard();
  const on = board.detour.value;
  useEffect(() => {
    if (on) board.announce.say(detourWords());
  }, [on]);
  if (!on) return null;
  return (
    <p class="codio-detour codio-small">
      <Icon name="info" inline /> {detourWords()}
    </p>
  );
}

export function detourWords(): string {
  return t("This network does not allow the board’s own connection. Everything works, perhaps a little slower.");
}
