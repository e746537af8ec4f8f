// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it, mock } from "node:test";
import { pageAnnouncer } from "../../../../board/client/views/parts/announce";

describe("the page's announcer", () => {
  const regions: Record<string, { textContent: string }> = {};
  const said = (id: string) => regions[id]?.textContent;

  beforeEach(() => {
    mock.timers.enable({ apis: ["setTimeout"] });
    for (const id of ["status", "alert"]) regions[id] = { textContent: "" };
    Object.assign(globalThis, { document: { getElementById: (id: string) => regions[id] ?? null } });
  });

  afterEach(() => {
    mock.timers.reset();
    Reflect.deleteProperty(globalThis, "document");
  });

  it("takes an alarm away after ten seconds, so that nobody finds it later as news", () => {
    pageAnnouncer().alert("Not connected.");
    mock.timers.tick(100);
    assert.equal(said("alert"), "Not connected.");
    mock.timers.tick(9_999);
    assert.equal(said("alert"), "Not connected.");
    mock.timers.tick(1);
    assert.equal(said("alert"), "");
  });

  it("gives a second alarm its own ten seconds", () => {
    const { alert } = pageAnnouncer();
    alert("One.");
    mock.timers.tick(9_000);
    alert("Two.");
    mock.timers.tick(9_000);
    assert.equal(said("alert"), "Two.");
  });

  it("says what comes together in one go, and leaves it", () => {
    const { say } = pageAnnouncer();
    say("One.");
    say("Two.");
    mock.timers.tick(60_000);
    assert.equal(said("status"), "One. Two.");
  });
});
