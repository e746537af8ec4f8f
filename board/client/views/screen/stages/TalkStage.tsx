// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** A step in which people talk or read: what to do, the questions, and the time. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { NoteKind, Text } from "../../../protocol.gen";
import { Icon } from "../../parts/Icon";
import { MODE_ICONS, modeName } from "../../step/modes";
import { TableStamps, tableColour } from "../../table/TableStamps";
import { choosesIn } from "../../step/choosing";
import { visibleQuestions } from "../../step/questions";
import { aboveTitle } from "../../step/whereabouts";
import type { StepProps } from "../stage";
import { StepAsks } from "../StepAsks";
import { useFit } from "../fit/useFit";
import { EndLine, Strokes, Time } from "../time";
import { Told } from "../../parts/Told";

const BLOCK = "codio-screen-step";

/** More questions than these may stand in two columns. */
const FEW = 3;

export function TalkStage({ run, leaf }: StepProps) {
  const board = useBoard();
  const stage = useFit();
  const opened = run.silent;
  return (
    <main class={`codio-screen__stage ${BLOCK}`} id="main" data-grows="" ref={stage}>
      <header class={`${BLOCK}__head`}>
        <p>{aboveTitle(board, leaf)}</p>
        <p class={`${BLOCK}__mode`}>
          <Icon name={opened ? "check" : MODE_ICONS[leaf.mode]} />
          {opened ? t("Open") : modeName(leaf.mode)}
        </p>
      </header>
      <div class={`${BLOCK}__body`}>
        <h1 class={`${BLOCK}__title`}><Told of={leaf.title} /></h1>
        {opened && <p class={`${BLOCK}__do`}>{leaf.kinds.length > 0 ? t("The time is up. The notes lie open on the tables.") : t("The time is up")}</p>}
        {!opened && <p class={`${BLOCK}__do`}><Told of={leaf.do} /></p>}
        {!opened && <Questions questions={visibleQuestions(board, leaf).map((asked) => asked.question)} />}
        {leaf.sheet && choosesIn(leaf, board.leaves.value) && <ReadyTables kind={leaf.sheet} />}
      </div>
      <StepAsks leaf={leaf} outcome={!opened} />
      <footer class={`${BLOCK}__foot`}>
        <Time run={run} leaf={leaf} block={BLOCK} />
        <Strokes run={run} leaf={leaf} />
        <EndLine run={run} leaf={leaf} block={BLOCK} />
      </footer>
    </main>
  );
}

function Questions({ questions }: { questions: readonly Text[] }) {
  if (questions.length === 0) return null;
  return (
    <ul class={`${BLOCK}__list`} data-group="" {...(questions.length > FEW ? { "data-columned": "" } : {})}>
      {questions.map((question, at) => (
        <li data-piece={`asked/${String(at)}`} class={`${BLOCK}__item`} key={question.en}>
          <Told of={question} />
        </li>
      ))}
    </ul>
  );
}

/** Which tables are ready to tell, as far as the room may see it. */
function ReadyTables({ kind }: { kind: NoteKind }) {
  const board = useBoard();
  const seen = board.tables.value.flatMap((table) => {
    const sheet = board.sheetOf(table.id, kind);
    return sheet ? [{ table, ready: sheet.ready }] : [];
  });
  if (seen.length === 0) return null;
  return (
    <ul class="codio-screen-ready" data-group="" aria-label={t("Ready to tell")}>
      {seen.map(({ table, ready }, at) => {
        return (
          <li data-piece={`ready/${String(at)}`} class={`codio-screen-ready__table${ready ? " codio-screen-ready__table--ready" : ""}`} data-foundation={tableColour(table)} key={table.id}>
            <TableStamps table={table} />
            <span>
              {board.tableName(table)}: {ready ? t("ready to tell") : t("still busy")}
            </span>
            {ready && <Icon name="check" />}
          </li>
        );
      })}
    </ul>
  );
}
