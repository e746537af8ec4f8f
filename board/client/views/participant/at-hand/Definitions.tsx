// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The values of one foundation with what they mean, under their principles. */

import { tn } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { FoundationId, Text } from "../../../protocol.gen";
import { Details } from "../../parts/Details";
import { Stamp } from "../../parts/Stamp";

/** `folded`: each principle unfolds by itself, so that a phone shows them all at a glance. */
export function Definitions({ foundation, folded = false }: { foundation: FoundationId; folded?: boolean }) {
  const board = useBoard();
  const { framework } = board.content;
  const text = (words: Text) => board.content.text(words);
  const found = framework.foundations.find((one) => one.id === foundation);
  if (!found) return null;
  return (
    <section class="codio-definitions codio-sheet" data-foundation={foundation}>
      <h2 class="codio-heading">
        <Stamp foundation={foundation} />
        {text(found.name)}
      </h2>
      <p class="codio-soft">{text(found.relation)}</p>
      {found.definition && <p>{text(found.definition)}</p>}
      {framework.principles
        .filter((principle) => principle.foundation === foundation)
        .map((principle) => {
          const values = framework.values.filter((value) => value.principle === principle.id);
          // A principle for which an organisation brought no value has nothing to unfold; the picker offers it all the same.
          if (values.length === 0) return null;
          const body = (
            <>
              <p class="codio-small codio-soft">{text(principle.definition)}</p>
              <dl class="codio-definitions__list">
                {values.map((value) => (
                  <div key={value.id}>
                    <dt class="codio-strong">{text(value.name)}</dt>
                    <dd>{text(value.definition)}</dd>
                  </div>
                ))}
              </dl>
            </>
          );
          return folded ? (
            <Details key={principle.id} summary={`${capital(text(principle.name))} (${tn("{n} value", "{n} values", values.length)})`}>
              {body}
            </Details>
          ) : (
            <div key={principle.id}>
              <h3 class="codio-definitions__principle">{text(principle.name)}</h3>
              {body}
            </div>
          );
        })}
    </section>
  );
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
