// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** A button that lays a text on the clipboard. The text itself stands in sight beside it, for where there is no clipboard. */

import { useState } from "preact/hooks";
import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { Icon } from "../parts/Icon";

export function CopyText({ text, label }: { text: string; label: string }) {
  const board = useBoard();
  const [copied, setCopied] = useState("");
  const [failed, setFailed] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(text);
      board.announce.say(t("Copied"));
    } catch {
      setFailed(true);
      board.announce.alert(t("Copying does not work here. Select the text yourself."));
    }
  };
  return (
    <>
      <button type="button" class="codio-button codio-button--line codio-button--tiny" onClick={() => void copy()}>
        <Icon name={copied === text ? "check" : "copy"} />
        {copied === text ? t("Copied") : label}
      </button>
      {failed && copied !== text && <span class="codio-soft codio-small">{t("Copying does not work here. Select the text yourself.")}</span>}
    </>
  );
}
