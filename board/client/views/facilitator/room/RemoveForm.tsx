// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** "Haal weg…": one person, or everybody who came in from then on. */

import { useLayoutEffect, useRef } from "preact/hooks";
import { t, tn } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { MAX_PEOPLE, type PersonRecord } from "../../../protocol.gen";
import { ask } from "../console/asking";
import { personInFull } from "./person-names";

interface RemoveFormProps {
  person: PersonRecord;
  onRemoved(): void;
  onCancel(): void;
}

export function RemoveForm({ person, onRemoved, onCancel }: RemoveFormProps) {
  const board = useBoard();
  const form = useRef<HTMLDivElement>(null);
  // On the words first: a second press of the key that opened it must not remove anybody.
  useLayoutEffect(() => form.current?.focus(), []);
  const name = personInFull(board, person);
  const about = `remove-${person.id}`;
  const later = board.people.value.filter((other) => other.ordinal > person.ordinal && !other.proxy);
  const all = [person, ...later].slice(0, MAX_PEOPLE).map((one) => one.participant_id);
  const remove = async (ids: readonly string[], said: string) => {
    const inverse = { type: "restore_people", participant_ids: ids } as const;
    if (await ask(board, { type: "remove_people", participant_ids: ids }, said, { inverse })) onRemoved();
  };
  return (
    <div ref={form} class="codio-edit codio-seats__remove" role="group" tabIndex={-1} aria-label={t("Take {name} out", { name })} aria-describedby={about}>
      <p class="codio-small" id={about}>
        {t("For who counts twice, is gone for good, or does not belong here. {name} then sees nothing and can change nothing. The notes stay on the board. You can put {name} back.", { name })}{" "}
        {t("Does somebody come back later? Then choose “Report absent”.")}
      </p>
      <p class="codio-edit__answers">
        <button type="button" class="codio-button codio-button--tiny" onClick={() => void remove([person.participant_id], t("{name} is taken out; the notes stay", { name }))}>
          {t("Take out {name}", { name })}
        </button>
        {later.length > 0 && (
          <button
            type="button"
            class="codio-button codio-button--line codio-button--tiny"
            onClick={() => void remove(all, tn("{n} person is taken out; the notes stay", "{n} people are taken out; the notes stay", all.length))}
          >
            {tn("{name} and the one who came in after", "{name} and all {n} who came in after", later.length, { name })}
          </button>
        )}
        <button type="button" class="codio-button codio-button--line codio-button--tiny" onClick={onCancel}>
          {t("Cancel")}
        </button>
      </p>
    </div>
  );
}
