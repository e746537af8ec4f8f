// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The QR code of the join link: the drawing that came with the page, else the image of it. */

import { useLayoutEffect, useRef } from "preact/hooks";
import { at } from "../../core/at";
import { t } from "../../core/i18n";
import { isDrawnCode } from "./joining";

export function Qr({ code }: { code: string }) {
  const place = useRef<HTMLSpanElement>(null);
  const template = document.getElementById("qr");
  const drawn = template instanceof HTMLTemplateElement && isDrawnCode(code) ? template : null;
  useLayoutEffect(() => {
    if (drawn) place.current?.replaceChildren(drawn.content.cloneNode(true));
  }, [drawn]);
  if (drawn) return <span class="codio-qr-place" ref={place} />;
  return <img class="codio-qr" src={at(`/w/${code}/qr.svg`)} alt={t("QR code of the link for participants")} width="290" height="290" />;
}
