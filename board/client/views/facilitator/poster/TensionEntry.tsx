// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Two values that clash: how, who is affected, the choice, why, and who decides (domain.md 1.9). */

import { useRef, useState } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { TensionRecord, ValueRef } from "../../../protocol.gen";
import { tensionName } from "../../poster/words";
import { Icon } from "../../shared/Icon";
import { EditForm } from "./EditForm";
import { EntryCard } from "./EntryCard";
import { TensionFields, type TensionText } from "./TensionFields";
import { useEdit } from "./useEdit";

export function TensionEntry({ tension }: { tension: TensionRecord }) {
  const board = useBoard();
  const name = tensionName(board, tension);
  const { value_a, value_b, clash, affected, choice, reason, decides } = tension;
  const stored = { fields: { value_a, value_b, clash, affected, choice, reason, decides }, rev: tension.rev };
  const edit = useEdit<TensionText>(tension.id, stored, stored.fields, (fields, base_rev) => {
    return { type: "put_tension", entry_id: tension.id, base_rev, ...fields };
  });
  const form = (done: () => void) => (
    <EditForm edit={edit} label={t("Change {name}", { name })} newerText={(newer) => [newer.clash, newer.choice].filter(Boolean).join(" · ")} onDone={done}>
      {edit.fields && <TensionFields id={tension.id} fields={edit.fields} change={edit.change} />}
    </EditForm>
  );
  return (
    <EntryCard entry={tension} name={name} peers={board.tensions.value} form={form} editing={edit.fields !== null} onEdit={edit.open}>
      <h3 class="codio-entry__name">
        <Icon name="tension" />
        {name}
      </h3>
      {clash && <p>{clash}</p>}
      {choice ? (
        <p>
          <strong>{t("Choice:")}</strong> {choice} {reason && <span class="codio-soft">({reason})</span>}
        </p>
      ) : (
        <p class="codio-soft">{t("No choice yet")}</p>
      )}
      {decides && <p class="codio-small">{t("Decides: {who}", { who: decides })}</p>}
    </EntryCard>
  );
}

export function NewTension() {
  const board = useBoard();
  const button = useRef<HTMLButtonElement>(null);
  const [id, setId] = useState(() => board.newId());
  const [first, second] = startingPair(board.posterValues.value.map((value) => value.value), board.content.framework.values.map((value) => value.id));
  const empty: TensionText = { value_a: first, value_b: second, clash: "", affected: "", choice: "", reason: "", decides: "" };
  const edit = useEdit<TensionText>("new-tension", null, empty, (fields, base_rev) => ({ type: "put_tension", entry_id: id, base_rev, ...fields }));
  const done = () => {
    setId(board.newId());
    requestAnimationFrame(() => button.current?.focus());
  };
  if (!edit.fields) {
    return (
      <button type="button" class="codio-button codio-button--line codio-button--tiny" ref={button} onClick={edit.open}>
        <Icon name="tension" />
        {t("Record a tension")}
      </button>
    );
  }
  return (
    <EditForm edit={edit} label={t("Record a tension")} newerText={() => ""} onDone={done}>
      <TensionFields id="new" fields={edit.fields} change={edit.change} />
    </EditForm>
  );
}

/** The two values that a new record begins with: the poster's first two, else the framework's. */
function startingPair(onPoster: readonly ValueRef[], all: readonly string[]): [ValueRef, ValueRef] {
  const refs = [...onPoster, ...all.map((value_id) => ({ value_id, principle_id: "", name: "" }))];
  const nothing = { value_id: "", principle_id: "", name: "" };
  return [refs[0] ?? nothing, refs[1] ?? nothing];
}
