// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * A page that the browser translates goes on telling the truth. Translators of Chromium put a `<font>` in the place of each text node, and
 * whoever draws the page goes on with the node that is gone: a clock stands still, "Not connected" never shows, and putting something
 * before that node fails. So what was put in the place of a node is known here, and gives way to the node as soon as that says something
 * else; the translator then sees new words and translates those.
 */

import { options, type VNode } from "preact";

interface Drawn extends VNode {
  /** The node in the page; Preact calls it so in its releases, and its own add-ons rely on that. */
  __e?: Node | null;
}

/** Call once, before the first view is drawn. */
export function staysTrueTranslated(root: HTMLElement): void {
  const stands = new WeakMap<Node, HTMLElement>();
  /** What stands in the place of a node that a translator took out. */
  const instead = (node: Node | null | undefined) => {
    const font = node && !node.parentNode ? stands.get(node) : undefined;
    return font?.parentNode ? font : undefined;
  };

  const changed = new MutationObserver((records) => {
    for (const { target } of records) instead(target)?.replaceWith(target);
  });
  new MutationObserver((records) => {
    for (const { addedNodes, removedNodes, previousSibling, nextSibling } of records) {
      for (const gone of removedNodes) {
        if (!(gone instanceof Text) || gone.parentNode) continue;
        const font = [...addedNodes, previousSibling, nextSibling].find((node) => node?.nodeName === "FONT");
        if (!(font instanceof HTMLElement)) continue;
        stands.set(gone, font);
        changed.observe(gone, { characterData: true });
      }
    }
  }).observe(root, { childList: true, subtree: true });

  const insertBefore = Node.prototype.insertBefore;
  Node.prototype.insertBefore = function <T extends Node>(this: Node, node: T, before: Node | null): T {
    if (!before || before.parentNode === this) return insertBefore.call(this, node, before) as T;
    const font = instead(before);
    return insertBefore.call(this, node, font?.parentNode === this ? font : null) as T;
  };

  const unmount = options.unmount;
  options.unmount = (vnode) => {
    instead((vnode as Drawn).__e)?.remove();
    unmount?.(vnode);
  };
}
