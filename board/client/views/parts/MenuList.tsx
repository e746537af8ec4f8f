// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * What can be done with something, as a menu at its button: above everything, always whole, on a phone a sheet at the bottom. Arrows, Home
 * and End go through it, Esc and Tab close it. It stands beside its button, in one element with it.
 */

import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { FoundationId } from "../../protocol.gen";
import { Icon, type IconName } from "./Icon";
import { useOnTop } from "./on-top";
import { Stamp } from "./Stamp";

/** One row of a menu. */
export interface MenuItem {
  key: string;
  label: string;
  hint?: string;
  icon?: IconName;
  up?: boolean;
  stamp?: FoundationId;
  /** The menu stays open: another page of it, or a question on the note. */
  stays?: boolean;
  act(): void;
}

export interface MenuGroup {
  label: string;
  items: readonly MenuItem[];
}

interface MenuListProps {
  label: string;
  groups: readonly MenuGroup[];
  /** Changes when other rows come: the first of them then has the focus. */
  page?: string;
  /** Close it; `back` when the focus goes back to the button. */
  close(back: boolean): void;
}

export function MenuList({ label, groups, page = "", close }: MenuListProps) {
  const menu = useRef<HTMLDivElement>(null);
  useOnTop(menu);
  useLayoutEffect(() => itemsIn(menu.current)[0]?.focus({ preventScroll: true }), [page]);
  useEffect(() => {
    const outside = (event: PointerEvent) => {
      if (event.target instanceof Node && !menu.current?.parentElement?.contains(event.target)) close(false);
    };
    // Not before the pointer goes up: whoever pressed by mistake can still go back to the menu.
    document.addEventListener("pointerup", outside);
    return () => document.removeEventListener("pointerup", outside);
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    const items = itemsIn(menu.current);
    const at = items.findIndex((item) => item === document.activeElement);
    const steps: { [key: string]: number } = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
    const step = steps[event.key];
    if (step !== undefined) items.at(step % items.length)?.focus();
    else if (event.key === "Escape" || event.key === "Tab") close(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
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
                if (item.stays !== true) close(true);
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
