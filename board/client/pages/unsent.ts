// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Where the server shows another page instead of the board: what was written there and did not get away, until it is kept. */

/** What waits of one person, or of one role, in one workshop. */
export interface Left {
  /** Of the workshop; empty when it is not known. */
  title: string;
  texts: readonly string[];
  /** Erase it from this device. */
  erase(): Promise<void>;
}

export interface UnsentTools {
  /** What waits on this device for this address, and may be read here. */
  left(): Promise<readonly Left[]>;
  saveText(name: string, text: string): void;
}

/** Show it in `[data-unsent]`, when there is anything. */
export async function enableUnsent(tools: UnsentTools): Promise<void> {
  const section = document.querySelector<HTMLElement>("[data-unsent]");
  if (section === null) return;
  const left = (await tools.left()).filter(({ texts }) => texts.length > 0);
  if (left.length === 0) return;
  const texts = [...new Set(left.flatMap((one) => one.texts))];
  const all = texts.map((text) => `- ${text}`).join("\n");
  const status = document.querySelector<HTMLElement>("[data-unsent-status]");
  const say = (text: string): void => {
    if (status !== null) status.textContent = text;
  };
  section.querySelector("[data-unsent-list]")?.replaceChildren(...texts.map(listItem));
  onClick(section, "[data-unsent-copy]", async (button) => {
    const copied = button.dataset.copied ?? "";
    const label = button.querySelector("span");
    const failed = section.querySelector<HTMLElement>("[data-unsent-nocopy]");
    const done = await copyText(all);
    if (failed !== null) failed.hidden = done;
    if (done && label !== null) label.textContent = copied;
    say(done ? copied : (failed?.textContent ?? ""));
  });
  onClick(section, "[data-unsent-keep]", async () => {
    tools.saveText(section.dataset.file ?? "", `${left[0]?.title || "Waardenbord"}\n\n${all}\n`);
  });
  onClick(section, "[data-unsent-erase]", async (button) => {
    for (const one of left) await one.erase();
    section.hidden = true;
    say(button.dataset.erased ?? "");
    focusOn(document.querySelector("h1"));
  });
  section.hidden = false;
}

/** Put the keyboard's place on an element that has none of its own. */
export function focusOn(element: HTMLElement | null): void {
  element?.setAttribute("tabindex", "-1");
  element?.focus();
}

function listItem(text: string): HTMLElement {
  const item = document.createElement("li");
  item.textContent = text;
  return item;
}

function onClick(section: HTMLElement, selector: string, act: (button: HTMLButtonElement) => Promise<void>): void {
  const button = section.querySelector<HTMLButtonElement>(selector);
  button?.addEventListener("click", () => void act(button));
}

/** True when it is on the clipboard. Where there is none, the text stands in sight to be selected by hand. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
