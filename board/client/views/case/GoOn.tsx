// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The one next step of whoever leads or takes notes, once a poster is fixed: what was agreed goes on in the case. */

import { at } from "../../core/at";
import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { Icon } from "../parts/Icon";

export function GoOn({ main = false }: { main?: boolean }) {
  const board = useBoard();
  if (board.snapshots.value.length === 0 || (board.role !== "facilitator" && board.role !== "scribe")) return null;
  return (
    <a class={`codio-button codio-button--wide ${main ? "codio-button--main" : "codio-button--line"}`} href={at(`/regie/${board.session}/zaak`)} target="_blank" rel="noopener">
      <Icon name="next" />
      {t("Go on with this case")}
      <span class="codio-visually-hidden">{t("(opens in a new window)")}</span>
    </a>
  );
}
