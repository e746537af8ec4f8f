// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Recording a tension: it begins with the first two things of the poster, to be changed in the form. */

import { useRef, useState } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { TensionContent, ValueRef } from "../../../protocol.gen";
import { EditForm } from "../../form/EditForm";
import { Icon } from "../../parts/Icon";
import { useEdit } from "../../form/useEdit";
import { EMPTY_TENSION, TensionFields } from "./TensionFields";

export function NewTension({ between }: { between: "values" | "actions" }) {
  const board = useBoard();
  const button = useRef<HTMLButtonElement>(null);
  const [id, setId] = useState(() => board.newId());
  const onPoster = board.posterValues.value.map((value) => value.content.value);
  const [value_a, value_b] = startingPair(onPoster, board.content.framework.values.map((value) => value.id));
  const [first, second] = board.posterActions.value;
  const pair = between === "values" ? { value_a, value_b } : { action_a: first?.id ?? "", action_b: second?.id ?? "" };
  const words = between === "values" ? t("Record a tension") : t("Record a tension between actions");
  const edit = useEdit<TensionContent>(
    `new-tension/${between}`,
    null,
    { ...EMPTY_TENSION, ...pair },
    (fields, base_rev) => ({ type: "put_poster_entry", entry_id: id, base_rev, content: { ...EMPTY_TENSION, ...fields } }),
    t("The tension is recorded"),
  );
  const done = () => {
    setId(board.newId());
    requestAnimationFrame(() => button.current?.focus());
  };
  if (!edit.fields) {
    return (
      <button type="button" class="codio-button codio-button--line codio-button--tiny" ref={button} onClick={edit.open}>
        <Icon name="tension" />
        {words}
      </button>
    );
  }
  return (
    <EditForm edit={edit} label={words} newerText={() => ""} onDone={done}>
      <TensionFields id={`new-${between}`} fields={edit.fields} change={edit.change} />
    </EditForm>
  );
}

/** The poster's first two values, else the framework's. */
function startingPair(onPoster: readonly ValueRef[], all: readonly string[]): [ValueRef, ValueRef] {
  const refs = [...onPoster, ...all.map((value_id) => ({ value_id, principle_id: "", name: "" }))];
  return [refs[0] ?? EMPTY_TENSION.value_a, refs[1] ?? EMPTY_TENSION.value_b];
}
