// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Whether the project goes on, with the reason. Not going on is an outcome like any other. */

import { useRef } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { MAX_LONG_CHARACTERS } from "../../../protocol.gen";
import type { ProjectOutcome } from "../../../protocol.gen";
import { OUTCOMES, outcomeName } from "../../poster/words";
import { LongField } from "../../form/Fields";
import { Icon } from "../../parts/Icon";
import { Theirs } from "../../parts/Theirs";
import { EditForm } from "../../form/EditForm";
import { useEdit } from "../../form/useEdit";

interface Decided {
  outcome: ProjectOutcome;
  reason: string;
}

const OPEN: Decided = { outcome: "open", reason: "" };

export function DecisionEditor() {
  const board = useBoard();
  const button = useRef<HTMLButtonElement>(null);
  const record = board.decision.value;
  const stored = record ? { fields: { outcome: record.outcome, reason: record.reason }, rev: record.rev } : null;
  const edit = useEdit<Decided>("decision", stored, OPEN, (fields, base_rev) => ({ type: "decide_project", base_rev, ...fields }));
  const now = stored?.fields ?? OPEN;
  return (
    <section class="codio-finish__block" aria-labelledby="decision">
      <h2 class="codio-heading" id="decision">
        {t("Decision on the project")}
      </h2>
      {edit.fields ? (
        <EditForm
          edit={edit}
          label={t("Decision on the project")}
          newerText={(newer) => [outcomeName(newer.outcome), newer.reason].filter(Boolean).join(". ")}
          onDone={() => requestAnimationFrame(() => button.current?.focus())}
        >
          <fieldset class="codio-fieldset">
            <legend class="codio-label">{t("Does the project go on?")}</legend>
            <div class="codio-chips">
              {OUTCOMES.map((outcome) => (
                <label class="codio-chip" key={outcome}>
                  <input class="codio-chip__input" type="radio" name="outcome" checked={edit.fields?.outcome === outcome} onChange={() => edit.change({ outcome })} />
                  {outcomeName(outcome)}
                </label>
              ))}
            </div>
          </fieldset>
          <LongField id="decision-reason" label={t("Why?")} value={edit.fields.reason} max={MAX_LONG_CHARACTERS} rows={2} onInput={(reason) => edit.change({ reason })} />
        </EditForm>
      ) : (
        <p class="codio-finish__answer">
          <span>
            <strong>{outcomeName(now.outcome)}</strong>
            {now.reason && <>. <Theirs words={now.reason} /></>}
          </span>
          <button type="button" class="codio-button codio-button--line codio-button--tiny" ref={button} data-go="decision" onClick={edit.open}>
            <Icon name="edit" />
            {now.outcome === "open" ? t("Record the decision") : t("Change the decision")}
          </button>
        </p>
      )}
    </section>
  );
}
