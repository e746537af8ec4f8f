// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it, mock } from "node:test";
import { pageAnnouncer, speakWithin } from "../../../../board/client/views/parts/announce";

/** A place in a page, and what was read in it when. */
class Place {
  parentElement: Place | null = null;
  readonly read: [at_ms: number, text: string][] = [];
  #text = "";

  get textContent(): string {
    return this.#text;
  }

  set textContent(text: string) {
    this.#text = text;
    this.read.push([Date.now(), text]);
  }

  append(child: Place): void {
    child.parentElement = this;
  }

  /** For how many ms each text stood here until now; the text that is there now counts as well. */
  stays(): [text: string, ms: number][] {
    return this.read.map(([at, text], which) => [text, (this.read[which + 1]?.[0] ?? Date.now()) - at]);
  }
}

/** Node moves its clock before it runs what was due, so time goes in small steps. */
function pass(ms: number): void {
  for (let at = 0; at < ms; at += 1) mock.timers.tick(1);
}

describe("the page's announcer", () => {
  const body = new Place();
  const regions: Record<string, Place> = {};
  const said = (id: string) => regions[id]?.textContent;
  const announcer = () => pageAnnouncer(Date.now);
  const all = (id: string) => (regions[id]?.read ?? []).map(([, text]) => text).filter((text) => text !== "");

  beforeEach(() => {
    mock.timers.enable({ apis: ["setTimeout", "Date"] });
    for (const id of ["status", "alert"]) body.append((regions[id] = new Place()));
    Object.assign(globalThis, { document: { getElementById: (id: string) => regions[id] ?? null } });
  });

  afterEach(() => {
    mock.timers.reset();
    Reflect.deleteProperty(globalThis, "document");
  });

  it("says a thing soon, and leaves it there", () => {
    announcer().say("One.");
    pass(100);
    assert.equal(said("status"), "One.");
    pass(60_000);
    assert.equal(said("status"), "One.");
  });

  it("says the same sentence a second time as news", () => {
    const { say } = announcer();
    say("One.");
    pass(5_000);
    say("One.");
    assert.equal(said("status"), "");
    pass(100);
    assert.equal(said("status"), "One.");
  });

  it("says what comes together in one go, each as a sentence", () => {
    const { say } = announcer();
    say("1 person wants to say something");
    say("The time of this step does not run yet");
    pass(100);
    assert.equal(said("status"), "1 person wants to say something. The time of this step does not run yet");
  });

  it("[BRD-30] lets words stand long enough to be read, whenever the next come", () => {
    for (const apart of [0, 50, 101, 150, 700, 1_599, 1_600, 1_601, 3_000]) {
      regions.status = new Place();
      const { say } = announcer();
      say("One.");
      pass(apart);
      say("Two.");
      pass(10_000);
      const words = all("status").join(" ");
      assert.equal(words, "One. Two.", `${apart} ms apart`);
      for (const [text, ms] of regions.status.stays()) assert.ok(text === "" || ms >= 1_500, `${text} stood ${ms} ms, ${apart} ms apart`);
    }
  });

  it("[BRD-30] makes no queue: what came while words stood is told together, at once after them", () => {
    const { say } = announcer();
    for (let number = 0; number < 40; number += 1) {
      say(`Thing ${number}.`);
      pass(40);
    }
    pass(1_700);
    assert.equal(all("status").length, 2);
    assert.ok(said("status")?.endsWith("Thing 39."));
    assert.equal(all("status").join(" "), Array.from({ length: 40 }, (_, number) => `Thing ${number}.`).join(" "));
  });

  it("drops a count that is out of date before it could be told, and what waits twice", () => {
    const { say } = announcer();
    say("1 note selected", "selected");
    pass(200);
    say("2 notes selected", "selected");
    say("The board stands still.");
    say("3 notes selected", "selected");
    say("The board stands still.");
    pass(2_000);
    assert.deepEqual(all("status"), ["1 note selected", "3 notes selected. The board stands still."]);
  });

  it("[BRD-30] lets no alarm wait for words", () => {
    const { say, alert } = announcer();
    say("One.");
    pass(150);
    say("Two.");
    alert("Not connected.");
    pass(100);
    assert.equal(said("alert"), "Not connected.");
    assert.equal(said("status"), "One.");
  });

  it("takes an alarm away after ten seconds, so that nobody finds it later as news", () => {
    announcer().alert("Not connected.");
    pass(100);
    pass(9_999);
    assert.equal(said("alert"), "Not connected.");
    pass(1);
    assert.equal(said("alert"), "");
  });

  it("gives a second alarm its own ten seconds", () => {
    const { alert } = announcer();
    alert("One.");
    pass(9_000);
    alert("Two.");
    pass(9_000);
    assert.equal(said("alert"), "Two.");
  });

  it("[BRD-30] lets no alarm wait for another, and keeps both until the first could be read", () => {
    const { alert } = announcer();
    alert("One.");
    pass(300);
    alert("Two.");
    pass(100);
    assert.equal(said("alert"), "One. Two.");
    pass(1_300);
    alert("Three.");
    pass(100);
    assert.equal(said("alert"), "Two. Three.");
  });

  it("tells a refusal that comes again and again once, and again", () => {
    const { alert } = announcer();
    alert("That cannot be done now.");
    pass(300);
    alert("That cannot be done now.");
    pass(100);
    assert.deepEqual(all("alert"), ["That cannot be done now.", "That cannot be done now."]);
  });

  it("speaks within a dialog: what could not be read yet is told again there, what is old is not", () => {
    const dialog = new Place();
    const { say } = announcer();
    say("Old.");
    pass(5_000);
    const outside = speakWithin(dialog as unknown as HTMLElement);
    pass(200);
    assert.equal(said("status"), "");
    assert.equal(regions.status?.parentElement, dialog);
    say("Stored.");
    outside();
    assert.equal(regions.status?.parentElement, body);
    pass(100);
    assert.equal(said("status"), "Stored.");
    pass(200);
    speakWithin(dialog as unknown as HTMLElement);
    pass(100);
    assert.equal(said("status"), "Stored.");
    assert.equal(regions.status?.parentElement, dialog);
  });
});
