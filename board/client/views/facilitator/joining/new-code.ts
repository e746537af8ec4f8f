// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Another join code: made by the server, so it is asked by a form and not as a command; everybody hears of it as of any change. */

import { at } from "../../../core/at";

/** "done", "failed", or in how many minutes it can be done again. `former` is a code that the workshop had, to go back to it. */
export async function askNewCode(session: string, former = ""): Promise<"done" | "failed" | number> {
  try {
    const body = new URLSearchParams({ code: former });
    const answer = await fetch(at(`/regie/${session}/code`), { method: "POST", body, redirect: "manual" });
    // What follows is the page of the links, which nobody needs here.
    if (answer.type === "opaqueredirect") return "done";
    const waitS = Number(answer.headers.get("retry-after"));
    return answer.status === 429 && waitS > 0 ? Math.ceil(waitS / 60) : "failed";
  } catch {
    return "failed";
  }
}
