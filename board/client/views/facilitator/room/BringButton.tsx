// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** "Iedereen hierheen": everybody's page goes to this, until the facilitator lets go. Pressed again it lets go. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { TargetKind } from "../../../protocol.gen";
import { Icon } from "../../parts/Icon";
import { bring, canBring, isHere } from "./bringing";

interface BringButtonProps {
  kind: TargetKind;
  target: string;
  /** What people call it. */
  name: string;
}

export function BringButton({ kind, target, name }: BringButtonProps) {
  const board = useBoard();
  if (!canBring(board)) return null;
  const here = isHere(board, kind, target);
  return (
    <button
      type="button"
      class="codio-move codio-bring"
      aria-pressed={here}
      aria-label={here ? t("Everybody is here: {name}", { name }) : t("Everybody here: {name}", { name })}
      onClick={() => void bring(board, kind, target, name)}
    >
      <Icon name="people" />
      {here ? t("Everybody is here") : t("Everybody here")}
    </button>
  );
}
