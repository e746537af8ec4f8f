// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The line that stands ready while somebody is still typing: where the others went, and a button to follow. */

import { useEffect } from "preact/hooks";
import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { Icon } from "../parts/Icon";
import type { ScreenNow } from "./screens/screens";

export function StepNotice({ next, go }: { next: ScreenNow; go(): void }) {
  const board = useBoard();
  const opened = next.run?.silent === true && next.run.opened_to !== "author";
  const title = next.leaf ? board.content.text(next.leaf.title) : "";
  const text =
    next.name === "closed" || !next.leaf
      ? t("The workshop is over. Thank you for taking part.")
      : opened
        ? t("The time is up. What you typed stays here.")
        : t("The others are at step {stage}: {title}. What you typed stays here.", { stage: next.leaf.stage, title });
  useEffect(() => board.announce.say(text), [text]);
  return (
    <div class="codio-notice codio-notice--held">
      <Icon name="clock" />
      <span>{text}</span>
      <button type="button" class="codio-button codio-button--tiny" onClick={go}>
        <Icon name="next" />
        {opened ? t("To the table") : next.leaf ? t("To step {stage}: {title}", { stage: next.leaf.stage, title }) : t("Go on")}
      </button>
    </div>
  );
}
