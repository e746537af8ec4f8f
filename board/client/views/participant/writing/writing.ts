// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What the composer of a screen is at: a new note, or a change of one's own. */

import { useState } from "preact/hooks";
import type { NoteView } from "../../../core/api";

export interface Writing {
  /** The note that is changed; null for a new one. */
  note: NoteView | null;
  edit(note: NoteView): void;
  /** Back to a new note. */
  done(): void;
}

export function useWriting(onEdit?: () => void): Writing {
  const [note, setNote] = useState<NoteView | null>(null);
  return {
    note,
    edit: (chosen) => {
      setNote(chosen);
      onEdit?.();
      requestAnimationFrame(() => document.querySelector<HTMLElement>(".codio-composer textarea")?.focus());
    },
    done: () => setNote(null),
  };
}
