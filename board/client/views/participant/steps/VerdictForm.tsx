// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** A table chooses a value from research, or sets it aside with the reason. */

import { useRef, useState } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { ItemOf } from "../../../core/items";
import type { TableRecord, Verdict } from "../../../protocol.gen";
import { act } from "../../sending/act";
import { useDraft } from "../../form/drafts";
import { LongField } from "../../form/Fields";
import { Icon } from "../../parts/Icon";
import { Tag } from "../../parts/Tag";
import { useWriter } from "../writing/writer";

interface VerdictProps {
  item: ItemOf<"research_value">;
  table: TableRecord;
  verdict: ItemOf<"research_verdict"> | null;
}


export function VerdictForm({ item, table, verdict }: VerdictProps) {
  const board = useBoard();
  const { mayDecide } = useWriter();
  const [asking, setAsking] = useState<Verdict | null>(null);
  const draft = useDraft(`verdict:${item.item_id}`, "");
  const [error, setError] = useState("");
  const buttons = useRef<HTMLDivElement>(null);
  const name = board.content.valueName(item.content.value);
  const item_id = `verdict:${item.item_id}:${table.id}`;
  const field = `why-${item.item_id}`;

  const ask = (wanted: Verdict) => {
    setAsking(wanted);
    setError("");
    requestAnimationFrame(() => document.getElementById(field)?.focus());
  };
  const done = () => {
    setAsking(null);
    requestAnimationFrame(() => buttons.current?.querySelector<HTMLElement>("button")?.focus());
  };
  const send = async (event: Event) => {
    event.preventDefault();
    const reason = draft.value.trim();
    if (!asking) return;
    if (asking === "set_aside" && !reason) {
      setError(t("Write a reason first."));
      document.getElementById(field)?.focus();
      return;
    }
    const said = asking === "chosen" ? t("{note} is chosen", { note: name }) : t("{note} is set aside", { note: name });
    const content = { type: "research_verdict", research_id: item.item_id, table_id: table.id, verdict: asking, reason } as const;
    done();
    if (await act(board, { type: "put_item", item_id, base_rev: verdict?.rev ?? 0, content }, said)) draft.clear();
  };
  const back = () => verdict && act(board, { type: "remove_item", item_id, base_rev: verdict.rev }, t("{note} lies on the table again", { note: name }));

  return (
    <div class="codio-research__verdict">
      {verdict && (
        <p>
          <Tag icon={verdict.content.verdict === "chosen" ? "check" : "aside"} look={verdict.content.verdict === "chosen" ? "ink" : "dashed"}>
            {verdict.content.verdict === "chosen" ? t("Chosen") : t("Set aside")}
          </Tag>{" "}
          {verdict.content.reason}
        </p>
      )}
      {mayDecide && asking === null && (
        <div class="codio-actions" ref={buttons}>
          {verdict?.content.verdict !== "chosen" && (
            <button type="button" class="codio-move" aria-label={t("Choose {note}", { note: name })} onClick={() => ask("chosen")}>
              <Icon name="check" />
              {t("Choose")}
            </button>
          )}
          {verdict?.content.verdict !== "set_aside" && (
            <button type="button" class="codio-move" aria-label={t("Set {note} aside", { note: name })} onClick={() => ask("set_aside")}>
              <Icon name="aside" />
              {t("Set it aside")}
            </button>
          )}
          {verdict && (
            <button type="button" class="codio-move" aria-label={t("Put {note} back on the table", { note: name })} onClick={() => void back()}>
              <Icon name="undo" />
              {t("Back on the table")}
            </button>
          )}
        </div>
      )}
      {asking && (
        <form
          class="codio-room__form"
          onSubmit={(event) => void send(event)}
          onKeyDown={(event) => {
            if (event.key === "Escape") done();
          }}
        >
          <LongField
            id={field}
            label={asking === "chosen" ? t("Why do you choose this together?") : t("Why do you set this aside?")}
            hint={asking === "chosen" ? t("You may leave this empty for now.") : ""}
            error={error}
            value={draft.value}
            max={board.limits.value.why}
            rows={2}
            onInput={draft.set}
          />
          <div class="codio-actions">
            <button type="button" class="codio-button codio-button--line codio-button--tiny" onClick={done}>
              {t("Cancel")}
            </button>
            <button type="submit" class="codio-button codio-button--tiny">
              {asking === "chosen" ? t("Choose") : t("Set it aside")}
            </button>
          </div>
        </form>
      )}
    </div>
  );
}
