// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Why something was not done, for people. A code without a sentence does not compile. */

import type { Code } from "../protocol.gen";
import { t } from "./i18n";

const SENTENCES: { readonly [code in Code]: () => string } = {
  invalid: () => t("The server did not understand this. Load the page again."),
  too_long: () => t("This text is too long. Make it shorter."),
  empty: () => t("Something is not filled in yet."),
  not_allowed: () => t("You cannot do this here."),
  not_now: () => t("This is not possible in this step."),
  not_yours: () => t("This belongs to somebody else."),
  silence_running: () => t("It is silent now. This can be done when the time is up."),
  run_ended: () => t("This step is over."),
  stale_run: () => t("The workshop has gone on to another step."),
  stale_rev: () => t("Somebody else was just before you. Look at what it says now, and try again."),
  unknown_note: () => t("This note is not there any more."),
  unknown_person: () => t("This person is not there any more."),
  unknown_table: () => t("This table is not there any more."),
  unknown_step: () => t("This step does not exist."),
  unknown_value: () => t("This value does not exist."),
  unknown_entry: () => t("This is not on the poster any more."),
  unknown_item: () => t("This is not there any more."),
  bad_address: () => t("This is no web address. It begins with https://"),
  bad_plan: () => t("The plan cannot be changed like this. What has begun keeps its place and its minutes."),
  bad_tables: () => t("Each of the three foundations needs a table."),
  id_taken: () => t("This was stored before."),
  wrong_kind: () => t("This kind of note does not fit this step."),
  too_many_made: () => t("You have written and deleted so many notes that no new one fits. You can still change the ones you have."),
  too_many: () => t("There is no room for more."),
  timer_not_idle: () => t("The time has started already."),
  timer_not_running: () => t("The time is not running."),
  timer_not_paused: () => t("The time is not paused."),
  too_short: () => t("There is too little time left for this."),
  snapshot_unchanged: () => t("Nothing has changed since the last version."),
  poster_empty: () => t("There is nothing on the poster yet."),
  workshop_closed: () => t("The workshop is over. Nothing can be changed any more."),
  too_late: () => t("It is too late for this. It can be done until a day after the end."),
  rate: () => t("This goes too fast. Wait a moment and try again."),
  door_shut: () => t("The door is shut. Nobody new can come in."),
  unavailable: () => t("The server cannot store now. Try again in a moment."),
  internal: () => t("Something went wrong on the server. Try again."),
};

/** A sentence for a refusal code, in the board's language. */
export function refusalText(code: Code): string {
  // A newer server may know a code that this page does not.
  return (SENTENCES[code] ?? SENTENCES.internal)();
}
