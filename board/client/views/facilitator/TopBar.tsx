// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The case, how many people and tables, the connection, and the way to share the code. */

import { useState } from "preact/hooks";
import { t, tn } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { ConnectionChip } from "../sending/ConnectionChip";
import { Icon } from "../parts/Icon";
import { Tag } from "../parts/Tag";
import { ShareDialog } from "./joining/ShareDialog";
import { UndoButton } from "./UndoButton";

export function TopBar() {
  const board = useBoard();
  const [sharing, setSharing] = useState(false);
  const workshop = board.workshop.value;
  if (!workshop) return null;
  const closed = workshop.phase === "closed";
  const people = tn("{n} person", "{n} people", workshop.people);
  const tables = tn("{n} table", "{n} tables", board.tables.value.length);
  return (
    <header class="codio-bar codio-bar--top">
      <a class="codio-brand" href="/">
        <svg aria-hidden="true">
          <use href="/static/icons.svg#brand" />
        </svg>
        Waardenbord
      </a>
      <p class="codio-bar__case">
        <strong>{workshop.title}</strong>
        <span class="codio-soft">
          {people}, {tables}
        </span>
      </p>
      <span class="codio-bar__right">
        {workshop.rehearsal && <Tag look="honey">{t("Rehearsal")}</Tag>}
        <ConnectionChip />
        {!closed && <UndoButton />}
        {!closed && (
          <button type="button" class="codio-button codio-button--line codio-button--tiny" aria-haspopup="dialog" onClick={() => setSharing(true)}>
            <Icon name="people" />
            {t("Share the code")}
          </button>
        )}
        <a class="codio-button codio-button--plain codio-button--tiny" href="/hulp" target="_blank" rel="noopener">
          {t("Help")}
          <span class="codio-visually-hidden">{t("(opens in a new window)")}</span>
        </a>
      </span>
      {sharing && !closed && <ShareDialog onClose={() => setSharing(false)} />}
    </header>
  );
}
