// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The fields of a tension: values, two or more, or two actions; what clashes, and what is chosen. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { BLANK_TENSION, MAX_LONG_CHARACTERS, MAX_SHORT_CHARACTERS, MAX_VALUES_PER_TENSION } from "../../../protocol.gen";
import type { TensionContent, ValueRef } from "../../../protocol.gen";
import { LineField, LongField } from "../../form/Fields";
import { Icon } from "../../parts/Icon";
import { valuesOf } from "../../poster/words";
import { sameValue } from "../../../core/content";
import { ActionChoice, LinkedActions } from "./ActionChoice";
import { ValueChoice } from "./ValueChoice";

const NO_VALUE: ValueRef = { value_id: "", principle_id: "", name: "" };

export const EMPTY_TENSION: TensionContent = { ...BLANK_TENSION, value_a: NO_VALUE, value_b: NO_VALUE };

interface TensionFieldsProps {
  id: string;
  fields: TensionContent;
  change(part: Partial<TensionContent>): void;
}

export function TensionFields({ id, fields, change }: TensionFieldsProps) {
  const long = (name: "clash" | "choice" | "reason", label: string) => (
    <LongField id={`${name}-${id}`} label={label} value={fields[name]} max={MAX_LONG_CHARACTERS} rows={2} onInput={(text) => change({ [name]: text })} />
  );
  const line = (name: "affected" | "decides", label: string) => (
    <LineField id={`${name}-${id}`} label={label} value={fields[name]} max={MAX_SHORT_CHARACTERS} onInput={(text) => change({ [name]: text })} />
  );
  return (
    <>
      <div class="codio-edit__pair">
        {fields.action_a ? (
          <>
            <ActionChoice id={`a-${id}`} label={t("This action")} value={fields.action_a} onPick={(action_a) => change({ action_a })} />
            <ActionChoice id={`b-${id}`} label={t("clashes with")} value={fields.action_b} onPick={(action_b) => change({ action_b })} />
          </>
        ) : (
          <>
            <ValueChoice id={`a-${id}`} label={t("This value")} value={fields.value_a} onPick={(value_a) => change({ value_a })} />
            <ValueChoice id={`b-${id}`} label={t("clashes with")} value={fields.value_b} onPick={(value_b) => change({ value_b })} />
          </>
        )}
      </div>
      {!fields.action_a && <FurtherValues id={id} fields={fields} onChange={(further) => change({ further })} />}
      {long("clash", t("How do they clash?"))}
      {line("affected", t("Who is affected?"))}
      {long("choice", t("What do you choose?"))}
      {long("reason", t("Why?"))}
      {line("decides", t("Who decides this?"))}
      <LinkedActions chosen={fields.actions} onChange={(actions) => change({ actions })} />
    </>
  );
}

/** The values beyond the two, each to be taken away, and one more. */
function FurtherValues({ id, fields, onChange }: { id: string; fields: TensionContent; onChange(further: readonly ValueRef[]): void }) {
  const { content, posterValues } = useBoard();
  const { further } = fields;
  const known = [...posterValues.value.map((entry) => entry.content.value), ...content.framework.values.map(({ id: value_id }) => ({ ...NO_VALUE, value_id }))];
  const next = known.find((ref) => !valuesOf(fields).some((one) => sameValue(one, ref)));
  return (
    <>
      {further.map((value, at) => (
        <div class="codio-edit__pair" key={at}>
          <ValueChoice id={`further-${String(at)}-${id}`} label={t("and with")} value={value} onPick={(picked) => onChange(further.map((one, other) => (other === at ? picked : one)))} />
          <p>
            <button type="button" class="codio-button codio-button--line codio-button--tiny" onClick={() => onChange(further.filter((_, other) => other !== at))}>
              <Icon name="close" />
              {t("Take {name} out of it", { name: content.valueName(value) })}
            </button>
          </p>
        </div>
      ))}
      {next && further.length + 2 < MAX_VALUES_PER_TENSION && (
        <p>
          <button type="button" class="codio-button codio-button--line codio-button--tiny" onClick={() => onChange([...further, next])}>
            <Icon name="plus" />
            {further.length > 0 ? t("One more value") : t("A third value, or more")}
          </button>
        </p>
      )}
    </>
  );
}
