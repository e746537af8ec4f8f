// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The name of the product, leading to its start page. */

export function Brand() {
  return (
    <a class="codio-brand" href="/">
      <svg aria-hidden="true">
        <use href="/static/icons.svg#brand" />
      </svg>
      Waardenbord
    </a>
  );
}
