// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Words of a button that give way to fewer on a narrow phone, so that all tools stand in one row. They are read out whole. */

export function Short({ full, short }: { full: string; short: string }) {
  return (
    <>
      <span class="codio-room__full">{full}</span>
      <span class="codio-room__short" aria-hidden="true">
        {short}
      </span>
    </>
  );
}
