// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Says that the server's store gets full, before it is. */

import { useEffect } from "preact/hooks";
import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { Icon } from "../parts/Icon";

export function SpaceLine() {
  const board = useBoard();
  const space = board.presence.value?.space ?? "";
  const full = space === "full";
  const told = full
    ? t("This board is full. What people write now stays on their own device, and is stored as soon as there is room. Ask whoever runs the board to make room.")
    : t("This board is getting full. There is still room for this workshop. Tell whoever runs the board.");
  useEffect(() => {
    if (space !== "") (full ? board.announce.alert : board.announce.say)(told);
  }, [space]);
  if (space === "") return null;
  return (
    <p class={`codio-message codio-message--${full ? "alarm" : "honey"}`}>
      <Icon name={full ? "alarm" : "info"} />
      <span>{told}</span>
    </p>
  );
}
