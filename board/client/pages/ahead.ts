// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * Fetches what the next page needs while somebody types a name, so that the board then stands there at once. Only when this page is
 * whole: on a slow line the board's files would take the place of what is looked at now.
 */

/** `data-ahead` holds the addresses, with a space between them. */
export function enableLoadingAhead(): void {
  const addresses = document.querySelector<HTMLElement>("[data-ahead]")?.dataset.ahead?.split(" ").filter(Boolean) ?? [];
  if (addresses.length === 0) return;
  const ask = () => {
    for (const address of addresses) askFor(address);
  };
  if (document.readyState === "complete") ask();
  else window.addEventListener("load", ask, { once: true });
}

function askFor(address: string): void {
  if (!address.endsWith(".js")) {
    // It is kept by its name for ever, and asked for again when it did not come.
    void fetch(address, { priority: "low" }).catch(() => undefined);
    return;
  }
  // Not as prefetch, which Firefox holds to default-src.
  const link = document.createElement("link");
  link.rel = "modulepreload";
  link.href = address;
  document.head.append(link);
}
