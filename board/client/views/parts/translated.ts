// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * A page that the browser translates goes on telling the truth. Translators of Chromium put a `<font>` in the place of each text node, and
 * whoever draws the page goes on with the node that is gone: a clock stands still, "Not connected" never shows, and what is put before that
 * node lands elsewhere. So a node that was taken out says where its translation stands as if it stood there itself, and as soon as it says
 * something else it takes its place again; the translator then sees new words and translates those.
 */

/** Call once, before the first view is drawn. */
export function staysTrueTranslated(root: HTMLElement): void {
  const stands = new WeakMap<Node, HTMLElement>();
  const { insertBefore, removeChild } = Node.prototype;

  const takeOut = (text: Text, font: HTMLElement) => {
    stands.set(text, font);
    Object.defineProperty(text, "parentNode", { configurable: true, get: () => font.parentNode });
    Object.defineProperty(text, "nextSibling", { configurable: true, get: () => font.nextSibling });
    changed.observe(text, { characterData: true });
  };
  const takeBack = (node: Node) => {
    const font = stands.get(node);
    stands.delete(node);
    Reflect.deleteProperty(node, "parentNode");
    Reflect.deleteProperty(node, "nextSibling");
    return font;
  };

  const changed = new MutationObserver((records) => {
    for (const { target } of records) {
      if (target instanceof Text && stands.has(target)) takeBack(target)?.replaceWith(target);
    }
  });
  new MutationObserver((records) => {
    for (const { addedNodes, removedNodes, previousSibling, nextSibling } of records) {
      // "Show the original": it is there again.
      for (const node of addedNodes) if (node.isConnected) takeBack(node);
      for (const gone of removedNodes) {
        if (!(gone instanceof Text) || gone.isConnected || stands.has(gone)) continue;
        const font = [...addedNodes, previousSibling, nextSibling].find((node) => node?.nodeName === "FONT");
        if (font instanceof HTMLElement && font.isConnected) takeOut(gone, font);
      }
    }
  }).observe(root, { childList: true, subtree: true });

  Node.prototype.insertBefore = function <T extends Node>(this: Node, node: T, before: Node | null): T {
    takeBack(node)?.remove();
    return insertBefore.call(this, node, (before && stands.get(before)) ?? before) as T;
  };
  Node.prototype.removeChild = function <T extends Node>(this: Node, node: T): T {
    const font = takeBack(node);
    if (!font) return removeChild.call(this, node) as T;
    font.remove();
    return node;
  };
}
