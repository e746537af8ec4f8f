// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Noodzaak × belang: the order of actions by it, as the server has it too (sessions/topics/poster.py `priority`). Pure. */

import type { Board, Content } from "../../core/api";
import type { PosterActionRecord, ValueRef, Weight } from "../../protocol.gen";

const WEIGHTS: { readonly [weight in Weight]: number } = { low: 1, medium: 2, high: 3 };

/** All of an action that weighs. */
interface Weighed {
  content: Pick<PosterActionRecord["content"], "necessity" | "importance">;
}

/** The most needed and most important first: the sum of both, then necessity; what weighs the same keeps its order. */
export function byPriority<T extends Weighed>(actions: readonly T[]): readonly T[] {
  return [...actions].sort((a, b) => sumOf(b) - sumOf(a) || of(b.content.necessity) - of(a.content.necessity));
}

/** Under the first principle of its values; what safeguards no value stands last. What stands under the same keeps its order. */
export function byPrinciple<T extends { content: Pick<PosterActionRecord["content"], "values"> }>(actions: readonly T[], { principlesOf, framework }: Content): readonly T[] {
  const order = principlesOf(framework.principles.map(({ id }) => ({ value_id: "", principle_id: id, name: "" })));
  const place = ({ content }: T) => {
    const [first] = principlesOf(content.values);
    return first ? order.indexOf(first) : order.length;
  };
  return [...actions].sort((a, b) => place(a) - place(b));
}

/** The principles under which the values of an action stand, by name, where people work by principle; else none. */
export function principlesNamed(refs: readonly ValueRef[], { posterOrder, content }: Pick<Board, "posterOrder" | "content">): string {
  const named = content.framework.own_principles.length > 0 || posterOrder.value?.by_principle;
  return named ? content.principlesOf(refs).map(({ name }) => content.text(name)).join(", ") : "";
}

/** The actions as the poster has them now. */
export function inOrder<T extends Weighed & { content: Pick<PosterActionRecord["content"], "values"> }>(actions: readonly T[], { posterOrder, content }: Pick<Board, "posterOrder" | "content">): readonly T[] {
  const weighed = posterOrder.value?.by_priority ? byPriority(actions) : actions;
  return posterOrder.value?.by_principle ? byPrinciple(weighed, content) : weighed;
}

function sumOf({ content }: Weighed): number {
  return of(content.necessity) + of(content.importance);
}

/** Not weighed yet counts as nothing, so it stands last. */
function of(weight: Weight | null): number {
  return weight ? WEIGHTS[weight] : 0;
}
