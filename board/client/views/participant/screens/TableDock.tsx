// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The dock of a table: the right button is what the table is at now. A note may still be added, and is never the main thing here. */

import { t } from "../../../core/i18n";
import type { Leaf, NoteKind } from "../../../protocol.gen";
import { Dock } from "../../parts/Dock";
import { Icon } from "../../parts/Icon";
import { useBoard } from "../../../core/context";
import { notUndone, takingBack } from "../../sending/take-back";
import { UndoBar } from "../../sending/UndoBar";
import { NEW_JOINT } from "../steps/JointForm";
import { useWriter } from "../writing/writer";
import { NewNoteButton, mayAdd, type WritingPanelState } from "../writing/WritingPanel";
import type { TableTask } from "./task";
import type { TalkTab } from "./talk-tabs";

interface TableDockProps {
  leaf: Leaf;
  kind: NoteKind;
  task: TableTask;
  tab: TalkTab;
  setTab(tab: TalkTab): void;
  panel: WritingPanelState;
}

export function TableDock({ leaf, kind, task, tab, setTab, panel }: TableDockProps) {
  const board = useBoard();
  const { me, table, mayDecide } = useWriter();
  const adds = me !== null && mayAdd(leaf, kind);
  const decides = mayDecide && table !== null && !panel.open;
  const target: TalkTab = task === "word" ? "joint" : "sheet";
  const main = !decides || task === "tell" || task === "research" ? null : tab === "sheet" ? <ReadyToTell kind={kind} /> : tab === target && task !== "word" ? null : target;
  const undoing = takingBack.value || board.undoOffer.value !== null || board.undone.value !== null || notUndone.value !== null;
  if (!adds && main === null && !undoing) return null;
  const show = () => {
    if (tab === target) {
      const opens = document.getElementById(NEW_JOINT);
      opens?.click();
      requestAnimationFrame(() => (opens?.isConnected ? opens : document.querySelector<HTMLElement>(".codio-joint > form textarea"))?.focus());
      return;
    }
    setTab(target);
    scrollTo(0, 0);
    requestAnimationFrame(() => document.getElementById(`tab-${target}`)?.focus());
  };
  return (
    <Dock label={t("What you can do now")} light>
      {/* What was done last has its place here, so that nothing moves when it comes. */}
      {undoing && <UndoBar />}
      {adds && <NewNoteButton kind={kind} panel={panel} />}
      {typeof main === "string" ? (
        <button type="button" class="codio-button codio-button--main" onClick={show}>
          {main === "joint" ? t("Word it together") : t("To our sheet")}
        </button>
      ) : (
        main
      )}
    </Dock>
  );
}

function ReadyToTell({ kind }: { kind: NoteKind }) {
  const board = useBoard();
  const { table } = useWriter();
  if (!table) return null;
  const ready = board.sheetOf(table.id, kind)?.ready === true;
  const say = async () => {
    const outcome = await board.send({ type: "mark_sheet_ready", table_id: table.id, kind, ready: !ready });
    if (outcome.done) board.announce.say(ready ? t("Not ready to tell any more") : t("Ready to tell"));
    else board.announce.alert(board.refusalText(outcome.failure.code));
  };
  // The sheet says how it stands, whoever of the table said so; the button says what it does.
  return (
    <button type="button" class={`codio-button codio-button--${ready ? "line" : "main"}`} onClick={() => void say()}>
      <Icon name={ready ? "undo" : "flag"} />
      {ready ? t("Not ready after all") : t("Ready to tell")}
    </button>
  );
}
