// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The questions of a step of which the room's answer is kept (step 4a). The scribe writes it down; everybody reads along. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { itemWith } from "../../../core/items";
import { MAX_LONG_CHARACTERS } from "../../../protocol.gen";
import type { Leaf } from "../../../protocol.gen";
import { EditForm } from "../../form/EditForm";
import { LongField } from "../../form/Fields";
import { Icon } from "../../parts/Icon";
import { Theirs } from "../../parts/Theirs";
import { named } from "../../parts/named";
import { visibleQuestions, type AskedQuestion } from "../../step/questions";
import { useEdit } from "../../form/useEdit";

export function KeptAnswers({ leaf }: { leaf: Leaf }) {
  const board = useBoard();
  const kept = visibleQuestions(board, leaf).filter((one) => one.question.keep);
  if (kept.length === 0) return null;
  return (
    <section class="codio-card codio-paper" aria-labelledby="kept">
      <h2 class="codio-heading" id="kept">
        {t("What we agree on")}
      </h2>
      {kept.map((one) => (
        <KeptAnswer key={one.at} leaf={leaf} asked={one} />
      ))}
    </section>
  );
}

function KeptAnswer({ leaf, asked }: { leaf: Leaf; asked: AskedQuestion }) {
  const board = useBoard();
  const item_id = `answer:${leaf.id}:${asked.at}`;
  const item = itemWith(board.items.value, "step_answer", item_id);
  const stored = item ? { fields: { text: item.content.text }, rev: item.rev } : null;
  const edit = useEdit<{ text: string }>(
    item_id,
    stored,
    { text: "" },
    ({ text }, base_rev) => ({ type: "put_item", item_id, base_rev, content: { type: "step_answer", step_id: leaf.id, question: asked.at, text } }),
    t("The answer is stored"),
  );
  const question = board.content.text(asked.question);
  const button = `kept-${asked.at}-open`;
  return (
    <div class={`codio-check codio-check--${item ? "done" : "open"}`}>
      <span class="codio-check__box">{item && <Icon name="check" />}</span>
      <p class="codio-check__question">{question}</p>
      {edit.fields ? (
        <div class="codio-check__answer">
          <EditForm
            edit={edit}
            label={question}
            newerText={(newer) => newer.text}
            onDone={() => requestAnimationFrame(() => document.getElementById(button)?.focus())}
          >
            <LongField
              id={`kept-${asked.at}`}
              label={t("Answer")}
              value={edit.fields.text}
              max={MAX_LONG_CHARACTERS}
              rows={2}
              onInput={(text) => edit.change({ text })}
            />
          </EditForm>
        </div>
      ) : (
        <div class="codio-check__answer codio-finish__answer">
          <span>{item ? <Theirs words={item.content.text} /> : t("Not filled in yet")}</span>
          {board.role === "scribe" && (
            <button
              type="button"
              id={button}
              class="codio-button codio-button--line codio-button--tiny"
              aria-label={named(item ? t("Change") : t("Fill in"), question)}
              onClick={edit.open}
            >
              <Icon name="edit" />
              {item ? t("Change") : t("Fill in")}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
