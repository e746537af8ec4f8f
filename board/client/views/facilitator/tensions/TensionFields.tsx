// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The fields of a tension record. */

import { t } from "../../../core/i18n";
import { BLANK_TENSION, MAX_LONG_CHARACTERS, MAX_SHORT_CHARACTERS } from "../../../protocol.gen";
import type { TensionContent, ValueRef } from "../../../protocol.gen";
import { LineField, LongField } from "../../form/Fields";
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
      {long("clash", t("How do they clash?"))}
      {line("affected", t("Who is affected?"))}
      {long("choice", t("What do you choose?"))}
      {long("reason", t("Why?"))}
      {line("decides", t("Who decides this?"))}
      <LinkedActions chosen={fields.actions} onChange={(actions) => change({ actions })} />
    </>
  );
}
