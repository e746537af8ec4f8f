# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A translator in the page, as the one of Chromium works: it puts words within two `<font>` in the place of every text node."""

TRANSLATE = """() => {
  const skip = (node) => !node.parentElement || node.parentElement.closest("font, script, style, textarea, [translate=no]");
  const translate = (text) => {
    if (!text.data.trim() || skip(text) || !text.parentNode) return;
    const outer = document.createElement("font");
    const inner = document.createElement("font");
    outer.style.verticalAlign = inner.style.verticalAlign = "inherit";
    inner.textContent = `~${text.data}~`;
    outer.append(inner);
    text.parentNode.replaceChild(outer, text);
  };
  const below = (node) => {
    if (node instanceof Text) return translate(node);
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    found.forEach(translate);
  };
  below(document.body);
  new MutationObserver((records) => {
    for (const record of records) {
      if (record.type === "characterData") translate(record.target);
      else record.addedNodes.forEach((node) => node.isConnected && below(node));
    }
  }).observe(document.body, { childList: true, characterData: true, subtree: true });
}"""
