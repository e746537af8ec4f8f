// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Who wants to speak, in order, and who speaks. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { PersonRecord } from "../../../protocol.gen";
import { BlockHeading, Counted, wordsOf } from "../../parts/BlockHeading";
import { Icon } from "../../parts/Icon";
import { named } from "../../parts/named";
import { speakerName } from "../../room/Speakers";
import { ask } from "../console/asking";
import { isLocked } from "../script/next";

export function HandsPanel() {
  const board = useBoard();
  const hands = board.hands.value;
  // Who was answered a moment ago is no longer asked about, also before the server says so.
  const answered = new Set(board.pending.value.map(({ command }) => ("participant_id" in command ? command.participant_id : "")));
  const queue = board.people.value.filter((person) => person.hand > 0 && !answered.has(person.participant_id)).sort((a, b) => a.hand - b.hand);
  if (!hands || isLocked(board.run.value) || (queue.length === 0 && !hands.floor)) return null;
  const stop = () => void ask(board, { type: "give_floor", participant_id: "" }, t("Nobody has the floor now"));
  return (
    <section class="codio-panel" aria-labelledby={wordsOf("hands")}>
      <BlockHeading id="hands" look="codio-panel__heading" words={t("Hands")}>
        <Counted n={queue.length} />
      </BlockHeading>
      {hands.floor && (
        <p class="codio-hands__floor">
          <Icon name="voice" />
          <span>
            <strong>{speakerName(board, hands.floor)}</strong> {t("speaks")}
          </span>
          <button type="button" class="codio-button codio-button--line codio-button--tiny" onClick={stop}>
            {t("Finished")}
          </button>
        </p>
      )}
      {queue.length > 0 && (
        <ol class="codio-hands">
          {queue.map((person, at) => (
            <Hand key={person.id} person={person} first={at === 0} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Hand({ person, first }: { person: PersonRecord; first: boolean }) {
  const board = useBoard();
  const name = speakerName(board, person);
  const { participant_id } = person;
  return (
    <li class="codio-hands__hand">
      <span>
        <Icon name="hand" inline /> {name}
      </span>
      <span class="codio-hands__answers">
        <button
          type="button"
          class={`codio-button codio-button--tiny${first ? "" : " codio-button--line"}`}
          aria-label={named(t("Give the word"), name)}
          onClick={() => void ask(board, { type: "give_floor", participant_id }, t("{name} has the floor", { name }))}
        >
          {t("Give the word")}
        </button>
        <button
          type="button"
          class="codio-button codio-button--plain codio-button--tiny"
          aria-label={named(t("Lower"), name)}
          onClick={() => void ask(board, { type: "lower_hand", participant_id }, t("The hand of {name} is lowered", { name }))}
        >
          {t("Lower")}
        </button>
      </span>
    </li>
  );
}
