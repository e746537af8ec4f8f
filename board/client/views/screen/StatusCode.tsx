// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** On a fixed poster: the QR of the page that tells what became of its actions, as the server drew it with the page. */

import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../../core/i18n";

export function StatusCode() {
  const place = useRef<HTMLSpanElement>(null);
  const template = document.getElementById("status-qr");
  const drawn = template instanceof HTMLTemplateElement ? template : null;
  useLayoutEffect(() => {
    if (drawn) place.current?.replaceChildren(drawn.content.cloneNode(true));
  }, [drawn]);
  if (!drawn) return null;
  return (
    <div class="codio-screen-status" data-piece="end/2002">
      <span class="codio-screen-status__code" ref={place} />
      <p>
        <strong class="codio-screen-status__question">{t("What became of it?")}</strong>
        <br />
        {t("On this page you read how it goes on with these actions, without names.")}
      </p>
    </div>
  );
}
