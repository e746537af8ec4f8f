// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Where the invitation and everything to print are. */

import { at } from "../../../core/at";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { Icon } from "../../parts/Icon";

export function PaperLinks() {
  const { session } = useBoard();
  return (
    <ul class="codio-papers">
      <li>
        <Out href={at(`/regie/${session}/uitnodiging`)} icon="people" name={t("Invitation")} />
        <p class="codio-small codio-soft">{t("A text to send, with the link and a file for the diary. Fill in date and place first.")}</p>
      </li>
      <li>
        <Out href={at(`/regie/${session}/drukwerk`)} icon="print" name={t("To print")} />
        <p class="codio-small codio-soft">{t("The framework, the definitions per table, the case, empty notes and sheets, name cards, the guide for you, and the poster in A1 and A3.")}</p>
      </li>
      <li>
        <Out href={at(`/regie/${session}/links`)} icon="key" name={t("Secret links")} />
        <p class="codio-small codio-soft">{t("For the screen, the note taker and a second facilitator, and to hand the workshop over.")}</p>
      </li>
    </ul>
  );
}

function Out({ href, icon, name }: { href: string; icon: "people" | "print" | "key"; name: string }) {
  return (
    <a class="codio-button codio-button--line" href={href} target="_blank" rel="noopener">
      <Icon name={icon} />
      {name}
      <span class="codio-visually-hidden">{t("(opens in a new window)")}</span>
    </a>
  );
}
