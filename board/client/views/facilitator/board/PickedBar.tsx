// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** In the place of the tools while notes are picked: what can be done with all of them at once. Escape ends it. */

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { t, tn } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { NoteView } from "../../../core/api";
import { FOUNDATIONS } from "../../../core/foundations";
import { MAX_LONG_CHARACTERS } from "../../../protocol.gen";
import type { NoteKind, Verdict } from "../../../protocol.gen";
import { useDraft } from "../../form/drafts";
import { LongField } from "../../form/Fields";
import { isComposing } from "../../parts/focus";
import { Icon, type IconName } from "../../parts/Icon";
import { Stamp } from "../../parts/Stamp";
import { notesCounted } from "../../note/words";
import { Dialog } from "../console/Dialog";
import { pickedKind } from "./filters";
import { asked, chooseAll, fitOneStack, hideAll, layTogether, moveAll, picked } from "./together";

type Question = "" | "move" | Verdict;

export function PickedBar({ kind, shown }: { kind: NoteKind; shown: readonly NoteView[] }) {
  const board = useBoard();
  const bar = useRef<HTMLDivElement>(null);
  const [question, setQuestion] = useState<Question>("");
  const [busy, setBusy] = useState(false);
  const chosen = picked.value ?? new Set();
  const count = chosen.size;
  const end = () => {
    picked.value = null;
    requestAnimationFrame(() => document.getElementById("select-notes")?.focus());
  };
  useEffect(() => {
    asked.value = question !== "" || busy;
    // The next step may be about notes of another kind.
    if (asked.value) pickedKind.value = kind;
    return () => {
      asked.value = false;
    };
  }, [question, busy]);
  useLayoutEffect(() => bar.current?.querySelector("button")?.focus(), []);
  useEffect(() => board.announce.say(tn("{n} note selected", "{n} notes selected", count), "selected"), [count]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      // Of an input method it ends that alone.
      if (event.key === "Escape" && !isComposing(event) && !document.querySelector("dialog[open], [role=menu]")) end();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
  const run = (act: () => Promise<unknown>) => {
    setQuestion("");
    setBusy(true);
    void act().finally(() => {
      setBusy(false);
      // The button that was pressed is gone when nothing is picked any more.
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) bar.current?.querySelector("button")?.focus();
      });
    });
  };
  const able = count > 0 && !busy;
  const those = board.notes.value.filter((note) => chosen.has(note.id));
  const [seen, hidden] = [those.some((note) => !note.hidden), those.some((note) => note.hidden)];
  const button = (icon: IconName | null, words: string, press: () => void, opens = false) => (
    <button type="button" class="codio-button codio-button--line codio-button--tiny" {...(opens ? { "aria-haspopup": "dialog" } : {})} onClick={press}>
      {icon && <Icon name={icon} />}
      {words}
    </button>
  );
  return (
    <div class="codio-tools codio-tools--picked" role="group" aria-label={t("With the selected notes")} ref={bar}>
      {button(null, t("Select all {n} in sight", { n: shown.length }), () => (picked.value = new Set(shown.map((note) => note.id))))}
      <span class="codio-strong codio-number">{t("{n} selected", { n: count })}</span>
      {able && button("move", t("Move…"), () => setQuestion("move"), true)}
      {able && fitOneStack(board, kind) && button("group", t("On one stack"), () => run(() => layTogether(board, kind)))}
      {able && button("check", t("Choose…"), () => setQuestion("chosen"), true)}
      {able && button("aside", t("Set aside…"), () => setQuestion("set_aside"), true)}
      {able && seen && button("off", t("Hide"), () => run(() => hideAll(board, kind, true)))}
      {able && hidden && button("off", t("Show again"), () => run(() => hideAll(board, kind, false)))}
      <button type="button" class="codio-button codio-button--tiny codio-tools__last" onClick={end}>
        {t("Stop")}
      </button>
      {question === "move" && (
        <Dialog title={t("Move {notes} to", { notes: notesCounted(count) })} onClose={() => setQuestion("")}>
          <div class="codio-actions">
            {FOUNDATIONS.map((column) => (
              <button key={column} type="button" class="codio-button codio-button--line" onClick={() => run(() => moveAll(board, kind, column))}>
                <Stamp foundation={column} size="small" />
                {board.content.foundationName(column)}
              </button>
            ))}
            <button type="button" class="codio-button codio-button--plain" onClick={() => setQuestion("")}>
              {t("Cancel")}
            </button>
          </div>
        </Dialog>
      )}
      {(question === "chosen" || question === "set_aside") && (
        <Reason verdict={question} count={count} onClose={() => setQuestion("")} onGive={(reason, forget) => run(() => chooseAll(board, kind, question, reason).then((isDone) => isDone && forget()))} />
      )}
    </div>
  );
}

function Reason({ verdict, count, onClose, onGive }: { verdict: Verdict; count: number; onClose(): void; onGive(reason: string, forget: () => void): void }) {
  const reason = useDraft(`choice/all/${verdict}`, "");
  const [error, setError] = useState("");
  const words = notesCounted(count);
  const send = (event: Event) => {
    event.preventDefault();
    const given = reason.value.trim();
    if (verdict === "set_aside" && !given) setError(t("Write a reason first."));
    else onGive(given, () => reason.clear());
  };
  return (
    <Dialog title={verdict === "chosen" ? t("Choose {notes}", { notes: words }) : t("Set {notes} aside", { notes: words })} onClose={onClose}>
      <form class="codio-edit" onSubmit={send}>
        <LongField
          id="reason-of-all"
          label={t("Why?")}
          hint={verdict === "chosen" ? t("You may leave this empty for now.") : ""}
          error={error}
          value={reason.value}
          max={MAX_LONG_CHARACTERS}
          rows={2}
          onInput={reason.set}
        />
        <div class="codio-dialog__actions">
          <button type="submit" class="codio-button codio-button--main">
            {verdict === "chosen" ? t("Choose") : t("Set it aside")}
          </button>
          <button type="button" class="codio-button codio-button--line" onClick={onClose}>
            {t("Cancel")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
