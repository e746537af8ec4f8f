// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** A table chooses a value from research, or sets it aside with the reason. */

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { ItemOf } from "../../../core/items";
import { MAX_LONG_CHARACTERS } from "../../../protocol.gen";
import type { TableRecord, Verdict } from "../../../protocol.gen";
import { act } from "../../sending/act";
import { useDraft } from "../../form/drafts";
import { LongField } from "../../form/Fields";
import { Theirs } from "../../parts/Theirs";
import { isComposing } from "../../parts/focus";
import { Icon } from "../../parts/Icon";
import { named } from "../../parts/named";
import { Tag } from "../../parts/Tag";
import { useWriter } from "../writing/writer";

interface VerdictProps {
  item: ItemOf<"research_value">;
  table: TableRecord;
  verdict: ItemOf<"research_verdict"> | null;
}

/** What the table decided about it, and deciding it. */
export function VerdictForm({ item, table, verdict }: VerdictProps) {
  const board = useBoard();
  const { mayDecide } = useWriter();
  const [asking, setAsking] = useState<Verdict | null>(null);
  const buttons = useRef<HTMLDivElement>(null);
  const name = board.content.valueName(item.content.value);
  const item_id = `verdict:${item.item_id}:${table.id}`;

  const done = () => {
    setAsking(null);
    requestAnimationFrame(() => buttons.current?.querySelector<HTMLElement>("button")?.focus());
  };
  const decide = (chosen: Verdict, reason: string) => {
    const said = chosen === "chosen" ? t("{note} is chosen", { note: name }) : t("{note} is set aside", { note: name });
    const content = { type: "research_verdict", research_id: item.item_id, table_id: table.id, verdict: chosen, reason } as const;
    done();
    return act(board, { type: "put_item", item_id, base_rev: verdict?.rev ?? 0, content }, said);
  };
  const back = () => verdict && act(board, { type: "remove_item", item_id, base_rev: verdict.rev }, t("{note} lies on the table again", { note: name }));

  return (
    <div class="codio-research__verdict">
      {verdict && (
        <p>
          <Tag icon={verdict.content.verdict === "chosen" ? "check" : "aside"} look={verdict.content.verdict === "chosen" ? "ink" : "dashed"}>
            {verdict.content.verdict === "chosen" ? t("Chosen") : t("Set aside")}
          </Tag>{" "}
          <Theirs words={verdict.content.reason} />
        </p>
      )}
      {mayDecide && asking === null && (
        <div class="codio-actions" ref={buttons}>
          {verdict?.content.verdict !== "chosen" && (
            <button type="button" class="codio-move" aria-label={t("Choose {note}", { note: name })} onClick={() => setAsking("chosen")}>
              <Icon name="check" />
              {t("Choose")}
            </button>
          )}
          {verdict?.content.verdict !== "set_aside" && (
            <button type="button" class="codio-move" aria-label={named(t("Set it aside"), name)} onClick={() => setAsking("set_aside")}>
              <Icon name="aside" />
              {t("Set it aside")}
            </button>
          )}
          {verdict && (
            <button type="button" class="codio-move" aria-label={named(t("Back on the table"), name)} onClick={() => void back()}>
              <Icon name="undo" />
              {t("Back on the table")}
            </button>
          )}
        </div>
      )}
      {asking && <ReasonForm researchId={item.item_id} asking={asking} onDecide={(reason) => decide(asking, reason)} onCancel={done} />}
    </div>
  );
}

interface ReasonFormProps {
  researchId: string;
  asking: Verdict;
  /** Whether it was stored. */
  onDecide(reason: string): Promise<boolean>;
  onCancel(): void;
}

/** Why it is chosen, or why it is set aside; setting aside needs its reason. */
function ReasonForm({ researchId, asking, onDecide, onCancel }: ReasonFormProps) {
  const draft = useDraft(`verdict:${researchId}`, "");
  const [error, setError] = useState("");
  const field = `why-${researchId}`;
  const focusField = () => document.getElementById(field)?.focus();
  useLayoutEffect(focusField, []);
  const send = async (event: Event) => {
    event.preventDefault();
    const reason = draft.peek().trim();
    if (asking === "set_aside" && !reason) {
      setError(t("Write a reason first."));
      focusField();
      return;
    }
    if (await onDecide(reason)) draft.clear();
  };
  return (
    <form
      class="codio-room__form"
      onSubmit={(event) => void send(event)}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !isComposing(event)) onCancel();
      }}
    >
      <LongField
        id={field}
        label={asking === "chosen" ? t("Why do you choose this together?") : t("Why do you set this aside?")}
        hint={asking === "chosen" ? t("You may leave this empty for now.") : ""}
        error={error}
        value={draft.value}
        max={MAX_LONG_CHARACTERS}
        rows={2}
        onInput={draft.set}
      />
      <div class="codio-actions">
        <button type="button" class="codio-button codio-button--line codio-button--tiny" onClick={onCancel}>
          {t("Cancel")}
        </button>
        <button type="submit" class="codio-button codio-button--tiny">
          {asking === "chosen" ? t("Choose") : t("Set it aside")}
        </button>
      </div>
    </form>
  );
}
