// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** "Terug naar …?": the line that asks before the whole room goes to another step. */

import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { Leaf } from "../../../protocol.gen";
import { goTo } from "./going";
import { isLocked } from "./next";

export function GoingLine({ leaf, onDone }: { leaf: Leaf; onDone(): void }) {
  const board = useBoard();
  const line = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => line.current?.querySelector<HTMLElement>("button")?.focus(), []);
  const locked = isLocked(board.run.value);
  const title = board.content.text(leaf.title);
  const place = (id: string | undefined) => board.leaves.value.findIndex((one) => one.id === id);
  const before = place(leaf.id) < place(board.leaf.value?.id);
  const question = before ? t("Go back to “{step}” with everyone?", { step: title }) : t("Go to “{step}” with everyone?", { step: title });
  const go = async () => {
    if (await goTo(board, leaf)) onDone();
  };
  return (
    <div class="codio-script__confirm" ref={line}>
      <p>{locked ? t("That can be done when the silence is over. Nobody's time is taken away.") : question}</p>
      {before && !locked && <p class="codio-small">{t("The notes stay. The step gets a new time.")}</p>}
      <div class="codio-script__answers">
        {!locked && (
          <button type="button" class="codio-button codio-button--tiny" onClick={() => void go()}>
            {t("Yes, go there")}
          </button>
        )}
        <button type="button" class="codio-button codio-button--line codio-button--tiny" onClick={onDone}>
          {locked ? t("Close") : t("No, stay here")}
        </button>
      </div>
    </div>
  );
}
