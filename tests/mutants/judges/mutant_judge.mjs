// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** A reporter for Node's test runner that says of every test whether an assertion failed in it: one line of JSON each. */

export default async function* judge(events) {
  for await (const { type, data } of events) {
    if (type !== "test:pass" && type !== "test:fail") continue;
    // A suite and a file tell what is in them once more.
    if (data.details?.type === "suite" || data.details?.error?.failureType === "subtestsFailed") continue;
    if (data.skip !== undefined || data.todo !== undefined) continue;
    const error = data.details?.error;
    const cause = error?.cause ?? error;
    const passed = type === "test:pass";
    const asserted = error?.failureType === "testCodeFailure" && cause?.code === "ERR_ASSERTION";
    const outcome = passed ? "passed" : asserted ? "assertion" : "crash";
    const why = passed ? "" : String(cause?.message ?? cause).split("\n")[0];
    const seconds = (data.details?.duration_ms ?? 0) / 1000;
    yield `${JSON.stringify({ test: `${data.file}::${data.name}`, outcome, why, seconds })}\n`;
  }
}
