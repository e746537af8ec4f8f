// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Names with what is filled in under them; what is not says so. */

import { t } from "../../../core/i18n";

export interface Fact {
  name: string;
  text: string;
  /** The text is a web address. */
  link?: boolean;
}

export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl class="codio-facts">
      {facts.map(({ name, text, link = false }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text === "" ? <span class="codio-soft">{t("not filled in yet")}</span> : link ? <Outside address={text} /> : text}</dd>
        </div>
      ))}
    </dl>
  );
}

function Outside({ address }: { address: string }) {
  return (
    <a href={address} target="_blank" rel="noopener noreferrer">
      {address}
      <span class="codio-visually-hidden">{t("(opens in a new window)")}</span>
    </a>
  );
}
