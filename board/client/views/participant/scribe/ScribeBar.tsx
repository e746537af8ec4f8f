// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** For the scribe: for whom is typed, and adding somebody without a device. */

import { useState } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { MAX_NAME_CHARACTERS } from "../../../protocol.gen";
import { Details } from "../../parts/Details";
import { useDraft } from "../../form/drafts";
import { LineField } from "../../form/Fields";
import { useMatches } from "../../parts/useMatches";
import { useOne } from "../../parts/useOne";
import { PaperNotes } from "./PaperNotes";
import { nameTypedFor, typedFor } from "./useScribe";
import { useWriter } from "../writing/writer";

interface ScribeBarProps {
  /** Opens the field in which is typed, where it does not stand open by itself. */
  onType?: () => void;
  /** Where there is little room, what is seldom used folds away, so that the field stands on the first screen. */
  folds?: boolean;
}

const ROOMY = "(min-width: 48rem)";
/** A closed list shows one line and cuts what is longer: so many characters fit in the narrowest. */
const FITS_A_LIST = 24;

export function ScribeBar({ onType, folds = false }: ScribeBarProps) {
  const board = useBoard();
  const { me } = useWriter();
  const roomy = useMatches(ROOMY);
  if (board.role !== "scribe") return null;
  const others = (
    <>
      <PaperNotes onType={onType} />
      <AddPerson first={!me} />
    </>
  );
  return (
    <section class="codio-scribe" aria-label={t("For whom you type")}>
      {me ? (
        <label class="codio-label">
          {t("You type for:")}
          {nameTypedFor(board, me).length > FITS_A_LIST && (
            <span class="codio-scribe__whole" aria-hidden="true">
              {nameTypedFor(board, me)}
            </span>
          )}
          <select class="codio-input" value={me.participant_id} onChange={(event) => (typedFor.value = event.currentTarget.value)}>
            {board.proxies.value.map((one) => (
              <option key={one.id} value={one.participant_id}>
                {nameTypedFor(board, one)}
              </option>
            ))}
          </select>
        </label>
      ) : (
        <p>{t("You type for nobody yet. Choose the table whose paper notes you type, or add somebody without a device.")}</p>
      )}
      {folds && me && !roomy ? <Details summary={t("Type for somebody else")}>{others}</Details> : others}
    </section>
  );
}

function AddPerson({ first }: { first: boolean }) {
  const board = useBoard();
  // A telephone that is turned draws it anew elsewhere.
  const name = useDraft("proxy-name", "");
  const [table, setTable] = useState("");
  const one = useOne();
  const add = async () => {
    const id = board.newId();
    const outcome = await board.send({
      type: "add_proxy",
      participant_id: id,
      table_id: table || (board.tables.value[0]?.id ?? ""),
      name: name.value.trim(),
    });
    if (!outcome.done) {
      board.announce.alert(board.refusalText(outcome.failure.code));
      return;
    }
    typedFor.value = id;
    name.clear();
    board.announce.say(t("Added. You type for this person now."));
  };
  return (
    <Details summary={t("Add somebody without a device")} open={first}>
      <form class="codio-lobby__form" onSubmit={(event) => {
          event.preventDefault();
          one(add);
        }}
      >
        <LineField id="proxy-name" label={t("What may we call this person?")} hint={t("You may leave this empty.")} value={name.value} max={MAX_NAME_CHARACTERS} onInput={name.set} />
        <div class="codio-field">
          <label class="codio-label" for="proxy-table">
            {t("At which table?")}
          </label>
          <select class="codio-input" id="proxy-table" value={table || (board.tables.value[0]?.id ?? "")} onChange={(event) => setTable(event.currentTarget.value)}>
            {board.tables.value.map((one) => (
              <option key={one.id} value={one.id}>
                {board.tableName(one)}
              </option>
            ))}
          </select>
        </div>
        <button type="submit" class="codio-button">
          {t("Add")}
        </button>
      </form>
    </Details>
  );
}
