// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Values that clash and the choice made, one line each. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { closed } from "../../core/sentences";
import type { TensionRecord } from "../../protocol.gen";
import { Icon } from "../parts/Icon";
import { tensionName } from "./words";

export function TensionLines({ tensions }: { tensions: readonly TensionRecord[] }) {
  const board = useBoard();
  if (tensions.length === 0) return null;
  return (
    <div class="codio-poster__tensions" data-group="" data-spot="block:tensions">
      {tensions.map(({ id, content: tension }, at) => (
        <p class="codio-poster__tension" data-piece={`tensions/${String(at)}`} data-spot={`poster:${id}`} key={id}>
          <Icon name="tension" />
          <span>
            <strong>{t("Tension:")}</strong> {closed(tensionName(board, tension))}{" "}
            {tension.choice ? (
              <>
                <strong>{t("Choice:")}</strong> {closed(tension.choice)}
              </>
            ) : (
              <span class="codio-soft">{t("No choice yet")}</span>
            )}
          </span>
        </p>
      ))}
    </div>
  );
}
