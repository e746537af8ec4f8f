// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Who can still come in: the door, and another code when this one has got around. */

import { signal } from "@preact/signals";
import { t, tn } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { Icon } from "../../parts/Icon";
import { ask } from "../console/asking";
import { askNewCode } from "../joining/new-code";

/** The code before the last change that was made on this page, to go back to it; kept while other tabs are looked at. */
const before = signal("");
const busy = signal(false);

export function DoorPanel() {
  const board = useBoard();
  const workshop = board.workshop.value;
  if (!workshop || workshop.phase === "closed") return null;
  const shut = workshop.door_shut;
  const set = (to: boolean) =>
    void ask(board, { type: "set_door", shut: to }, to ? t("The door is shut") : t("The door is open"), { inverse: { type: "set_door", shut } });
  const change = async (former: string) => {
    if (busy.value) return;
    busy.value = true;
    const old = workshop.code;
    const answer = await askNewCode(board.session, former);
    busy.value = false;
    if (answer === "done") {
      before.value = former ? "" : old;
      // What could be taken back by then is not what was done last any more.
      board.dropUndo();
      board.announce.say(former ? t("The code of before counts again") : t("There is another code. The old one lets in nobody new."));
    } else if (answer === "failed") board.announce.alert(t("The code could not be changed. Try again in a moment."));
    else board.announce.alert(tn("The code was changed very often. You can do it again in {n} minute.", "The code was changed very often. You can do it again in {n} minutes.", answer));
  };
  return (
    <section class="codio-panel codio-door" aria-labelledby="door">
      <h2 class="codio-panel__heading" id="door">
        {shut ? t("The door is shut") : t("The door is open")}
      </h2>
      <p class="codio-small">
        {shut ? (
          t("Nobody new can come in. Who takes part already comes back as always.")
        ) : (
          <>
            {t("Whoever has the code can come in:")} <strong translate={false}>{workshop.code.split("-").join(" ")}</strong>
          </>
        )}
      </p>
      <div class="codio-actions">
        <button type="button" class={`codio-button codio-button--tiny${shut ? "" : " codio-button--line"}`} onClick={() => set(!shut)}>
          {shut ? t("Open the door") : t("Shut the door")}
        </button>
        <button type="button" class="codio-button codio-button--line codio-button--tiny" aria-disabled={busy.value} onClick={() => void change("")}>
          {t("Make another code")}
        </button>
        {before.value !== "" && before.value !== workshop.code && (
          <button type="button" class="codio-button codio-button--line codio-button--tiny" aria-disabled={busy.value} onClick={() => void change(before.value)}>
            <Icon name="undo" />
            <span>
              {t("Back to")} <span translate={false}>{before.value.split("-").join(" ")}</span>
            </span>
          </button>
        )}
      </div>
    </section>
  );
}
