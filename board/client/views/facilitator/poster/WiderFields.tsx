// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** "Breder inzetbaar": whether it suits other projects too, and how. */

import { t } from "../../../core/i18n";
import { LongField } from "../../form/Fields";
import { MAX_LONG_CHARACTERS } from "../../../protocol.gen";

export interface Wider {
  wider: boolean;
  wider_note: string;
}

export function WiderFields({ id, fields, change }: { id: string; fields: Wider; change(part: Partial<Wider>): void }) {
  return (
    <>
      <label class="codio-edit__tick">
        <input type="checkbox" checked={fields.wider} onChange={(event) => change({ wider: event.currentTarget.checked })} />
        {t("Can be used more widely")}
      </label>
      {fields.wider && (
        <LongField
          id={`wider-${id}`}
          label={t("Where else, and what does the whole organisation gain?")}
          value={fields.wider_note}
          max={MAX_LONG_CHARACTERS}
          rows={2}
          onInput={(wider_note) => change({ wider_note })}
        />
      )}
    </>
  );
}
