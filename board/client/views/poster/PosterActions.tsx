// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** "Acties om CODIO te borgen": what, who does it, who follows it, when. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { PosterActionContent, PosterActionRecord } from "../../protocol.gen";
import { Stamp } from "../parts/Stamp";
import { Theirs } from "../parts/Theirs";
import { measureName } from "../measures/measures";
import { inOrder, principlesNamed } from "./priority";
import { factsInLine, levelName, weightName } from "./words";

/** Characters of a term that stay together. */
const TOGETHER_CHARACTERS = 16;
const NBSP = "\u00a0";

export function PosterActions({ actions }: { actions: readonly PosterActionRecord[] }) {
  const board = useBoard();
  const order = board.posterOrder.value;
  const ordered = inOrder(actions, board);
  if (actions.length === 0) return <p class="codio-soft">{t("No action yet.")}</p>;
  const [holder, monitor, term] = [t("Action holder"), t("Who monitors this"), t("Term")];
  return (
    <table class="codio-poster__table" data-group="" data-spot="block:actions">
      {ordered !== actions && (
        <caption class="codio-poster__order">
          {order?.by_principle && t("By principle")}
          {order?.by_principle && order.by_priority && " · "}
          {order?.by_priority && t("Most needed and most important first")}
        </caption>
      )}
      <thead>
        <tr>
          <th scope="col">{t("Action")}</th>
          <th scope="col">{holder}</th>
          <th scope="col">{monitor}</th>
          <th scope="col">{term}</th>
        </tr>
      </thead>
      <tbody>
        {ordered.map(({ id, content: action }, at) => (
          <tr data-piece={`actions/${String(at)}`} data-spot={`poster:${id}`} key={id}>
            <td>
              <div class="codio-poster__action">
                <Stamp foundation={action.foundation} />
                <span>
                  <span class="codio-visually-hidden">{board.content.foundationName(action.foundation)}: </span>
                  <Theirs words={action.action} />
                  <UnderAction action={action} />
                </span>
              </div>
            </td>
            <td data-label={holder}>{action.holder ? <Theirs words={action.holder} /> : <Open />}</td>
            <td data-label={monitor}>{action.monitor ? <Theirs words={action.monitor} /> : <Open />}</td>
            <td data-label={term}>{action.term ? <Theirs words={together(action.term)} /> : <Open />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A short term stays on one line: "voor de zomer". */
function together(term: string): string {
  return term.length <= TOGETHER_CHARACTERS ? term.replaceAll(" ", NBSP) : term;
}

function Open() {
  return <span class="codio-poster__open">{t("still open")}</span>;
}

function UnderAction({ action }: { action: PosterActionContent }) {
  const board = useBoard();
  const { valueName } = board.content;
  const principles = principlesNamed(action.values, board);
  const facts = [
    action.necessity && t("need: {weight}", { weight: weightName(action.necessity) }),
    action.importance && t("importance: {weight}", { weight: weightName(action.importance) }),
    action.level && t("Level: {level}", { level: levelName(action.level) }),
    action.values.length > 0 && t("for {values}", { values: action.values.map((ref) => valueName(ref)).join(", ") }),
    principles && t("principle: {names}", { names: principles }),
  ].filter(Boolean);
  // What nobody could read from the back of a room.
  const rest = [
    action.audience && t("for whom: {audience}", { audience: action.audience }),
    action.measures.length > 0 && action.measures.map((id) => measureName(board, id)).join(", "),
    action.needs && t("needed: {needs}", { needs: action.needs }),
    action.wider && (action.wider_note ? t("also elsewhere: {note}", { note: action.wider_note }) : t("also elsewhere")),
  ].filter(Boolean);
  if (facts.length + rest.length === 0) return null;
  return (
    <small class="codio-poster__level">
      {factsInLine(facts)}
      {rest.length > 0 && (
        <span class="codio-poster__rest">
          {facts.length > 0 && "\u00a0· "}
          {factsInLine(rest)}
        </span>
      )}
    </small>
  );
}
