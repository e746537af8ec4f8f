// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The fields of an action of the poster as a form. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { BLANK_ACTION, MAX_LONG_CHARACTERS, MAX_SHORT_CHARACTERS } from "../../../protocol.gen";
import type { PosterActionContent, ValueRef, Weight } from "../../../protocol.gen";
import { LEVELS, levelName, WEIGHTS, weightName } from "../../poster/words";
import { LineField, LongField } from "../../form/Fields";
import { sameValue } from "../../../core/content";
import { holdersOf } from "../../../core/holders";
import { Icon } from "../../parts/Icon";
import { MeasurePills } from "../../measures/MeasurePills";
import { Choice } from "../console/Choice";
import { Foundations } from "./ValueEntry";
import { WiderFields } from "./WiderFields";

export const EMPTY_ACTION: PosterActionContent = { ...BLANK_ACTION, action: "", foundation: "democratie" };

interface ActionFieldsProps {
  /** Makes the ids of the fields unique on the page. */
  id: string;
  fields: PosterActionContent;
  change(part: Partial<PosterActionContent>): void;
}

export function ActionFields({ id, fields, change }: ActionFieldsProps) {
  const board = useBoard();
  const line = (name: "holder" | "term" | "monitor" | "audience", label: string, hint = "") => (
    <LineField id={`${name}-${id}`} label={label} hint={hint} value={fields[name]} known={name === "holder" || name === "monitor" ? holdersOf(board) : []} max={MAX_SHORT_CHARACTERS} onInput={(text) => change({ [name]: text })} />
  );
  return (
    <>
      <LongField id={`action-${id}`} label={t("What must be done?")} value={fields.action} max={MAX_LONG_CHARACTERS} rows={2} onInput={(action) => change({ action })} />
      <div class="codio-edit__pair">
        {line("holder", t("Action holder"), t("A role or a team, no name"))}
        {line("monitor", t("Who monitors this"), t("A role or a team, no name"))}
        {line("term", t("Term"))}
        {line("audience", t("For whom"))}
        <Choice
          id={`level-${id}`}
          label={t("Level")}
          value={fields.level ?? ""}
          options={[{ id: "", name: t("Choose a level") }, ...LEVELS.map((level) => ({ id: level, name: levelName(level) }))]}
          onPick={(level) => change({ level: level || null })}
        />
        <Foundations id={`foundation-${id}`} value={fields.foundation} onPick={(foundation) => change({ foundation })} />
      </div>
      <ForValues values={fields.values} onChange={(values) => change({ values })} />
      <div class="codio-edit__pair">
        <WeightField id={`necessity-${id}`} label={t("How needed is it?")} value={fields.necessity} onPick={(necessity) => change({ necessity })} />
        <WeightField id={`importance-${id}`} label={t("How important is it?")} value={fields.importance} onPick={(importance) => change({ importance })} />
      </div>
      <MeasurePills id={`measures-${id}`} chosen={fields.measures} onChange={(measures) => change({ measures })} />
      <LongField
        id={`needs-${id}`}
        label={t("What is needed for it, and from whom?")}
        value={fields.needs}
        max={MAX_LONG_CHARACTERS}
        rows={2}
        onInput={(needs) => change({ needs })}
      />
      <WiderFields id={`action-${id}`} fields={fields} change={change} />
    </>
  );
}

function WeightField({ id, label, value, onPick }: { id: string; label: string; value: Weight | null; onPick(weight: Weight | null): void }) {
  const options = [{ id: "" as const, name: t("not weighed") }, ...WEIGHTS.map((weight) => ({ id: weight, name: weightName(weight) }))];
  return <Choice<Weight | ""> id={id} label={label} value={value ?? ""} options={options} onPick={(weight) => onPick(weight || null)} />;
}

/** The poster's values, to press; those that the action had already stay in the list. */
function ForValues({ values, onChange }: { values: readonly ValueRef[]; onChange(values: readonly ValueRef[]): void }) {
  const board = useBoard();
  const all = [...values, ...board.posterValues.value.map((value) => value.content.value)];
  const offered = all.filter((ref, at) => all.findIndex((other) => sameValue(other, ref)) === at);
  if (offered.length === 0) return null;
  const toggle = (ref: ValueRef) => {
    const rest = values.filter((one) => !sameValue(one, ref));
    onChange(rest.length < values.length ? rest : [...values, ref]);
  };
  return (
    <fieldset class="codio-fieldset">
      <legend class="codio-label">{t("For which values?")}</legend>
      <p class="codio-pills">
        {offered.map((ref) => {
          const on = values.some((one) => sameValue(one, ref));
          return (
            <button key={`${ref.value_id}/${ref.principle_id}/${ref.name}`} type="button" class="codio-pill" aria-pressed={on} onClick={() => toggle(ref)}>
              {on && <Icon name="check" />}
              {board.content.valueName(ref)}
            </button>
          );
        })}
      </p>
    </fieldset>
  );
}
