// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Looking back: a text of one's own per question, for nobody else unless its author shares it; and what was shared. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { itemsOf } from "../../../core/items";
import type { Leaf } from "../../../protocol.gen";
import { visibleQuestions } from "../../step/questions";
import { ParkedPoints } from "../room/ParkedPoints";
import { personalQuestions } from "./reflecting";
import { ReflectionAnswer } from "./ReflectionAnswer";
import { Theirs } from "../../parts/Theirs";
import { Told } from "../../parts/Told";

export function ReflectionStep({ leaf }: { leaf: Leaf }) {
  const board = useBoard();
  const questions = visibleQuestions(board, leaf);
  return (
    <>
      {leaf.tools.includes("parked") && (
        <section class="codio-card codio-paper" aria-labelledby="parked" data-spot="block:parked">
          <h2 class="codio-heading" id="parked">
            {t("Parking lot")}
          </h2>
          <ParkedPoints />
        </section>
      )}
      {leaf.tools.includes("reflection") && board.role === "participant" && (
        <section class="codio-card codio-paper" aria-labelledby="reflect">
          <h2 class="codio-heading" id="reflect">
            {t("For yourself")}
          </h2>
          <p class="codio-soft">{t("What you write here, only you see. You choose per answer whether the group may read it.")}</p>
          {personalQuestions(leaf, questions).map((one) => (
            <ReflectionAnswer key={one.at} asked={one} />
          ))}
        </section>
      )}
      {leaf.tools.includes("reflection") && <SharedReflections leaf={leaf} />}
    </>
  );
}

function SharedReflections({ leaf }: { leaf: Leaf }) {
  const board = useBoard();
  const shared = itemsOf(board.items.value, "reflection").filter((one) => one.content.shared);
  const questions = visibleQuestions(board, leaf).filter((one) => shared.some((item) => item.content.question === one.at));
  return (
    <section class="codio-card codio-paper" aria-labelledby="shared-reflections">
      <h2 class="codio-heading" id="shared-reflections">
        {t("Shared with the group")}
      </h2>
      {questions.length === 0 && <p class="codio-soft">{t("Nobody has shared anything yet. That is fine.")}</p>}
      {questions.map((one) => (
        <div key={one.at}>
          <h3 class="codio-reflect__question"><Told of={one.question} /></h3>
          <ul class="codio-reflect__list">
            {shared
              .filter((item) => item.content.question === one.at)
              .map((item) => (
                <li class="codio-reflect__item" key={item.item_id} data-spot={`item:${item.item_id}`} tabIndex={-1}>
                  <Theirs words={item.content.text} /> {item.mine && <span class="codio-small codio-soft">{t("(yours)")}</span>}
                </li>
              ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
