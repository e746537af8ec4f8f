// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * What was done last, and one button that takes it back; or why it could not be taken back. It stays until something else is done: no
 * message that runs away.
 */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { Icon } from "../parts/Icon";
import { redoLast, undoLast } from "./take-back";
import { useTakenBack } from "./useTakenBack";

export function UndoBar() {
  const board = useBoard();
  const { offer, undone, refused, seen, place, press } = useTakenBack();
  if (refused) {
    return (
      <div class="codio-notice codio-notice--refused" ref={place}>
        <Icon name="alarm" />
        <span>{refused}</span>
        <button type="button" class="codio-button codio-button--tiny" onClick={seen}>
          {t("Seen")}
        </button>
      </div>
    );
  }
  if (undone) {
    return (
      <div class="codio-notice" ref={place}>
        <Icon name="undo" />
        <span>{t("Taken back: {what}.", { what: undone.label })}</span>
        <button type="button" class="codio-button codio-button--tiny" onClick={() => press(() => redoLast(board))}>
          {t("Do it again")}
        </button>
        {offer && (
          <button type="button" class="codio-button codio-button--tiny" aria-label={t("Undo: {what}", { what: offer.label })} onClick={() => press(() => undoLast(board))}>
            <Icon name="undo" />
            <span>
              {t("Undo")}
              <span class="codio-notice__what">: {offer.label}</span>
            </span>
          </button>
        )}
      </div>
    );
  }
  if (!offer) return null;
  return (
    <div class="codio-notice" ref={place}>
      <Icon name="check" />
      <span>{offer.label}.</span>
      <button type="button" class="codio-button codio-button--tiny" onClick={() => press(() => undoLast(board))}>
        <Icon name="undo" />
        {t("Undo")}
      </button>
    </div>
  );
}
