// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** "Ik ben klaar"; pressing again takes it back. Everybody sees how many, nobody who. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { RunRecord } from "../../../protocol.gen";
import { Icon } from "../../parts/Icon";
import { useWriter } from "../writing/writer";

export function ReadyButton({ run }: { run: RunRecord }) {
  const board = useBoard();
  const { me, behalf } = useWriter();
  if (!me || run.opened_to !== "author") return null;
  const ready = me.ready;
  const say = async () => {
    const outcome = await board.send({ type: "say_ready", run_id: run.id, ready: !ready, behalf });
    if (!outcome.done) board.announce.alert(board.refusalText(outcome.failure.code));
  };
  return (
    <button type="button" class="codio-button" aria-pressed={ready} onClick={() => void say()}>
      <Icon name="check" />
      {behalf ? (ready ? t("Is ready") : t("This person is ready")) : ready ? t("You are ready") : t("I am ready")}
    </button>
  );
}
