// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Where we are, the case, how many people and tables, the connection, and the way to share the code. */

import { useState } from "preact/hooks";
import { at } from "../../core/at";
import { t, tn } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { ConnectionChip } from "../sending/ConnectionChip";
import { HouseSign } from "../parts/HouseSign";
import { Icon } from "../parts/Icon";
import { Tag } from "../parts/Tag";
import { Theirs } from "../parts/Theirs";
import { StepHeader } from "../step/StepHeader";
import { ShareDialog } from "./joining/ShareDialog";

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
      <a class="codio-brand" href={at("/")}>
        <HouseSign />
        <span class="codio-bar__name" translate={false}>Waardenbord</span>
      </a>
      <Where />
      <p class="codio-bar__case">
        {board.leaf.value && !closed && <strong><Theirs words={workshop.title} /></strong>}
        <span class="codio-soft">
          {people}, {tables}
        </span>
      </p>
      <span class="codio-bar__right">
        {workshop.rehearsal && <Tag look="honey">{t("Rehearsal")}</Tag>}
        <ConnectionChip />
        {!closed && (
          <button type="button" class="codio-button codio-button--line codio-button--tiny" aria-haspopup="dialog" onClick={() => setSharing(true)}>
            <Icon name="people" />
            {t("Share the code")}
          </button>
        )}
        <a class="codio-button codio-button--plain codio-button--tiny" href={at("/hulp")} target="_blank" rel="noopener">
          {t("Help")}
          <span class="codio-visually-hidden">{t("(opens in a new window)")}</span>
        </a>
      </span>
      {sharing && !closed && <ShareDialog onClose={() => setSharing(false)} />}
    </header>
  );
}

/** The step that is on; before and after it the workshop. */
function Where() {
  const board = useBoard();
  const workshop = board.workshop.value;
  const leaf = board.leaf.value;
  if (!workshop) return null;
  if (leaf && workshop.phase !== "closed") return <StepHeader leaf={leaf} />;
  const { people } = workshop;
  const waiting = people === 0 ? t("Nobody is in yet. Share the code.") : tn("{n} person is in. Start when everyone is there.", "{n} people are in. Start when everyone is there.", people);
  return (
    <div class="codio-step">
      <p class="codio-step__where">{workshop.phase === "closed" ? t("The workshop is closed") : waiting}</p>
      <h1 class="codio-step__title"><Theirs words={workshop.title} /></h1>
    </div>
  );
}
