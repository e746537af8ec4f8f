// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** "Acties om CODIO te borgen": what, who does it, who follows it, when. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { PosterActionRecord } from "../../protocol.gen";
import { Stamp } from "../shared/Stamp";
import { levelName } from "./words";

export function PosterActions({ actions }: { actions: readonly PosterActionRecord[] }) {
  const board = useBoard();
  if (actions.length === 0) return <p class="codio-soft">{t("No action yet.")}</p>;
  const [holder, monitor, term] = [t("Action holder"), t("Who follows this"), t("When")];
  return (
    <table class="codio-poster__table">
      <thead>
        <tr>
          <th scope="col">{t("Action")}</th>
          <th scope="col">{holder}</th>
          <th scope="col">{monitor}</th>
          <th scope="col">{term}</th>
        </tr>
      </thead>
      <tbody>
        {actions.map((action) => (
          <tr key={action.id}>
            <td>
              <div class="codio-poster__action">
                <Stamp foundation={action.foundation} />
                <span>
                  <span class="codio-visually-hidden">{board.content.foundationName(action.foundation)}: </span>
                  {action.action}
                  <UnderAction action={action} />
                </span>
              </div>
            </td>
            <td data-label={holder}>{action.holder || <Open />}</td>
            <td data-label={monitor}>{action.monitor || <Open />}</td>
            <td data-label={term}>{action.term || <Open />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Open() {
  return <span class="codio-poster__open">{t("still open")}</span>;
}

function UnderAction({ action }: { action: PosterActionRecord }) {
  const { valueName } = useBoard().content;
  const facts = [
    action.level && t("Level: {level}", { level: levelName(action.level) }),
    action.values.length > 0 && t("for {values}", { values: action.values.map((ref) => valueName(ref)).join(", ") }),
    action.audience && t("for whom: {audience}", { audience: action.audience }),
  ].filter(Boolean);
  return facts.length > 0 ? <small class="codio-poster__level">{facts.join(" · ")}</small> : null;
}
