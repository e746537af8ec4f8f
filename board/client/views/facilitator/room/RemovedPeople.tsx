// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Who was taken out, each to put back at any time. */

import { t, tn } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { MAX_PEOPLE, type PersonRecord } from "../../../protocol.gen";
import { Icon } from "../../parts/Icon";
import { named } from "../../parts/named";
import { ask } from "../console/asking";
import { personInFull, personName } from "./person-names";
import { focusTable } from "./table-focus";

/** More are counted; all of them can be put back at once. */
const MAX_LISTED = 30;

export function RemovedPeople() {
  const board = useBoard();
  const removed = [...board.removed.value].sort((a, b) => b.ordinal - a.ordinal);
  if (removed.length === 0 || board.workshop.value?.phase === "closed") return null;
  const restore = (people: readonly PersonRecord[], said: string) => {
    const ids = people.slice(0, MAX_PEOPLE).map((one) => one.participant_id);
    const inverse = { type: "remove_people", participant_ids: ids } as const;
    // The row is gone then, and perhaps the whole list: on to where the person sits.
    void ask(board, { type: "restore_people", participant_ids: ids }, said, { inverse }).then((done) => {
      if (done && people[0]) focusTable(people[0].table_id);
    });
  };
  return (
    <section class="codio-panel" aria-labelledby="removed-people">
      <h2 class="codio-panel__heading" id="removed-people" tabIndex={-1}>
        {t("Taken out")}
        <span class="codio-heading__aside">{tn("{n} person", "{n} people", removed.length)}</span>
      </h2>
      <ul class="codio-people">
        {removed.slice(0, MAX_LISTED).map((person) => (
          <Removed key={person.id} person={person} onBack={() => restore([person], t("{name} is back", { name: personName(person) }))} />
        ))}
      </ul>
      {removed.length > 1 && (
        <button
          type="button"
          class="codio-button codio-button--line codio-button--tiny"
          onClick={() => restore(removed, tn("{n} person is back", "{n} people are back", removed.length))}
        >
          {t("Put all back")}
        </button>
      )}
    </section>
  );
}

function Removed({ person, onBack }: { person: PersonRecord; onBack(): void }) {
  const board = useBoard();
  const name = personInFull(board, person);
  return (
    <li class="codio-seats__person">
      <span>{name}</span>
      <button type="button" class="codio-move" aria-label={named(t("Put back"), name)} onClick={onBack}>
        <Icon name="undo" />
        {t("Put back")}
      </button>
    </li>
  );
}
