// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** A small flag on a note or in a heading: an icon and words. */

import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon";

interface TagProps {
  icon?: IconName;
  look?: "ink" | "honey" | "dashed" | "plain";
  children: ComponentChildren;
}

export function Tag({ icon, look, children }: TagProps) {
  return (
    <span class={`codio-tag${look ? ` codio-tag--${look}` : ""}`}>
      {icon && <Icon name={icon} />}
      {children}
    </span>
  );
}
