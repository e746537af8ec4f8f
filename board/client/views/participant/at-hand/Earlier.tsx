// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** How earlier cases filled in the values of this table: folded, asked for when it is unfolded. The server gives it only after the
 * silent writing; before it nothing of it is on the phone (DOM-23). */

import { useState } from "preact/hooks";
import { at } from "../../../core/at";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { NoteView } from "../../../core/api";
import { Icon } from "../../parts/Icon";
import { askEarlier, valuesOf, type ToldValue } from "./earlier-cases";

export function Earlier({ notes }: { notes: readonly NoteView[] }) {
  const board = useBoard();
  const [told, setTold] = useState<readonly ToldValue[] | "asking" | "failed">([]);
  const ids = valuesOf(notes);
  if (ids.length === 0) return null;
  const unfolded = async (open: boolean) => {
    if (!open) return;
    setTold("asking");
    const found = await askEarlier(board.session, ids);
    setTold(found);
    // Not the whole list: who listens reads on from here.
    if (found === "failed") board.announce.say(t("It did not come. Fold this up and open it again."));
    else board.announce.say(found.length === 0 ? t("No earlier case has these values yet.") : t("From earlier cases, only to compare with. Your case decides."));
  };
  return (
    <details class="codio-details" onToggle={(event) => void unfolded(event.currentTarget.open)}>
      <summary>
        {t("How earlier cases filled in these values")}
        <Icon name="down" />
      </summary>
      <div class="codio-details__body">
        {told === "asking" && <p class="codio-soft">{t("One moment.")}</p>}
        {told === "failed" && <p>{t("It did not come. Fold this up and open it again.")}</p>}
        {typeof told !== "string" && (
          <>
            <p class="codio-small codio-soft">{t("From earlier cases, only to compare with. Your case decides.")}</p>
            {told.length === 0 && <p>{t("No earlier case has these values yet.")}</p>}
            {told.map((value) => (
              <section key={value.value_id} class="codio-examples" data-foundation={board.content.foundationOf({ value_id: value.value_id, principle_id: "", name: "" })}>
                <h3 class="codio-strong">{board.content.valueName({ value_id: value.value_id, principle_id: "", name: "" })}</h3>
                <ul class="codio-examples">
                  {value.cases.map((one, place) => (
                    <li class="codio-examples__item" key={place}>
                      <p dir="auto">{one.meaning}</p>
                      <p class="codio-small codio-soft">
                        {one.case_id ? (
                          <a href={at(`/verslag/${one.case_id}`)} target="_blank" rel="noopener">
                            {one.title}
                          </a>
                        ) : (
                          one.title
                        )}
                        {one.organisation && `, ${one.organisation}`}
                      </p>
                    </li>
                  ))}
                </ul>
                {value.key && value.count > value.cases.length && (
                  <p class="codio-small">
                    <a href={at(`/archief/waarde/${encodeURIComponent(value.key)}`)} target="_blank" rel="noopener">
                      {t("All {count} cases with this value", { count: value.count })}
                    </a>
                  </p>
                )}
              </section>
            ))}
          </>
        )}
      </div>
    </details>
  );
}
