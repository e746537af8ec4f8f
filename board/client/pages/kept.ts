// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * What somebody types in a long form is kept on this device, so that a window that closes by accident loses nothing. It is offered
 * on the next visit, never put back by itself, and never sent anywhere but to the form's own address.
 */

export type Field = [name: string, value: string];

export interface Kept {
  at: number;
  title: string;
  fields: Field[];
}

const PREFIX = "waardenbord:";
const WAIT_MS = 500; // a pause in typing

/** What was kept under this name, or null when there is nothing, or nothing that can be read. */
export function readKept(storage: Storage, name: string): Kept | null {
  try {
    const found: unknown = JSON.parse(storage.getItem(PREFIX + name) ?? "null");
    return isKept(found) ? found : null;
  } catch {
    return null;
  }
}

/** Keep these fields. A device that is full, or keeps nothing, is no reason to disturb who types. */
export function keep(storage: Storage, name: string, kept: Kept): void {
  try {
    storage.setItem(PREFIX + name, JSON.stringify(kept));
  } catch {
    return;
  }
}

/** Forget what was kept. */
export function forget(storage: Storage, name: string): void {
  try {
    storage.removeItem(PREFIX + name);
  } catch {
    return;
  }
}

function isKept(found: unknown): found is Kept {
  if (typeof found !== "object" || found === null) return false;
  const { at, title, fields } = found as Partial<Kept>;
  const isField = (field: unknown): boolean => Array.isArray(field) && field.length === 2 && field.every((part) => typeof part === "string");
  return typeof at === "number" && typeof title === "string" && Array.isArray(fields) && fields.every(isField);
}

/** The fields of a form as a browser would send them; files cannot be kept. */
/** Of which version of what an organisation keeps a form was drawn: on another day it is another one. */
const NOT_KEPT: readonly string[] = ["mark", "keep_of", "keep_version"];

function fieldsOf(form: HTMLFormElement): Field[] {
  return [...new FormData(form)].flatMap(([name, value]): Field[] => (typeof value === "string" ? [[name, value]] : []));
}

/** Keep forms that ask for it (`data-keep`), and offer what an earlier visit left (`data-kept`), with its time as `written`. */
export function enableKeeping(deviceStorage: () => Storage, written: (atMs: number) => string): void {
  let storage: Storage;
  try {
    storage = deviceStorage();
  } catch {
    return; // a browser that keeps nothing of this site
  }
  // What the organisation keeps now, this device need not keep too.
  for (const done of document.querySelectorAll<HTMLElement>("[data-kept-done]")) forget(storage, done.dataset.keptDone ?? "");
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-keep]")) keepForm(storage, form);
  for (const offer of document.querySelectorAll<HTMLElement>("[data-kept]")) offerKept(storage, offer, written);
}

function keepForm(storage: Storage, form: HTMLFormElement): void {
  const name = form.dataset.keep ?? "";
  let waiting = 0;
  const save = (): void => {
    window.clearTimeout(waiting);
    waiting = 0;
    const fields = fieldsOf(form).filter(([field]) => !NOT_KEPT.includes(field));
    const named = new Map(fields);
    keep(storage, name, { at: Date.now(), title: named.get("title.nl") ?? named.get("own.title.nl") ?? "", fields });
  };
  const saveSoon = (): void => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(save, WAIT_MS);
  };
  form.addEventListener("input", saveSoon);
  form.addEventListener("change", saveSoon);
  window.addEventListener("pagehide", () => {
    if (waiting !== 0) save();
  });
  // A page that came back from the server holds what was typed before: that is the newest version.
  if (form.dataset.keepFresh === undefined) save();
}

function offerKept(storage: Storage, offer: HTMLElement, written: (atMs: number) => string): void {
  const name = offer.dataset.kept ?? "";
  const kept = readKept(storage, name);
  const isTyped = document.querySelector(`form[data-keep="${name}"]:not([data-keep-fresh])`) !== null;
  const form = offer.querySelector("form");
  if (kept === null || isTyped || form === null) return;
  const title = offer.querySelector<HTMLElement>("[data-kept-title]");
  const time = offer.querySelector<HTMLElement>("[data-kept-time]");
  if (title !== null) title.textContent = kept.title;
  if (time !== null) time.textContent = `(${written(kept.at)})`;
  for (const [field, value] of kept.fields) {
    if (field === "do") continue;
    const input = document.createElement("input");
    input.type = "hidden";
    input.name = field;
    input.value = value;
    form.append(input);
  }
  offer.querySelector("[data-kept-forget]")?.addEventListener("click", () => {
    forget(storage, name);
    offer.hidden = true;
    const heading = document.querySelector("h1");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus();
  });
  offer.hidden = false;
}
