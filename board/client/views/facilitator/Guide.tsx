// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What the facilitator can say now, the questions to tick off, and what must come out. Ticks stay on this page. */

import { signal } from "@preact/signals";
import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { Leaf } from "../../protocol.gen";

/** Ticked questions, as "leaf/number". A private memory aid: nothing of it is sent. */
const ticked = signal<ReadonlySet<string>>(new Set());

export function Guide({ leaf }: { leaf: Leaf }) {
  const { text } = useBoard().content;
  return (
    <div class="codio-guide">
      <div>
        <p class="codio-guide__say">
          <strong>{t("Say now:")}</strong> “{text(leaf.say)}”
        </p>
        {leaf.deliver.length > 0 && (
          <p class="codio-small codio-soft codio-guide__deliver">
            {t("Comes out: {results}", { results: leaf.deliver.map((result) => text(result)).join(" · ") })}
          </p>
        )}
      </div>
      {leaf.questions.length > 0 && (
        <ul class="codio-guide__list" aria-label={t("Questions to ask")}>
          {leaf.questions.map((question, at) => (
            <Question key={question.en} id={`${leaf.id}/${at}`} words={text(question)} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Question({ id, words }: { id: string; words: string }) {
  const on = ticked.value.has(id);
  const toggle = () => {
    const next = new Set(ticked.value);
    if (on) next.delete(id);
    else next.add(id);
    ticked.value = next;
  };
  return (
    <li>
      <label class="codio-guide__item codio-guide__item--ask">
        <input type="checkbox" class="codio-guide__tick" checked={on} onChange={toggle} />
        <span>{words}</span>
      </label>
    </li>
  );
}
