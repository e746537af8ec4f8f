// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Where everybody is brought to now, and the way to let go. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { Icon } from "../../parts/Icon";
import { spotName } from "../../room/spotlight";
import { letGo } from "../room/bringing";

export function SpotlightLine() {
  const board = useBoard();
  const spotlight = board.spotlight.value;
  if (!spotlight?.target) return null;
  return (
    <section class="codio-request" aria-label={t("Everybody here")}>
      <Icon name="people" />
      <span>{t("Everybody looks at: {name}", { name: spotName(board, spotlight) })}</span>
      <button type="button" class="codio-button codio-button--line codio-button--tiny" onClick={() => void letGo(board)}>
        {t("Let go")}
      </button>
    </section>
  );
}
