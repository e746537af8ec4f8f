// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The whole of what the organiser wrote, beside the form, when it is longer than one row holds. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { Icon } from "../parts/Icon";
import { Theirs } from "../parts/Theirs";
import { MAX_CASE_FIELD_CHARACTERS } from "../../protocol.gen";

export function CaseOrigin() {
  const text = useBoard().workshop.value?.case_text ?? "";
  if (text.length <= MAX_CASE_FIELD_CHARACTERS) return null;
  return (
    <div class="codio-message">
      <Icon name="info" />
      <div>
        <p>
          {t("The description with which the workshop was opened is longer than one row of this form holds ({n} characters; a row holds {max}).", {
            n: text.length,
            max: MAX_CASE_FIELD_CHARACTERS,
          })}{" "}
          <strong>{t("Only its beginning stands in the form. Put the rest in other rows, or make it shorter. This is the whole text:")}</strong>
        </p>
        <CaseWords />
      </div>
    </div>
  );
}

/** What the organiser wrote when the workshop was opened. */
export function CaseWords() {
  return <p class="codio-case__text"><Theirs words={useBoard().workshop.value?.case_text} /></p>;
}
