// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The value framework, all of it legible: foundations, principles, values. */

import { tn } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { Foundation } from "../../../protocol.gen";
import { frameworkCredit } from "../../parts/FrameworkCredit";
import { Stamp } from "../../parts/Stamp";
import type { StageProps } from "../stage";
import { BoardHead } from "../BoardHead";
import { StepAsks } from "../StepAsks";
import { useFit } from "../fit/useFit";
import { Told } from "../../parts/Told";

const BLOCK = "codio-screen-framework";

export function FrameworkStage({ run, leaf, guest }: StageProps) {
  const board = useBoard();
  const { foundations, principles, values } = board.content.framework;
  const stage = useFit();
  const counted = [
    tn("{n} foundation", "{n} foundations", foundations.length),
    tn("{n} principle", "{n} principles", principles.length),
    tn("{n} value", "{n} values", values.length),
  ].join(", ");
  return (
    <main class={`codio-screen__stage ${BLOCK}`} id="main" ref={stage}>
      <BoardHead run={run} leaf={leaf} guest={guest} note={`${counted} · ${frameworkCredit(board)}`} />
      <div class={`${BLOCK}__sheets`} data-spot="block:framework">
        {foundations.map((foundation) => (
          <Sheet key={foundation.id} foundation={foundation} />
        ))}
      </div>
      {leaf && !guest && <StepAsks leaf={leaf} />}
    </main>
  );
}

function Sheet({ foundation }: { foundation: Foundation }) {
  const { content } = useBoard();
  const { principles, values } = content.framework;
  const order = principles.filter((principle) => principle.foundation === foundation.id).map((principle) => principle.id);
  const own = order.flatMap((principle) => values.filter((value) => value.principle === principle));
  return (
    <section class={`${BLOCK}__sheet codio-sheet`} data-group="keep" data-foundation={foundation.id}>
      <div class="codio-poster__foundation">
        <Stamp foundation={foundation.id} size="large" />
        <div>
          <h2 class="codio-poster__name"><Told of={foundation.name} /></h2>
          <p class={`${BLOCK}__relation`}><Told of={foundation.relation} /></p>
        </div>
      </div>
      {principles
        .filter((principle) => principle.foundation === foundation.id)
        .map((principle) => (
          <div data-group="" key={principle.id}>
            <h3 class={`${BLOCK}__principle`} data-whole="">
              <Told of={principle.name} />
            </h3>
            <ul class={`${BLOCK}__values`}>
              {values
                .filter((value) => value.principle === principle.id)
                .map((value) => (
                  <li data-piece={`framework/${String(own.indexOf(value))}`} data-whole="" key={value.id}>
                    <Told of={value.name} />
                  </li>
                ))}
            </ul>
          </div>
        ))}
    </section>
  );
}
