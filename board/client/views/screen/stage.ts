// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What a stage of the projector is: it draws one step that is on. */

import type { Leaf, RunRecord } from "../../protocol.gen";

export interface StageProps {
  run: RunRecord;
  leaf: Leaf;
}

export type Stage = (props: StageProps) => preact.JSX.Element | null;
