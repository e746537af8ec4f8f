// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The poster as it is now: four blocks, with tensions and the decision. It changes while it is looked at, and says so. */

import { PosterBody } from "./PosterBody";
import { PosterHead } from "./PosterHead";

/** `compact`: in smaller type, for a phone or beside other things. */
export function LivePoster({ compact = false }: { compact?: boolean }) {
  return (
    <div class={`codio-poster codio-poster--live${compact ? " codio-poster--compact" : ""}`}>
      <PosterHead inside />
      <PosterBody />
    </div>
  );
}
