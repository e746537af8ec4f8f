// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** "Breder inzetten": every value and action of the poster, with whether it suits other projects too and how (CODIO-PaD step 5). */

import { useRef } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { Board } from "../../../core/api";
import type { Command, PosterActionRecord, PosterValueRecord } from "../../../protocol.gen";
import { EditForm } from "../../form/EditForm";
import { Icon } from "../../parts/Icon";
import { named } from "../../parts/named";
import { Stamp } from "../../parts/Stamp";
import { Tag } from "../../parts/Tag";
import { useEdit } from "../../form/useEdit";
import { entryName } from "../entry/entry-names";
import { WiderFields, type Wider } from "./WiderFields";

type WiderEntry = PosterValueRecord | PosterActionRecord;

export function WiderPane() {
  const board = useBoard();
  const { posterValues, posterActions } = board;
  if (posterValues.value.length + posterActions.value.length === 0) return <p class="codio-soft">{t("There is nothing on the poster yet.")}</p>;
  return (
    <div class="codio-console__scroll codio-finish">
      <Entries heading={t("Values")} entries={posterValues.value} />
      <Entries heading={t("Actions")} entries={posterActions.value} />
    </div>
  );
}

function Entries({ heading, entries }: { heading: string; entries: readonly WiderEntry[] }) {
  return (
    <section class="codio-finish__column">
      <h2 class="codio-heading">
        {heading}
        <span class="codio-heading__aside">{t("{n} of {all} wider", { n: entries.filter((entry) => entry.content.wider).length, all: entries.length })}</span>
      </h2>
      <ul class="codio-entries">
        {entries.map((entry) => (
          <WiderRow key={entry.id} entry={entry} />
        ))}
      </ul>
    </section>
  );
}

function WiderRow({ entry }: { entry: WiderEntry }) {
  const board = useBoard();
  const button = useRef<HTMLButtonElement>(null);
  const name = entryName(board, entry);
  const { foundation, wider, wider_note } = entry.content;
  const stored = { fields: { wider, wider_note }, rev: entry.rev };
  const edit = useEdit<Wider>(
    `wider/${entry.id}`,
    stored,
    stored.fields,
    (fields, base_rev) => withWider(board, entry, fields, base_rev),
    t("{name}: wider use is stored", { name }),
  );
  return (
    <li class="codio-entry" data-foundation={foundation}>
      <h3 class="codio-entry__name">
        <Stamp foundation={foundation} size="small" />
        {name}
      </h3>
      {edit.fields ? (
        <EditForm edit={edit} label={name} newerText={(newer) => newer.wider_note} onDone={() => requestAnimationFrame(() => button.current?.focus())}>
          <WiderFields id={`pane-${entry.id}`} fields={edit.fields} change={edit.change} />
        </EditForm>
      ) : (
        <>
          {wider && (
            <p class="codio-entry__tags">
              <Tag icon="check">{t("wider use")}</Tag>
            </p>
          )}
          {wider_note && <p>{wider_note}</p>}
          <p class="codio-entry__foot">
            <button type="button" class="codio-move" ref={button} aria-label={named(wider ? t("Change") : t("Is it of wider use?"), name)} onClick={edit.open}>
              <Icon name="edit" />
              {wider ? t("Change") : t("Is it of wider use?")}
            </button>
          </p>
        </>
      )}
    </li>
  );
}

/** Only the wider use is changed; everything else goes along as it stands now. */
function withWider(board: Board, entry: WiderEntry, fields: Wider, base_rev: number): Command {
  const now = [...board.posterValues.peek(), ...board.posterActions.peek()].find((one) => one.id === entry.id) ?? entry;
  return { type: "put_poster_entry", entry_id: now.id, base_rev, content: { ...now.content, ...fields }, origins: now.origins };
}
