// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** In the dock: how many of the writer's notes the server has. They stand far below the form that was just emptied; a tap goes there. */

import { t, tn } from "../../../core/i18n";
import type { NoteKind } from "../../../protocol.gen";
import { Icon } from "../../parts/Icon";
import { useOwnNotes } from "./writer";

export function StoredLine({ kind }: { kind: NoteKind }) {
  const notes = useOwnNotes([kind]);
  const waiting = notes.filter((note) => note.pending).length;
  const stored = notes.filter((note) => !note.pending && !note.failure).length;
  if (stored + waiting === 0) return null;
  const show = () => {
    const place = document.getElementById("own-notes");
    place?.scrollIntoView({ block: "start" });
    place?.focus({ preventScroll: true });
  };
  return (
    <button type="button" class="codio-dock__stored" onClick={show}>
      <Icon name={waiting > 0 ? "clock" : "check"} inline />
      {waiting > 0
        ? tn("{n} note is on its way", "{n} notes are on their way", waiting)
        : tn("Stored: {n} note", "Stored: {n} notes", stored)}
      <span class="codio-dock__see">{t("See them")}</span>
    </button>
  );
}
