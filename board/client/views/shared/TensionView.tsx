// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Two values that clash, torn from each other, with the choice that was made; without one it is open. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { TensionRecord, ValueRef } from "../../protocol.gen";
import { Stamp } from "./Stamp";
import { Tag } from "./Tag";

export function TensionView({ tension }: { tension: TensionRecord }) {
  return (
    <>
      <div class="codio-tension">
        <Side value={tension.value_a} />
        <span class="codio-tension__gap" />
        <Side value={tension.value_b} />
      </div>
      <div class="codio-small">
        {tension.clash && <p>{tension.clash}</p>}
        {tension.choice ? (
          <p>
            <strong>{t("Choice:")}</strong> {[tension.choice, tension.reason].filter(Boolean).join(" ")}
            {tension.decides && ` ${t("Who decides: {who}.", { who: tension.decides })}`}
          </p>
        ) : (
          <p>
            <Tag look="dashed">{t("No choice yet")}</Tag>
          </p>
        )}
      </div>
    </>
  );
}

function Side({ value }: { value: ValueRef }) {
  const board = useBoard();
  const foundation = board.content.foundationOf(value) ?? "democratie";
  return (
    <div class="codio-tension__side" data-foundation={foundation}>
      <span class="codio-tension__value">
        <Stamp foundation={foundation} />
        {board.content.valueName(value)}
      </span>
    </div>
  );
}
