// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The words of the code, the link to send, and the QR code. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { joinAddress, joinLink } from "../../joining/joining";
import { Qr } from "../../joining/Qr";
import { CopyText } from "../../sending/CopyText";

export function JoinFacts() {
  const board = useBoard();
  const code = board.workshop.value?.code ?? "";
  const link = joinLink(code);
  if (board.workshop.value?.door_shut) return <p class="codio-message codio-message--honey">{t("The door is shut. Open it on the tab “People” to let somebody in.")}</p>;
  return (
    <div class="codio-share">
      <div class="codio-share__words">
        <p class="codio-soft">{t("At {address}, fill in:", { address: joinAddress() })}</p>
        <p class="codio-share__code" translate={false}>{code.split("-").join(" ")}</p>
        <p class="codio-soft">{t("Or send this link:")}</p>
        <p class="codio-share__link" translate={false}>
          <a href={link}>{link}</a>
        </p>
        <CopyText text={link} label={t("Copy the link")} />
      </div>
      <div class="codio-share__scan">
        <Qr code={code} />
      </div>
    </div>
  );
}
