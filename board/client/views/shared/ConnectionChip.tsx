// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** How it is with the connection, in words: quiet when all is well, the whole promise when it is not. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { Connection } from "../../core/api";
import { Icon, type IconName } from "./Icon";

interface Look {
  icon: IconName;
  modifier: string;
  text: () => string;
}

const LOOKS: { [state in Connection]: Look } = {
  connecting: { icon: "clock", modifier: " codio-connection--waiting", text: () => t("Connecting") },
  connected: { icon: "conn", modifier: "", text: () => t("Connected") },
  storing: { icon: "clock", modifier: " codio-connection--waiting", text: () => t("Being stored") },
  unstored: { icon: "clock", modifier: " codio-connection--off", text: () => t("Not stored: your text stays on this device") },
  lost: { icon: "alarm", modifier: " codio-connection--off", text: () => t("The last changes were lost: see what is left") },
  offline: { icon: "off", modifier: " codio-connection--off", text: () => t("Not connected: your notes are kept here") },
  reload: { icon: "off", modifier: " codio-connection--off", text: () => t("There is a newer version of this page") },
  ended: { icon: "off", modifier: " codio-connection--off", text: () => t("The connection has ended") },
};

export function ConnectionChip() {
  const board = useBoard();
  const state = board.connection.value;
  const look = LOOKS[state];
  const text = board.storageBlocked.value ? (blockedText(state) ?? look.text()) : look.text();
  return (
    <span class={`codio-connection${look.modifier}`}>
      <Icon name={look.icon} />
      {text}
      {state === "lost" && (
        <button type="button" class="codio-button codio-button--tiny" onClick={() => board.dropLost()}>
          {t("I have seen it")}
        </button>
      )}
      {state === "reload" && (
        <button type="button" class="codio-button codio-button--tiny" onClick={() => location.reload()}>
          {t("Load again")}
        </button>
      )}
    </span>
  );
}

/** What is true when the browser keeps nothing for us: only this page holds what is written. */
function blockedText(state: Connection): string | null {
  if (state === "offline") return t("Not connected: leave this page open, your notes wait here");
  return state === "unstored" ? t("Not stored: leave this page open, your text waits here") : null;
}
