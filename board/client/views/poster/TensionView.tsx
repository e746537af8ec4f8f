// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Values, two or more, or two actions, that clash, torn from each other, with the choice that was made; without one it is open. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { closed, unclosed } from "../../core/sentences";
import type { FoundationId, TensionRecord, ValueRef } from "../../protocol.gen";
import { Stamp } from "../parts/Stamp";
import { Tag } from "../parts/Tag";
import { Theirs } from "../parts/Theirs";
import { valuesOf } from "./words";

export function TensionView({ tension: { content: tension } }: { tension: TensionRecord }) {
  const { posterActions } = useBoard();
  const sides = valuesOf(tension);
  const linked = posterActions.value.filter((one) => tension.actions.includes(one.id));
  return (
    <>
      <div class={`codio-tension${sides.length === 2 ? " codio-tension--pair" : ""}`}>
        {sides.map((value, at) => (
          <Side key={at} value={value} action={[tension.action_a, tension.action_b][at] ?? ""} />
        ))}
      </div>
      <div class="codio-small">
        {tension.clash && <p><Theirs words={tension.clash} /></p>}
        {tension.affected && <p>{t("Whom it touches: {whom}", { whom: tension.affected })}</p>}
        {tension.choice ? (
          <p>
            <strong>{t("Choice:")}</strong> <Theirs words={[tension.choice, tension.reason].filter(Boolean).map(closed).join(" ")} />
            {tension.decides && ` ${t("Who decides: {who}.", { who: tension.decides })}`}
          </p>
        ) : (
          <p>
            <Tag look="dashed">{t("No choice yet")}</Tag>
          </p>
        )}
        {linked.length > 0 && <p>{t("Actions for it: {list}", { list: linked.map((one) => unclosed(one.content.action)).join("; ") })}</p>}
      </div>
    </>
  );
}

function Side({ value, action }: { value: ValueRef; action: string }) {
  const board = useBoard();
  const entry = action ? board.posterActions.value.find((one) => one.id === action) : undefined;
  const foundation: FoundationId = entry?.content.foundation ?? board.content.foundationOf(value) ?? "democratie";
  return (
    <div class="codio-tension__side" data-foundation={foundation}>
      <span class="codio-tension__value">
        <Stamp foundation={foundation} />
        <span class="codio-tension__words">{action ? (entry?.content.action ?? t("an action that is not on the poster any more")) : board.content.valueName(value)}</span>
      </span>
    </div>
  );
}
