// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What people shared when they looked back, without names. Nothing in scripts and moments without it. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { itemsOf } from "../../../core/items";
import { BringButton } from "../room/BringButton";
import { BlockHeading, wordsOf } from "../../parts/BlockHeading";
import { Theirs } from "../../parts/Theirs";
import { Told } from "../../parts/Told";

export function ReflectionList() {
  const board = useBoard();
  const shared = itemsOf(board.items.value, "reflection").filter((item) => item.content.shared);
  const leaf = board.leaves.value.find((one) => one.tools.includes("reflection"));
  if (!leaf || shared.length === 0) return null;
  const numbers = [...new Set(shared.map((item) => item.content.question))].sort((a, b) => a - b);
  return (
    <section class="codio-finish__block" aria-labelledby={wordsOf("reflections")}>
      <BlockHeading id="reflections" words={t("What people shared")}>
        <BringButton kind="block" target="reflections" name={t("the reflections")} />
      </BlockHeading>
      {numbers.map((number) => {
        const question = leaf.questions[number];
        return (
          <div key={number}>
            {question && <h3 class="codio-small codio-strong"><Told of={question} /></h3>}
            <ul class="codio-aside">
              {shared
                .filter((item) => item.content.question === number)
                .map((item) => (
                  <li key={item.item_id} dir="auto"><Theirs words={item.content.text} /></li>
                ))}
            </ul>
          </div>
        );
      })}
    </section>
  );
}
