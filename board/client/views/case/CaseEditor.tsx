// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The case form as it is filled in: nine rows, the data that is used, the assessments, and the cell of the grid. */

import { Fragment } from "preact";
import { useRef } from "preact/hooks";
import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { itemWith } from "../../core/items";
import { MAX_CASE_FIELD_CHARACTERS, MAX_LONG_CHARACTERS, MAX_SHORT_CHARACTERS } from "../../protocol.gen";
import type { CaseForm } from "../../protocol.gen";
import { ASSESSMENTS, CASE_ROWS, EMPTY_CASE, PHASES, assessmentName, caseRowName, stageName } from "./case-words";
import { caseHelp } from "./case-help";
import { CaseGrid } from "./CaseGrid";
import { CaseOrigin } from "./CaseOrigin";
import { beginning } from "./case-start";
import { EditForm } from "../form/EditForm";
import { LineField, LongField } from "../form/Fields";
import { Icon } from "../parts/Icon";
import { useEdit, type Edit } from "../form/useEdit";

/** `label` is what the button says that opens the form. */
export function CaseEditor({ label = t("Change the case") }: { label?: string }) {
  const board = useBoard();
  const button = useRef<HTMLButtonElement>(null);
  const item = itemWith(board.items.value, "case", "case");
  const begin = { ...EMPTY_CASE, description: beginning(board.workshop.value?.case_text ?? "") };
  const stored = item ? { fields: item.content, rev: item.rev } : null;
  const edit = useEdit<CaseForm>("case", stored, begin, (fields, base_rev) => ({ type: "put_item", item_id: "case", base_rev, content: fields }), t("The case is changed"));
  if (!edit.fields) {
    return (
      <button type="button" class="codio-button codio-button--line" ref={button} data-go="case case_class" onClick={edit.open}>
        <Icon name="edit" />
        {label}
      </button>
    );
  }
  return (
    <EditForm
      edit={edit}
      label={t("The case")}
      newerText={(newer) => CASE_ROWS.map((row) => newer[row]).filter(Boolean).join(" · ")}
      onDone={() => requestAnimationFrame(() => button.current?.focus())}
    >
      <CaseFields form={edit.fields} change={edit.change} />
    </EditForm>
  );
}

function CaseFields({ form, change }: { form: CaseForm; change: Edit<CaseForm>["change"] }) {
  const board = useBoard();
  // The grid and the data are asked by scripts that check the case in a step (CODIO-PaD).
  const classified = board.leaves.value.some((leaf) => leaf.tools.includes("case"));
  return (
    <>
      {CASE_ROWS.map((row) => (
        <Fragment key={row}>
          <LongField
            id={`case-${row}`}
            label={caseRowName(row)}
            hint={caseHelp(row)}
            value={form[row]}
            max={MAX_CASE_FIELD_CHARACTERS}
            rows={row === "description" ? 5 : 2}
            onInput={(text) => change({ [row]: text })}
          />
          {row === "description" && <CaseOrigin />}
          {row === "stage" && (
            <ChoiceField
              id="case-phase"
              label={t("Where is the project now?")}
              choices={PHASES}
              nameOf={(phase) => stageName(phase) || t("not known yet")}
              value={form.phase}
              onPick={(phase) => change({ phase })}
            />
          )}
        </Fragment>
      ))}
      {classified && (
        <LongField
          id="case-data"
          label={t("Data that are used")}
          value={form.data_used}
          max={MAX_LONG_CHARACTERS}
          rows={2}
          onInput={(data_used) => change({ data_used })}
        />
      )}
      <ChoiceField
        id="case-dpia"
        label={t("Was a DPIA (privacy check) done?")}
        choices={ASSESSMENTS}
        nameOf={assessmentName}
        value={form.dpia}
        onPick={(dpia) => change({ dpia })}
      />
      <ChoiceField
        id="case-iama"
        label={t("Was an IAMA (human rights check for algorithms) done?")}
        choices={ASSESSMENTS}
        nameOf={assessmentName}
        value={form.iama}
        onPick={(iama) => change({ iama })}
      />
      <LineField
        id="case-other"
        label={t("Another assessment")}
        value={form.other_assessment}
        max={MAX_SHORT_CHARACTERS}
        onInput={(other_assessment) => change({ other_assessment })}
      />
      {classified && <CaseGrid chosen={form} onPick={(cell) => change(cell)} />}
    </>
  );
}

interface Choices<T extends string> {
  id: string;
  label: string;
  choices: readonly T[];
  nameOf(choice: T): string;
  value: T;
  onPick(choice: T): void;
}

function ChoiceField<T extends string>({ id, label, choices, nameOf, value, onPick }: Choices<T>) {
  return (
    <div class="codio-field">
      <label class="codio-label" for={id}>
        {label}
      </label>
      <select
        class="codio-input"
        id={id}
        value={value}
        onChange={(event) => onPick(choices.find((one) => one === event.currentTarget.value) ?? value)}
      >
        {choices.map((one) => (
          <option key={one} value={one}>
            {nameOf(one)}
          </option>
        ))}
      </select>
    </div>
  );
}
