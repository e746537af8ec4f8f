// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The live board's page of the crew: each loads only what its own role needs. */

import { begin } from "./live/start";

begin({
  facilitator: async () => (await import("../roles/facilitator")).View,
  screen: async () => (await import("../roles/screen")).View,
});
