// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * Everything that dragging can do and more, as a menu at a note, above everything and always whole; on a phone a sheet at the bottom.
 * Arrows, Home and End go through it, Esc and Tab close it and give the focus back to "Verplaats".
 */

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { NoteView } from "../../core/api";
import { keepFocusOn } from "../parts/focus";
import { useOnTop } from "../parts/on-top";
import { companyOf } from "./company";
import { menuGroups, type MenuPage } from "./menu-groups";
import { useScope, type Asking, type NoteTools } from "./tools";
import { noteTitle } from "./words";
import { Icon } from "../parts/Icon";
import { Stamp } from "../parts/Stamp";

interface MoveMenuProps {
  note: NoteView;
  stack: readonly NoteView[];
  tools: NoteTools;
  setAsking(asking: Asking): void;
  close(): void;
}

export function MoveMenu({ note, stack, tools, setAsking, close }: MoveMenuProps) {
  const board = useBoard();
  const scope = companyOf(board.runs.value, useScope(), note);
  const menu = useRef<HTMLDivElement>(null);
  const [page, setPage] = useState<MenuPage>("main");
  const leave = () => {
    keepFocusOn(note.id);
    close();
  };
  useOnTop(menu);
  useLayoutEffect(() => itemsIn(menu.current)[0]?.focus({ preventScroll: true }), [page]);
  useEffect(() => {
    const outside = (event: PointerEvent) => {
      if (event.target instanceof Node && !menu.current?.closest("li")?.contains(event.target)) close();
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    const items = itemsIn(menu.current);
    const at = items.findIndex((item) => item === document.activeElement);
    const steps: { [key: string]: number } = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
    const step = steps[event.key];
    if (step !== undefined) items.at(step % items.length)?.focus();
    else if (event.key === "Escape" || event.key === "Tab") leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const title = noteTitle(board, note);
  const label = tools.quiet ? t("More for {note}", { note: title }) : t("Move {note}", { note: title });
  const groups = menuGroups({ board, scope, note, stack, tools, page, setPage, setAsking });
  return (
    <div ref={menu} class="codio-menu" role="menu" popover="manual" aria-label={label} onKeyDown={onKeyDown}>
      {groups.map((group, at) => (
        <div role="group" aria-label={group.label} key={group.label}>
          {at > 0 && <hr class="codio-menu__rule" aria-hidden="true" />}
          <p class="codio-menu__heading" aria-hidden="true">
            {group.label}
          </p>
          {group.items.map((item) => (
            <button
              key={item.key}
              type="button"
              class="codio-menu__item"
              role="menuitem"
              tabIndex={-1}
              onClick={() => {
                if (item.stays !== true) leave();
                item.act();
              }}
            >
              {item.stamp && <Stamp foundation={item.stamp} size="small" />}
              {item.icon && <Icon name={item.icon} up={item.up === true} />}
              <span>{item.label}</span>
              {item.hint && <span class="codio-menu__hint">{item.hint}</span>}
            </button>
          ))}
        </div>
      ))}
    </div>
  );
}

function itemsIn(menu: HTMLElement | null): readonly HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
}
