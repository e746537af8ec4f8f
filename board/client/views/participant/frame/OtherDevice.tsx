// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The way to one's own link, for a second device of the same person, and to one's own notes. A scribe has neither. */

import { at } from "../../../core/at";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";

export function OtherDevice() {
  const board = useBoard();
  const code = board.workshop.value?.code;
  if (board.role !== "participant" || !code) return null;
  return (
    <>
      <a class="codio-button codio-button--plain codio-button--tiny" href={at(`/w/${code}/apparaat`)}>
        {t("Take part on another device too")}
      </a>
      <a class="codio-button codio-button--plain codio-button--tiny" href={at(`/w/${code}/mijn`)}>
        {t("Keep or withdraw my notes")}
      </a>
    </>
  );
}
