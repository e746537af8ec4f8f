// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Everything of the poster under its title. */

import type { ComponentChildren } from "preact";
import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { FrameworkCredit } from "../parts/FrameworkCredit";
import { FollowUpLine } from "./FollowUpLine";
import { Checks } from "./Checks";
import { DecisionLine } from "./DecisionLine";
import { PosterActions } from "./PosterActions";
import { PosterValues } from "./PosterValues";
import { TensionLines } from "./TensionLines";

/** `beside`: what stands beside the decision, such as the way to what became of it. */
export function PosterBody({ beside }: { beside?: ComponentChildren }) {
  const board = useBoard();
  return (
    <>
      <PosterValues />
      <TensionLines tensions={board.tensions.value} />
      <div class="codio-poster__lower" data-group="">
        <section data-group="">
          <h2 class="codio-poster__heading">{t("Actions to safeguard CODIO")}</h2>
          <PosterActions actions={board.posterActions.value} />
        </section>
        <section class="codio-poster__checklist" data-group="" data-spot="block:checklist">
          <h2 class="codio-poster__heading">{t("Checklist")}</h2>
          <Checks />
          <FollowUpLine />
        </section>
      </div>
      <div class="codio-poster__end" data-group="">
        <div class="codio-poster__decided" data-group="">
          <DecisionLine />
          <FrameworkCredit className="codio-poster__credit" />
        </div>
        {beside}
      </div>
    </>
  );
}
