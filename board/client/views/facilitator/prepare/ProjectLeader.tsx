// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The way to the link with which the project leader fills the case in, until the workshop begins; and when he last did. */

import { at } from "../../../core/at";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { dateFormat } from "../../../core/when";
import { Icon } from "../../parts/Icon";

export function ProjectLeader() {
  const board = useBoard();
  const origin = board.caseOrigin.value;
  const before = board.workshop.value?.phase === "lobby";
  if (!before && !origin) return null;
  return (
    <>
      {origin && (
        <p class="codio-small">
          <Icon name="check" inline /> {t("The project leader stored this on {when}.", { when: moment(board.language, origin.at_ms) })}
        </p>
      )}
      {before && (
        <p>
          <a class="codio-button codio-button--line codio-button--tiny" href={at(`/regie/${board.session}/projectleider`)} target="_blank" rel="noopener">
            <Icon name="key" />
            {t("Let the project leader fill it in")}
            <span class="codio-visually-hidden">{t("(opens in a new window)")}</span>
          </a>
        </p>
      )}
    </>
  );
}

function moment(language: string, atMs: number): string {
  return dateFormat(language, { dateStyle: "long", timeStyle: "short" }).format(atMs);
}
