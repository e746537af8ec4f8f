// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Before the first step: your table, who you are if you want to say so, and who is there. */

import { t, tn } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { closed } from "../../../core/sentences";
import { ConnectionChip } from "../../sending/ConnectionChip";
import { Details } from "../../parts/Details";
import { Failures } from "../../sending/Failures";
import { OtherDevice } from "../frame/OtherDevice";
import { OtherLanguage } from "../frame/OtherLanguage";
import { Stamp } from "../../parts/Stamp";
import { writtenIn } from "../../parts/written-in";
import { TableStamps, tableColour } from "../../table/TableStamps";
import { Brand } from "../frame/Brand";
import { CaseText } from "../at-hand/CaseText";
import { late } from "./late";
import { Profile } from "./Profile";
import { CallLinks } from "../room/CallLinks";
import { useWriter } from "../writing/writer";
import { Told } from "../../parts/Told";

export function Lobby() {
  const board = useBoard();
  const workshop = board.workshop.value;
  const ScribeBar = late.value?.ScribeBar;
  return (
    <main class="codio-phone" id="main" tabIndex={-1}>
      <header class="codio-bar">
        <Brand />
        <ConnectionChip />
      </header>
      <div class="codio-lobby">
        <div>
          <p class="codio-soft codio-small">{workshop?.organisation}</p>
          <h1 class="codio-lobby__title" lang={writtenIn(board)}>{workshop?.title}</h1>
        </div>
        {ScribeBar && <ScribeBar />}
        <Seat />
        <section class="codio-lobby__wait">
          <p>
            <strong>{t("We start soon.")}</strong> {t("The facilitator starts the first step. Leave this screen open.")}
          </p>
          <p class="codio-actions">
            <CallLinks />
          </p>
        </section>
        <Details summary={t("Read the case")}>
          <CaseText />
        </Details>
        {board.role === "participant" && <Profile />}
        <Failures />
        <WhoIsThere />
        <p class="codio-actions">
          <OtherDevice />
          <OtherLanguage />
        </p>
      </div>
    </main>
  );
}

function Seat() {
  const board = useBoard();
  const { table } = useWriter();
  if (!table) return null;
  const relations = board.content.framework.foundations.filter((one) => table.foundations.includes(one.id));
  return (
    <section class={`codio-seat codio-sheet${table.foundations.length > 1 ? " codio-seat--several" : ""}`} data-foundation={tableColour(table)}>
      <TableStamps table={table} size="huge" />
      <div>
        <p class="codio-seat__text codio-small">{board.role === "scribe" ? t("This person sits at table") : t("You sit at table")}</p>
        <h2 class="codio-seat__table">{board.tableName(table)}</h2>
        {relations.map((one) => (
          <p class="codio-seat__text codio-small codio-soft" key={one.id}>
            {table.foundations.length > 1 ? (
              <>
                <strong><Told of={one.name} /></strong>: <Told of={one.relation} />
              </>
            ) : (
              sentence(board.content.text(one.relation))
            )}
          </p>
        ))}
        <p class="codio-seat__text codio-small codio-soft">{tn("{n} person sits here.", "{n} people sit here.", table.people)}</p>
      </div>
    </section>
  );
}

function WhoIsThere() {
  const board = useBoard();
  return (
    <section>
      <h2 class="codio-heading">{t("Who is there")}</h2>
      <ul class="codio-there">
        {board.tables.value.map((table) => (
          <li class="codio-there__row" key={table.id}>
            <span class="codio-there__stamps">
              {table.foundations.map((foundation) => (
                <Stamp key={foundation} foundation={foundation} size="small" />
              ))}
            </span>
            <span class="codio-there__name">{board.tableName(table)}</span>
            <span class="codio-there__count codio-number codio-soft">{tn("{n} person", "{n} people", table.people)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function sentence(text: string): string {
  return closed(text.charAt(0).toUpperCase() + text.slice(1));
}
