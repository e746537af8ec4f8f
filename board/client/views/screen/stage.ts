// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What every stage is given. */

import type { Leaf, RunRecord } from "../../protocol.gen";

export interface StepProps {
  run: RunRecord;
  leaf: Leaf;
}

/** `guest`: what is shown while the step is about something else; empty on the stage of the step itself. */
export interface StageProps {
  run: RunRecord | null;
  leaf: Leaf | null;
  guest: string;
}

export type StepStage = (props: StepProps) => preact.JSX.Element | null;
export type Stage = (props: StageProps) => preact.JSX.Element | null;
