// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** "⋯" with its menu, or another button that opens one. */

import type { ComponentChildren, RefObject } from "preact";
import { useRef, useState } from "preact/hooks";
import { Icon } from "./Icon";
import { MenuList, type MenuGroup } from "./MenuList";

interface MenuButtonProps {
  /** What the button is called for who does not see it, and its menu. */
  label: string;
  groups: readonly MenuGroup[];
  /** Left out: "⋯". */
  children?: ComponentChildren;
  look?: string;
  /** To give the button the focus from elsewhere. */
  button?: RefObject<HTMLButtonElement | null>;
  /** Where it is drawn elsewhere after a choice, and keeps the focus by this name. */
  id?: string;
}

export function MenuButton({ label, groups, children, look = "codio-move", button, id }: MenuButtonProps) {
  const [open, setOpen] = useState(false);
  const own = useRef<HTMLButtonElement>(null);
  const opener = button ?? own;
  return (
    <span class="codio-menu-button">
      <button ref={opener} id={id} type="button" class={look} aria-haspopup="menu" aria-expanded={open} aria-label={label} onClick={() => setOpen(!open)}>
        {children ?? <Icon name="more" />}
      </button>
      {open && (
        <MenuList
          label={label}
          groups={groups.filter((group) => group.items.length > 0)}
          close={(back) => {
            setOpen(false);
            if (back) opener.current?.focus();
          }}
        />
      )}
    </span>
  );
}
