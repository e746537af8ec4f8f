// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** How it is with the connection, in words: quiet when all is well, the whole promise when it is not. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { Connection } from "../../core/api";
import { Icon, type IconName } from "../parts/Icon";

interface Look {
  icon: IconName;
  modifier: string;
  text: () => string;
}

const LOOKS: { [state in Connection]: Look } = {
  connecting: { icon: "clock", modifier: " codio-connection--waiting codio-connection--passing", text: () => t("Connecting") },
  connected: { icon: "conn", modifier: "", text: () => t("Connected") },
  storing: { icon: "clock", modifier: " codio-connection--waiting codio-connection--passing", text: () => t("Being stored") },
  unstored: { icon: "clock", modifier: " codio-connection--off", text: () => t("Not stored: your text stays on this device") },
  lost: { icon: "alarm", modifier: " codio-connection--off", text: () => t("The last changes were lost: see what is left") },
  offline: { icon: "off", modifier: " codio-connection--off", text: () => t("Not connected: your notes are kept here") },
  reload: { icon: "off", modifier: " codio-connection--off", text: () => t("There is a newer version of this page") },
  elsewhere: { icon: "off", modifier: " codio-connection--off", text: () => t("This board is open in many windows: close some") },
  swapped: { icon: "off", modifier: " codio-connection--off", text: () => t("This browser is somebody else now") },
  removed: { icon: "off", modifier: " codio-connection--off", text: () => t("You were taken out of the workshop") },
  ended: { icon: "off", modifier: " codio-connection--off", text: () => t("The connection has ended") },
};

const KEEPS_NOTHING: Look = {
  icon: "alarm",
  modifier: " codio-connection--waiting",
  text: () => t("This device keeps nothing: leave this page open"),
};

/** What is true instead when storage is full or forbidden: only this page holds what is written and not stored yet. */
const BLOCKED: { readonly [state in Connection]?: Look } = {
  connected: KEEPS_NOTHING,
  storing: KEEPS_NOTHING,
  unstored: { ...LOOKS.unstored, text: () => t("Not stored: leave this page open, your text waits here") },
  offline: { ...LOOKS.offline, text: () => t("Not connected: leave this page open, your notes wait here") },
};

export function ConnectionChip() {
  const board = useBoard();
  const state = board.connection.value;
  // Nobody writes on the screen in the room.
  const blocked = board.storageBlocked.value && board.role !== "screen" ? BLOCKED[state] : undefined;
  const look = blocked ?? LOOKS[state];
  return (
    <span class={`codio-connection${look.modifier}`}>
      <Icon name={look.icon} />
      {look.text()}
      {state === "lost" && (
        <button type="button" class="codio-button codio-button--tiny" onClick={() => board.dropLost()}>
          {t("I have seen it")}
        </button>
      )}
      {(state === "reload" || state === "elsewhere") && (
        <button type="button" class="codio-button codio-button--tiny" onClick={() => location.reload()}>
          {t("Load again")}
        </button>
      )}
    </span>
  );
}
