// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** "Vorige keer": what the case knew when this workshop was opened from it. Read only, without names, the same for everybody. */

import { t, tn } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { ActionState, Former, FormerAction, FormerTension } from "../../protocol.gen";
import { levelName } from "../poster/words";
import { Details } from "../parts/Details";
import { Stamp } from "../parts/Stamp";
import { Theirs } from "../parts/Theirs";

export function FormerCase({ open = false }: { open?: boolean }) {
  const { former } = useBoard().content;
  if (!former) return null;
  return (
    <Details summary={t("Last time")} open={open}>
      <div class="codio-former">
        <p class="codio-small codio-soft">{t("What the case said when this workshop was opened.")}</p>
        <FormerValues former={former} />
        <FormerTensions former={former} />
        <FormerActions former={former} />
      </div>
    </Details>
  );
}

function FormerValues({ former }: { former: Former }) {
  if (former.values.length === 0) return null;
  return (
    <section>
      <h3 class="codio-former__heading">{t("Values")}</h3>
      <ul class="codio-former__list">
        {former.values.map((value) => (
          <li key={`${value.foundation} ${value.name}`}>
            <Stamp foundation={value.foundation} size="small" />
            <span>
              <b><Theirs words={value.name} /></b> <Theirs words={value.meaning} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function sidesOf({ one, other, further }: FormerTension): string {
  return [one, other, ...further].join(" ↔ ");
}

function FormerTensions({ former }: { former: Former }) {
  if (former.tensions.length === 0) return null;
  return (
    <section>
      <h3 class="codio-former__heading">{t("Tensions")}</h3>
      <ul class="codio-former__list">
        {former.tensions.map((tension) => (
          <li key={sidesOf(tension)}>
            <span>
              <b>{sidesOf(tension)}</b> {tension.choice || t("still open")}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function FormerActions({ former }: { former: Former }) {
  if (former.actions.length === 0) return null;
  return (
    <section>
      <h3 class="codio-former__heading">{t("Actions, and how they were doing")}</h3>
      <ul class="codio-former__list">
        {former.actions.map((action) => (
          <li key={action.id}>
            {action.foundation && <Stamp foundation={action.foundation} size="small" />}
            <span>
              <b><Theirs words={action.action} /></b> <FormerState action={action} />
            </span>
          </li>
        ))}
      </ul>
      {former.more > 0 && <p class="codio-small codio-soft">{tn("And {n} more action in the case.", "And {n} more actions in the case.", former.more)}</p>}
    </section>
  );
}

/** How an action was doing, who held it and until when. */
export function FormerState({ action }: { action: FormerAction }) {
  const said = [stateName(action.state), action.reason, action.holder, action.term, action.level && action.level !== "project" ? levelName(action.level) : ""].filter(Boolean);
  return <span class="codio-small codio-soft">{said.join(" · ")}</span>;
}

export function stateName(state: ActionState): string {
  switch (state) {
    case "not_started":
      return t("not begun yet");
    case "busy":
      return t("under way");
    case "stuck":
      return t("stuck");
    case "done":
      return t("finished");
    case "dropped":
      return t("dropped");
  }
}
