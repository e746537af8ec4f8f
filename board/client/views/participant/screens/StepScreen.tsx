// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What is shown once the workshop has begun, by the name of the screen, and what is shown of notes: all that comes after the lobby (late.ts). */

import { Break } from "./Break";
import { Closed } from "./Closed";
import { Listen } from "./Listen";
import { Plenary } from "./Plenary";
import { Read } from "./Read";
import type { ScreenNow } from "./screens";
import { Talk } from "./Talk";
import { Write } from "./Write";

export { SpotlightBar } from "../room/SpotlightBar";
export { ScribeBar } from "../scribe/ScribeBar";

export function StepScreen({ screen }: { screen: ScreenNow }) {
  const { name, run, leaf } = screen;
  if (name === "closed") return <Closed />;
  if (name === "wait" || name === "lobby" || !run || !leaf) return null;
  switch (name) {
    case "write":
      return <Write run={run} leaf={leaf} />;
    case "read":
      return <Read run={run} leaf={leaf} />;
    case "talk":
      return <Talk run={run} leaf={leaf} />;
    case "break":
      return <Break run={run} leaf={leaf} />;
    case "plenary":
      return <Plenary run={run} leaf={leaf} />;
    default:
      return <Listen run={run} leaf={leaf} show={name} />;
  }
}
