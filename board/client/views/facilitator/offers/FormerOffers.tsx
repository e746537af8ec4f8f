// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** "Uit de zaak": actions that the case had already. On the poster again they are the same ones, so nobody has to match them later. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { BLANK_ACTION } from "../../../protocol.gen";
import type { FormerAction } from "../../../protocol.gen";
import { FOUNDATIONS } from "../../../core/foundations";
import { FormerState } from "../../case/FormerCase";
import { Details } from "../../parts/Details";
import { Icon } from "../../parts/Icon";
import { Theirs } from "../../parts/Theirs";
import { named } from "../../parts/named";
import { Tag } from "../../parts/Tag";
import { useOne } from "../../parts/useOne";
import { ask } from "../console/asking";

export function FormerOffers() {
  const { former } = useBoard().content;
  if (!former || former.actions.length === 0) return null;
  return (
    <Details summary={t("From the case: {n}", { n: former.actions.length })}>
      <p class="codio-small codio-soft">{t("Put an action on the poster again when you say something new about it. The case then knows that it is the same one.")}</p>
      <ul class="codio-offers__list">
        {former.actions.map((action) => (
          <Row key={action.id} action={action} />
        ))}
      </ul>
    </Details>
  );
}

function Row({ action }: { action: FormerAction }) {
  const board = useBoard();
  const one = useOne();
  const there = board.posterActions.value.some((entry) => entry.id.startsWith(action.id));
  const { holder, term, level } = action;
  const content = { ...BLANK_ACTION, foundation: action.foundation ?? FOUNDATIONS[0] ?? "democratie", action: action.action, holder, term, level };
  const put = () => {
    // It begins with the name that the case knows; one that was taken off and comes back is another entry.
    const entry_id = `${action.id}-${board.newId().slice(-8)}`;
    one(() => ask(board, { type: "put_poster_entry", entry_id, base_rev: 0, content, origins: [] }, t("{name} is on the poster", { name: action.action })));
  };
  return (
    <li class="codio-offers__offer">
      <div>
        <b><Theirs words={action.action} /></b>
        <p>
          <FormerState action={action} />
        </p>
      </div>
      {there ? (
        <Tag look="plain" icon="check">
          {t("On the poster")}
        </Tag>
      ) : (
        <button type="button" class="codio-button codio-button--tiny" aria-label={named(t("On the poster"), action.action)} onClick={put}>
          <Icon name="flag" />
          {t("On the poster")}
        </button>
      )}
    </li>
  );
}
