// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** At which of the table's foundations a note belongs, when no value says so. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { FoundationId } from "../../../protocol.gen";
import { Stamp } from "../../parts/Stamp";

interface FoundationFieldProps {
  id: string;
  options: readonly FoundationId[];
  value: FoundationId;
  onPick(foundation: FoundationId): void;
}

export function FoundationField({ id, options, value, onPick }: FoundationFieldProps) {
  const board = useBoard();
  return (
    <fieldset class="codio-fieldset" aria-describedby={`${id}-hint`}>
      <legend class="codio-label">{t("At which foundation does this belong?")}</legend>
      <span class="codio-field__hint" id={`${id}-hint`}>
        {t("Pick one. When you pick a value, the foundation follows from it.")}
      </span>
      <div class="codio-chips">
        {options.map((one) => (
          <label class="codio-chip" key={one} data-foundation={one}>
            <input class="codio-chip__input" type="radio" name={id} checked={value === one} onChange={() => onPick(one)} />
            <Stamp foundation={one} size="small" />
            {board.content.foundationName(one)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
