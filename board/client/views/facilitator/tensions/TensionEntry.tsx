// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Two values or two actions that clash: how, who is affected, the choice, why, and who decides (DOM-19). */

import { t } from "../../../core/i18n";
import { unclosed } from "../../../core/sentences";
import { useBoard } from "../../../core/context";
import type { TensionContent, TensionRecord } from "../../../protocol.gen";
import { tensionName } from "../../poster/words";
import { Icon } from "../../parts/Icon";
import { Theirs } from "../../parts/Theirs";
import { EditForm } from "../../form/EditForm";
import { EntryCard } from "../entry/EntryCard";
import { TensionFields } from "./TensionFields";
import { useEdit } from "../../form/useEdit";

export function TensionEntry({ tension }: { tension: TensionRecord }) {
  const board = useBoard();
  const { content } = tension;
  const name = tensionName(board, content);
  const { clash, affected, choice, reason, decides } = content;
  const edit = useEdit<TensionContent>(
    tension.id,
    { fields: content, rev: tension.rev },
    content,
    (fields, base_rev) => ({ type: "put_poster_entry", entry_id: tension.id, base_rev, content: { ...content, ...fields } }),
    t("The tension is changed"),
  );
  const linked = board.posterActions.value.filter((action) => content.actions.includes(action.id));
  const form = (done: () => void) => (
    <EditForm edit={edit} label={t("Change {name}", { name })} newerText={(newer) => [newer.clash, newer.choice].filter(Boolean).join(" · ")} onDone={done}>
      {edit.fields && <TensionFields id={tension.id} fields={edit.fields} change={edit.change} />}
    </EditForm>
  );
  return (
    <EntryCard entry={tension} name={name} peers={board.tensions.value} form={form} editing={edit.fields !== null} {...(choice ? {} : { lacks: "choices" })} onEdit={edit.open}>
      <h3 class="codio-entry__name">
        <Icon name="tension" />
        {name}
      </h3>
      {clash && <p><Theirs words={clash} /></p>}
      {choice ? (
        <p>
          <strong>{t("Choice:")}</strong> <Theirs words={choice} /> {reason && <span class="codio-soft">(<Theirs words={reason} />)</span>}
        </p>
      ) : (
        <p class="codio-soft">{t("No choice yet")}</p>
      )}
      {affected && <p class="codio-small">{t("Touches: {who}", { who: affected })}</p>}
      {decides && <p class="codio-small">{t("Decides: {who}", { who: decides })}</p>}
      {linked.length > 0 && <p class="codio-small">{t("Actions for this: {list}", { list: linked.map((action) => unclosed(action.content.action)).join("; ") })}</p>}
    </EntryCard>
  );
}
