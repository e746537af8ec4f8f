// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** "Dit mist nog": what this step must still bring. Never a stop. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { BlockHeading, Counted, wordsOf } from "../../parts/BlockHeading";
import { Icon } from "../../parts/Icon";
import { named } from "../../parts/named";
import { isLocked } from "../script/next";
import type { Missing } from "./missing";
import { goToMissing, missingNow, missingPlace, missingWords } from "./missing-words";

export function MissingPanel() {
  const board = useBoard();
  const missing = missingNow(board);
  if (isLocked(board.run.value) || missing.length === 0) return null;
  return (
    <section class="codio-panel" aria-labelledby={wordsOf("missing")}>
      <BlockHeading id="missing" look="codio-panel__heading" words={t("Still missing in this step")}>
        <Counted n={missing.length} />
      </BlockHeading>
      <ul class="codio-missing">
        {missing.map((one) => (
          <li key={one.kind}>
            <Line one={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** One way to it; of several tables a way to each. */
function Line({ one }: { one: Missing }) {
  const board = useBoard();
  const place = missingPlace(board, one);
  const tables = "tables" in one ? one.tables : [];
  const several = place !== null && tables.length > 1;
  if (!place || several) {
    return (
      <>
        <p class="codio-missing__line">
          <span class="codio-missing__box" aria-hidden="true" />
          {missingWords(board, one, several ? [] : tables)}
        </p>
        {several && (
          <p class="codio-missing__tables">
            {tables.map((table) => (
              <button
                type="button"
                key={table.id}
                class="codio-missing__go codio-missing__go--one"
                aria-label={named(board.tableName(table), missingWords(board, one, []).replace(/:\s*$/, ""))}
                onClick={() => goToMissing(board, one, place, table)}
              >
                {board.tableName(table)}
              </button>
            ))}
          </p>
        )}
      </>
    );
  }
  return (
    <button type="button" class="codio-missing__go" onClick={() => goToMissing(board, one, place, tables[0])}>
      <span class="codio-missing__box" aria-hidden="true" />
      {missingWords(board, one)}
      <Icon name="next" />
    </button>
  );
}
