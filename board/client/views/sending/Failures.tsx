// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Refused commands that no visible note carries: what was asked, its text, and why it was refused. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { Failure } from "../../core/api";
import { typedIn } from "../../core/typed";
import { Icon } from "../parts/Icon";
import { CopyText } from "./CopyText";

export function Failures() {
  const board = useBoard();
  const carried = new Set(board.notes.value.flatMap((note) => (note.failure ? [note.failure.n] : [])));
  const loose = board.failures.value.filter((failure) => !carried.has(failure.n));
  return loose.map((failure) => <Loose key={failure.key} failure={failure} text={typedIn(failure.command, board.content.valueName)} />);
}

function Loose({ failure, text }: { failure: Failure; text: string }) {
  const board = useBoard();
  return (
    <div class="codio-message codio-message--alarm">
      <Icon name="alarm" />
      <div>
        <p>{t("Not stored. {reason}", { reason: board.refusalText(failure.code) })}</p>
        {text && <p class="codio-soft">{text}</p>}
        <div class="codio-actions">
          {text && <CopyText text={text} label={t("Copy")} />}
          <button type="button" class="codio-button codio-button--line codio-button--tiny" onClick={() => board.dismiss(failure)}>
            {t("Never mind")}
          </button>
          {failure.retriable && (
            <button type="button" class="codio-button codio-button--tiny" onClick={() => void board.retry(failure)}>
              {t("Try again")}
            </button>
          )}
        </div>
      </div>
    </div>
  );
}
