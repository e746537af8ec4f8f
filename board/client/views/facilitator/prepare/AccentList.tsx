// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The accent values of the organisation (CODIO Strategie): which, why, and what they mean here. */

import { at } from "../../../core/at";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { itemsOf } from "../../../core/items";
import { MAX_LONG_CHARACTERS } from "../../../protocol.gen";
import type { Accent } from "../../../protocol.gen";
import { LongField } from "../../form/Fields";
import { Icon } from "../../parts/Icon";
import { NO_VALUE, ValueItem, type ValueItemKind } from "./ValueItem";

const ACCENT: ValueItemKind<Accent> = {
  empty: { type: "accent", value: NO_VALUE, reason: "", meaning: "", strategy_version: 0 },
  addName: () => t("Add an accent value"),
  said: (name) => t("Accent value {name} is stored", { name }),
  added: () => t("The accent value is stored"),
  gone: (name) => t("Accent value {name} is taken away", { name }),
  fields: (id, fields, change) => (
    <>
      <LongField
        id={`reason-${id}`}
        label={t("Why did you choose it?")}
        value={fields.reason}
        max={MAX_LONG_CHARACTERS}
        rows={2}
        onInput={(reason) => change({ reason, strategy_version: 0 })}
      />
      <LongField
        id={`meaning-${id}`}
        label={t("What does the organisation mean by it?")}
        value={fields.meaning}
        max={MAX_LONG_CHARACTERS}
        rows={2}
        onInput={(meaning) => change({ meaning, strategy_version: 0 })}
      />
    </>
  ),
  facts: (content) => [
    { name: t("Why"), text: content.reason },
    { name: t("What it means"), text: content.meaning },
    // Of the strategy alone something is known; nobody is asked where the others come from.
    ...(content.strategy_version ? [{ name: t("Where it comes from"), text: t("CODIO Strategy, version {version}", { version: content.strategy_version }) }] : []),
  ],
};

export function AccentList() {
  const board = useBoard();
  const { items, content } = board;
  return (
    <>
      <p class="codio-small">
        {t("The values of this workshop: {title}.", { title: content.text(content.framework.title) })}{" "}
        {board.workshop.value?.phase === "lobby" && <a href={at(`/regie/${board.session}/waarden`)}>{t("Choose other values")}</a>}
      </p>
      {content.accents_left.length > 0 && (
        <p class="codio-message codio-message--honey">
          <Icon name="info" />
          <span>
            {t("Your strategy names accent values that are not among these values: {names}. The tables are not asked about them.", {
              names: content.accents_left.join(", "),
            })}
          </span>
        </p>
      )}
      <p class="codio-small codio-soft">
        {t("Five to eight values that your organisation stresses. The tables are asked about each of them. None? Then the question stays away.")}
      </p>
      <ul class="codio-entries">
        {itemsOf(items.value, "accent").map((item) => (
          <ValueItem key={item.item_id} kind={ACCENT} item={item} />
        ))}
        <ValueItem kind={ACCENT} item={null} />
      </ul>
    </>
  );
}
