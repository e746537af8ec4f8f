// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What the facilitator can say now, the questions to tick off, and what must come out. Ticks stay on this page. */

import { signal } from "@preact/signals";
import { t, tn } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { Leaf } from "../../protocol.gen";
import { Icon } from "../shared/Icon";

/** Ticked questions, as "leaf/number". A private memory aid: nothing of it is sent. */
const ticked = signal<ReadonlySet<string>>(new Set());

/** How many questions stand open; the others unfold, so that none is cut and the board keeps its room. */
const OPEN_QUESTIONS = 4;

export function Guide({ leaf }: { leaf: Leaf }) {
  const { text } = useBoard().content;
  // One question more than fits is not worth unfolding.
  const shown = leaf.questions.length > OPEN_QUESTIONS + 1 ? OPEN_QUESTIONS : leaf.questions.length;
  const more = leaf.questions.length - shown;
  const moreWords = tn("{n} more question", "{n} more questions", more);
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
        <div class="codio-guide__questions">
          <Questions leaf={leaf} from={0} to={shown} label={t("Questions to ask")} />
          {more > 0 && (
            <details class="codio-guide__more">
              <summary>
                {moreWords}
                <Icon name="down" />
              </summary>
              <Questions leaf={leaf} from={shown} to={leaf.questions.length} label={moreWords} />
            </details>
          )}
        </div>
      )}
    </div>
  );
}

function Questions({ leaf, from, to, label }: { leaf: Leaf; from: number; to: number; label: string }) {
  const { text } = useBoard().content;
  return (
    <ul class="codio-guide__list" aria-label={label}>
      {leaf.questions.slice(from, to).map((question, at) => (
        <Question key={question.en} id={`${leaf.id}/${from + at}`} words={text(question)} />
      ))}
    </ul>
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
