// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The button of an offer: on the poster with it, or among the sources of what stands there already. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { FoundationId } from "../../../protocol.gen";
import { Icon } from "../../parts/Icon";
import { named } from "../../parts/named";
import { Tag } from "../../parts/Tag";
import { useOne } from "../../parts/useOne";
import { ask } from "../console/asking";
import { asEntry, saidBy, withOrigin, type Offer } from "../../table/offers";

/** `foundation`: of the table, for an action that stands in no column. */
export function OfferButton({ offer, name, foundation }: { offer: Offer; name: string; foundation: FoundationId | undefined }) {
  const board = useBoard();
  const one = useOne();
  const { source, state, entry } = offer;
  if (state === "there") {
    return (
      <Tag look="plain" icon="check">
        {t("On the poster")}
      </Tag>
    );
  }
  if (state === "alike" && entry) {
    return (
      <button
        type="button"
        class="codio-button codio-button--line codio-button--tiny"
        aria-label={named(t("Is there: add as source"), name)}
        onClick={() => void ask(board, withOrigin(entry, source), t("{name}: source added", { name }))}
      >
        <Icon name="plus" />
        {t("Is there: add as source")}
      </button>
    );
  }
  const put = () => one(() => ask(board, asEntry(source, board.newId(), foundation), t("{name} is on the poster", { name })));
  return (
    <button type="button" class="codio-button codio-button--tiny" data-go={"action" in saidBy(source) ? "poster_actions" : "poster_values"} aria-label={named(t("On the poster"), name)} onClick={put}>
      <Icon name="flag" />
      {t("On the poster")}
    </button>
  );
}
