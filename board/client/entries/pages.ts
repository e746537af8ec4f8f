// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * What the server's pages do more with a script than without: copy a link, print, and log in with the key of a secret link.
 * Buttons that need it stand `hidden` in the page, so that nobody sees one that does nothing.
 */

import { isPlaceOf, lastHere } from "../core/device/known";
import { openStorage } from "../core/device/storage";
import { eraseWaiting, waitingHere, type Waiting } from "../core/device/waiting";
import { tooMany } from "../core/too-long";
import { dateFormat } from "../core/when";
import { enableLoadingAhead } from "../pages/ahead";
import { enableExample } from "../pages/example";
import { enableFitting } from "../pages/fitting";
import { enableKeeping } from "../pages/kept";
import { enableMinutes } from "../pages/minutes";
import { enableReturning } from "../pages/returning";
import { enableTooLong } from "../pages/too-long";
import { enableUnsent } from "../pages/unsent";
import { holdTooLong } from "../views/parts/hold-too-long";
import { hyphenateLongWords } from "../views/parts/hyphens";
import { saveText } from "../views/parts/save-text";

/** What is behind the last `#` of a pasted link, or the text itself. */
export function keyFrom(text: string): string {
  return text.slice(text.lastIndexOf("#") + 1).trim();
}

function enableCopying(): void {
  const status = document.querySelector<HTMLElement>("[data-copy-status]");
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-copy]")) {
    const field = document.getElementById(button.dataset.copy ?? "");
    const words = button.querySelector("span");
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) || words === null) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      void copy(field).then((done) => {
        if (!done) return;
        words.textContent = button.dataset.copied ?? "";
        if (status !== null) status.textContent = button.textContent;
      });
    });
  }
}

/** True when the text is on the clipboard. Outside https and localhost there is no clipboard: then it is selected, ready to copy. */
async function copy(field: HTMLInputElement | HTMLTextAreaElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.focus();
    field.select();
    return false;
  }
}

function enablePrinting(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}

/** The key stands behind the `#`, which browsers never send: wipe it from the address, then post it. A wrong key is not sent twice. */
function enterWithKey(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-key-form]");
  const field = form?.elements.namedItem("key");
  if (form === null || !(field instanceof HTMLInputElement)) return;
  form.addEventListener("submit", () => {
    field.value = keyFrom(field.value);
  });
  // A whole link pasted at this address changes no more than what is behind the "#": no page is loaded for it.
  window.addEventListener("hashchange", () => {
    if (keyFrom(window.location.hash) !== "") window.location.reload();
  });
  const key = keyFrom(window.location.hash);
  if (key === "") return;
  window.history.replaceState(null, "", window.location.pathname);
  field.value = key;
  if (form.dataset.keyWrong === undefined && form.dataset.keyAsks === undefined) form.requestSubmit();
}

/**
 * What this device keeps of boards. Words are shown to nobody but the tab in which they were written, and to a device that nobody
 * else uses: whoever comes next to one that is shared learns no more than that something waits.
 */
async function enableDevice(): Promise<void> {
  if (document.querySelector("[data-unsent], [data-returning]") === null) return;
  const storage = await openStorage();
  const waiting = await waitingHere(storage);
  const isReadable = ({ session, whose, known }: Waiting) => known?.own != null || lastHere(() => sessionStorage, session) === whose;
  await enableReturning(async (session) =>
    waiting
      .filter((one) => one.session === session && one.whose.startsWith("participant:"))
      .map(({ known, texts }) => ({ own: known?.own ?? null, waiting: texts.length })),
  );
  await enableUnsent({
    left: async () =>
      waiting
        .filter((one) => isReadable(one) && one.known !== null && isPlaceOf(one.known, location.pathname))
        .map((one) => ({ title: one.known?.title ?? "", texts: one.texts, erase: () => eraseWaiting(storage, one) })),
    saveText,
  });
}

enableLoadingAhead();
enableCopying();
enablePrinting();
enableExample();
enableFitting();
enterWithKey();
enableMinutes();
enableTooLong({ tooMany, hold: holdTooLong });
enableKeeping(
  () => window.localStorage,
  (atMs) => dateFormat(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" }).format(atMs),
);
hyphenateLongWords(document.body);
void enableDevice();
