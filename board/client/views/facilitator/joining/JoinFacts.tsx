// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The words of the code, the link to send, and the QR code. */

import { useState } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { Icon } from "../../parts/Icon";
import { joinAddress, joinLink } from "../../joining/joining";
import { Qr } from "../../joining/Qr";

export function JoinFacts() {
  const board = useBoard();
  const code = board.workshop.value?.code ?? "";
  const link = joinLink(code);
  return (
    <div class="codio-share">
      <div class="codio-share__words">
        <p class="codio-soft">{t("At {address}, fill in:", { address: joinAddress() })}</p>
        <p class="codio-share__code">{code.split("-").join(" ")}</p>
        <p class="codio-soft">{t("Or send this link:")}</p>
        <p class="codio-share__link">
          <a href={link}>{link}</a>
        </p>
        <CopyButton text={link} />
      </div>
      <div class="codio-share__scan">
        <Qr code={code} />
      </div>
    </div>
  );
}

function CopyButton({ text }: { text: string }) {
  const board = useBoard();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      board.announce.say(t("The link is copied"));
    } catch {
      // No right to the clipboard: the link itself stands above the button.
      board.announce.alert(t("Copying does not work here. Select the link yourself."));
    }
  };
  return (
    <button type="button" class="codio-button codio-button--line codio-button--tiny" onClick={() => void copy()}>
      <Icon name={copied ? "check" : "next"} />
      {copied ? t("Copied") : t("Copy the link")}
    </button>
  );
}
