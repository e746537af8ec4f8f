// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** In silence: how many are ready, what everybody was asked, and the case, to answer who asks. Nothing of anybody's notes. */

import { t, tn } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { itemWith } from "../../core/items";
import { isFilled } from "../case/case-words";
import { CaseWords } from "../case/CaseOrigin";
import { CaseView } from "../case/CaseView";
import { Icon } from "../parts/Icon";
import { visibleQuestions } from "../step/questions";
import { Told } from "../parts/Told";

export function SilencePane() {
  const board = useBoard();
  const run = board.run.value;
  const leaf = board.leaf.value;
  const people = board.workshop.value?.people ?? 0;
  const writes = (leaf?.kinds.length ?? 0) > 0;
  // Nothing in it takes the focus: by keyboard it is scrolled itself.
  return (
    <div class="codio-console__scroll codio-desk__silence" role="group" aria-label={t("Silence")} tabIndex={0}>
      <div class="codio-card">
        <p class="codio-strong">
          <Icon name="quiet" inline /> {writes ? t("It is quiet. Nobody sees a note of somebody else, not even you.") : t("It is quiet. Everybody reads.")}
        </p>
        <p class="codio-desk__count">
          <b class="codio-number">{run?.ready ?? 0}</b> {tn("of {n} ready", "of {n} ready", people)}
        </p>
        {writes && <p class="codio-soft">{t("When the time is up the notes open by themselves.")}</p>}
      </div>
      {leaf && (
        <section class="codio-card codio-desk__asked" aria-labelledby="silence-asked">
          <h2 class="codio-heading" id="silence-asked">
            {t("What everybody reads now")}
          </h2>
          <p><Told of={leaf.do} /></p>
          <ul class="codio-desk__questions">
            {visibleQuestions(board, leaf).map(({ question }) => (
              <li key={question.en}><Told of={question} /></li>
            ))}
          </ul>
        </section>
      )}
      <div class="codio-card codio-desk__case">
        <Case />
      </div>
    </div>
  );
}

function Case() {
  const board = useBoard();
  const item = itemWith(board.items.value, "case", "case");
  if (item && isFilled(item.content)) return <CaseView form={item.content} version={item.rev} />;
  return (
    <>
      <h2 class="codio-heading">{board.workshop.value?.title}</h2>
      <CaseWords />
    </>
  );
}
