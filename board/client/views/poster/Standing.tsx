// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** "Wordt nu ingevuld", the seal of the latest version, or that seal with the version that is being made. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { Icon } from "../parts/Icon";
import { latestSnapshot, sealTime } from "./words";

export function Standing() {
  const board = useBoard();
  const latest = latestSnapshot(board.snapshots.value);
  const closed = board.workshop.value?.phase === "closed";
  return (
    <>
      {latest && (
        <p class="codio-seal">
          <b class="codio-seal__word">{t("Final")}</b>
          <span>{t("version {version}, {time}", { version: latest.version, time: sealTime(board, latest.at_ms) })}</span>
        </p>
      )}
      {!closed && !latest?.current && (
        <p class="codio-poster__live">
          <Icon name="edit" />
          {latest ? t("version {version} being made", { version: latest.version + 1 }) : t("Being filled in now")}
        </p>
      )}
    </>
  );
}
