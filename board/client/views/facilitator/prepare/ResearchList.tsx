// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Values from research on comparable services. They come on the tables in their own step, never before. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { itemsOf } from "../../../core/items";
import { MAX_LONG_CHARACTERS, MAX_SHORT_CHARACTERS } from "../../../protocol.gen";
import type { ResearchValue } from "../../../protocol.gen";
import { LineField, LongField } from "../../form/Fields";
import { Foundations } from "../poster/ValueEntry";
import { NO_VALUE, ValueItem, type ValueItemKind } from "./ValueItem";

const RESEARCH: ValueItemKind<ResearchValue> = {
  empty: { type: "research_value", foundation: "democratie", value: NO_VALUE, text: "", source: "" },
  addName: () => t("Add a value from research"),
  said: (name) => t("Value from research {name} is stored", { name }),
  added: () => t("The value from research is stored"),
  gone: (name) => t("Value from research {name} is taken away", { name }),
  fields: (id, fields, change) => (
    <>
      <Foundations id={`foundation-${id}`} value={fields.foundation} onPick={(foundation) => change({ foundation })} />
      <LongField id={`text-${id}`} label={t("What did the research find?")} value={fields.text} max={MAX_LONG_CHARACTERS} onInput={(text) => change({ text })} />
      <LineField
        id={`source-${id}`}
        label={t("Where does it come from?")}
        hint={t("Author, title and year. Is it made up as an example? Then write: fictional.")}
        value={fields.source}
        max={MAX_SHORT_CHARACTERS}
        onInput={(source) => change({ source })}
      />
    </>
  ),
  facts: (content) => [
    { name: t("What the research found"), text: content.text },
    { name: t("Where it comes from"), text: content.source },
  ],
};

export function ResearchList() {
  const board = useBoard();
  const used = board.leaves.value.some((leaf) => leaf.tools.includes("research"));
  return (
    <>
      <p class="codio-small codio-soft">
        {used
          ? t("The tables see these only in the step about research, after everybody has written for themselves.")
          : t("This script has no step about research: nobody sees these.")}
      </p>
      <ul class="codio-entries">
        {itemsOf(board.items.value, "research_value").map((item) => (
          <ValueItem key={item.item_id} kind={RESEARCH} item={item} />
        ))}
        <ValueItem kind={RESEARCH} item={null} />
      </ul>
    </>
  );
}
