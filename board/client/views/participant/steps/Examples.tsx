// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Example actions, for the values of the form or else of the table, with their categories where people choose among those. Only
 * ever drawn after the silent writing. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { FoundationId, ValueRef } from "../../../protocol.gen";
import { Details } from "../../parts/Details";
import { exampleKind, examplesFor } from "../../measures/measures";

interface ExamplesProps {
  values: readonly ValueRef[];
  own: readonly FoundationId[];
  onTake?: (action: string) => void;
}

export function Examples({ values, own, onTake }: ExamplesProps) {
  const board = useBoard();
  const { content } = board;
  const known = content.framework.values.map((value): ValueRef => ({ value_id: value.id, principle_id: "", name: "" }));
  const asked = values.length > 0 ? values : known.filter((ref) => own.some((one) => one === content.foundationOf(ref)));
  const examples = examplesFor(board, asked);
  if (examples.length === 0) return null;
  return (
    <Details summary={t("Examples of actions")}>
      <p class="codio-small codio-soft">{t("Only to give you ideas. Your own action fits your project better.")}</p>
      <ul class="codio-examples">
        {examples.map((example, at) => {
          const action = content.text(example.action);
          return (
            <li class="codio-examples__item" key={at}>
              <b>{content.valueName({ value_id: example.value_id, principle_id: "", name: "" })}</b>{" "}
              <span class="codio-small codio-soft">{exampleKind(board, example)}</span>
              <p>{action}</p>
              {onTake && (
                <button type="button" class="codio-move" onClick={() => onTake(action)}>
                  {t("Begin with this text")}
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </Details>
  );
}
