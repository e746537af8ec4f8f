// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** An action that no table brought: what must be done, and for which foundation; the rest is filled in in the table. */

import { useRef, useState } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { MAX_LONG_CHARACTERS } from "../../../protocol.gen";
import type { PosterActionContent } from "../../../protocol.gen";
import { EditForm } from "../../form/EditForm";
import { LongField } from "../../form/Fields";
import { useEdit } from "../../form/useEdit";
import { Icon } from "../../parts/Icon";
import { EMPTY_ACTION } from "./ActionFields";
import { Foundations } from "./ValueEntry";

export function NewAction() {
  const board = useBoard();
  const button = useRef<HTMLButtonElement>(null);
  const [id, setId] = useState(() => board.newId());
  const edit = useEdit<PosterActionContent>("new-action", null, EMPTY_ACTION, (fields, base_rev) => {
    return { type: "put_poster_entry", entry_id: id, base_rev, content: { ...EMPTY_ACTION, ...fields } };
  }, t("The action is on the poster"));
  const done = () => {
    setId(board.newId());
    requestAnimationFrame(() => button.current?.focus());
  };
  if (!edit.fields) {
    return (
      <button type="button" class="codio-button codio-button--line codio-button--tiny" data-go="poster_actions" ref={button} onClick={edit.open}>
        <Icon name="plus" />
        {t("Add another action")}
      </button>
    );
  }
  return (
    <EditForm edit={edit} label={t("Add another action")} newerText={() => ""} onDone={done}>
      <LongField id="action-new" label={t("What must be done?")} value={edit.fields.action} max={MAX_LONG_CHARACTERS} rows={2} onInput={(action) => edit.change({ action })} />
      <Foundations id="foundation-new" value={edit.fields.foundation} onPick={(foundation) => edit.change({ foundation })} />
    </EditForm>
  );
}
