// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** "Waarden per fundament": three sheets with the values and what they mean here. */

import type { ComponentChildren } from "preact";
import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { FoundationId, PosterValueRecord } from "../../protocol.gen";
import { Stamp } from "../parts/Stamp";
import { Theirs } from "../parts/Theirs";
import { FOUNDATIONS } from "../../core/foundations";
import { factsInLine, orientationName, valuesUnder } from "./words";

/** `more`: what stands under the values of a foundation, such as what the tables chose, from which row on. */
export function PosterValues({ more }: { more?: (foundation: FoundationId, row: number) => ComponentChildren }) {
  const board = useBoard();
  return (
    <section class="codio-poster__values" data-spread="" data-group="" data-spot="block:values" aria-label={t("Values per foundation")}>
      {FOUNDATIONS.map((foundation) => (
        <section class="codio-poster__sheet codio-sheet" data-group="" data-foundation={foundation} key={foundation}>
          <div class="codio-poster__foundation">
            <Stamp foundation={foundation} size="large" />
            <h2 class="codio-poster__name" data-unbroken="">{board.content.foundationName(foundation)}</h2>
          </div>
          <Values values={valuesUnder(board.posterValues.value, foundation)} />
          {more?.(foundation, valuesUnder(board.posterValues.value, foundation).length)}
        </section>
      ))}
    </section>
  );
}

function Values({ values }: { values: readonly PosterValueRecord[] }) {
  if (values.length === 0) return <p class="codio-poster__open" data-piece="values/0">{t("No value yet.")}</p>;
  return values.map((value, row) => <PosterValue key={value.id} value={value} row={row} />);
}

function PosterValue({ value, row }: { value: PosterValueRecord; row: number }) {
  const board = useBoard();
  return (
    <div class="codio-poster__value" data-piece={`values/${String(row)}`} data-spot={`poster:${value.id}`}>
      <h3 class="codio-poster__value-name" data-whole="held">
        {board.content.valueName(value.content.value)}
      </h3>
      {value.content.meaning && <p class="codio-poster__meaning"><Theirs words={value.content.meaning} /></p>}
      <ValueMarks value={value} />
    </div>
  );
}

/** What else is known of a value: its principle where the organisation brought its own, whether the organisation stresses it, how it is meant, and whether it holds elsewhere. */
function ValueMarks({ value: { accent, content } }: { value: PosterValueRecord }) {
  const { framework, principlesOf, text } = useBoard().content;
  const facts = [
    ...(framework.own_principles.length > 0 ? principlesOf([content.value]).map(({ name }) => text(name)) : []),
    accent && t("accent value of the organisation"),
    content.orientation && orientationName(content.orientation),
    content.wider && (content.wider_note ? t("also elsewhere: {note}", { note: content.wider_note }) : t("also elsewhere")),
  ].filter(Boolean);
  return facts.length > 0 ? <small class="codio-poster__level">{factsInLine(facts)}</small> : null;
}
