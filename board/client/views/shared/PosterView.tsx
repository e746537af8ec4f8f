// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The poster as it stands now: values per foundation, tensions, actions, checklist, decision. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { Level, ProjectOutcome } from "../../protocol.gen";
import { ChecklistView } from "./ChecklistView";
import { Icon } from "./Icon";
import { Stamp } from "./Stamp";
import { Tag } from "./Tag";
import { clockTime, FOUNDATIONS } from "./words";

const LEVELS: { [level in Level]: () => string } = {
  project: () => t("project"),
  organisation: () => t("organisation"),
  other_level: () => t("first at another level"),
};

const OUTCOMES: { [outcome in ProjectOutcome]: () => string } = {
  go: () => t("go on"),
  go_adapted: () => t("go on, adapted"),
  stop: () => t("do not go on"),
  open: () => t("still open"),
};

export function PosterView() {
  const board = useBoard();
  const decision = board.decision.value;
  return (
    <div class="codio-poster codio-poster--page">
      <PosterState />
      <div class="codio-poster__values">
        {FOUNDATIONS.map((foundation) => {
          const values = board.posterValues.value.filter((entry) => entry.foundation === foundation);
          return (
            <section class="codio-poster__sheet codio-sheet" data-foundation={foundation} key={foundation}>
              <div class="codio-poster__foundation">
                <Stamp foundation={foundation} size="large" />
                <h2 class="codio-poster__name">{board.content.foundationName(foundation)}</h2>
              </div>
              {values.length === 0 && <p class="codio-soft">{t("No values yet")}</p>}
              {values.map((entry) => (
                <div class="codio-poster__value" key={entry.id}>
                  <h3 class="codio-poster__value-name">{board.content.valueName(entry.value)}</h3>
                  {entry.meaning && <p class="codio-poster__meaning">{entry.meaning}</p>}
                </div>
              ))}
            </section>
          );
        })}
      </div>
      <Tensions />
      <div class="codio-poster__lower">
        <Actions />
        <section class="codio-poster__checklist">
          <h2 class="codio-poster__heading">{t("Checklist")}</h2>
          <ChecklistView />
        </section>
      </div>
      {decision && decision.outcome !== "open" && (
        <p class="codio-poster__decision">
          <strong>{t("Decision:")}</strong> {OUTCOMES[decision.outcome]()}. {decision.reason}
        </p>
      )}
    </div>
  );
}

/** Fixed, with its version; changed since; or still being filled in. */
function PosterState() {
  const board = useBoard();
  const last = board.snapshots.value.at(-1);
  return (
    <p class="codio-poster__state">
      {last && (
        <span class="codio-seal">
          <b class="codio-seal__word">{t("Fixed")}</b>
          <span>{t("version {version}, {time}", { version: last.version, time: clockTime(board, last.at_ms) })}</span>
        </span>
      )}
      {last && !last.current && <Tag look="dashed">{t("version {version} is being made", { version: last.version + 1 })}</Tag>}
      {!last && board.workshop.value?.phase !== "closed" && (
        <Tag icon="edit" look="dashed">
          {t("Being filled in now")}
        </Tag>
      )}
    </p>
  );
}

function Tensions() {
  const board = useBoard();
  if (board.tensions.value.length === 0) return null;
  return (
    <div class="codio-poster__tensions">
      {board.tensions.value.map((tension) => (
        <p class="codio-poster__tension" key={tension.id}>
          <Icon name="tension" />
          <span>
            <strong>{t("Tension:")}</strong>{" "}
            {t("{a} and {b}.", { a: board.content.valueName(tension.value_a), b: board.content.valueName(tension.value_b) })} {tension.clash}{" "}
            <strong>{t("Choice:")}</strong> {tension.choice ? [tension.choice, tension.reason].filter(Boolean).join(" ") : t("No choice yet")}
          </span>
        </p>
      ))}
    </div>
  );
}

function Actions() {
  const board = useBoard();
  const actions = board.posterActions.value;
  return (
    <section>
      <h2 class="codio-poster__heading">{t("Actions to safeguard CODIO")}</h2>
      {actions.length === 0 && <p class="codio-soft">{t("No actions yet")}</p>}
      {actions.length > 0 && (
        <table class="codio-poster__table">
          <thead>
            <tr>
              <th scope="col">{t("Action")}</th>
              <th scope="col">{t("Action holder")}</th>
              <th scope="col">{t("Who follows this")}</th>
              <th scope="col">{t("Term")}</th>
            </tr>
          </thead>
          <tbody>
            {actions.map((entry) => (
              <tr key={entry.id}>
                <td>
                  <div class="codio-poster__action">
                    <Stamp foundation={entry.foundation} />
                    <span>
                      {entry.action}
                      <small class="codio-poster__level">{t("Level: {level}", { level: LEVELS[entry.level]() })}</small>
                    </span>
                  </div>
                </td>
                <td data-label={t("Action holder")}>{entry.holder || t("not filled in yet")}</td>
                <td data-label={t("Who follows this")}>{entry.monitor || t("not filled in yet")}</td>
                <td data-label={t("Term")}>{entry.term || t("not filled in yet")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
