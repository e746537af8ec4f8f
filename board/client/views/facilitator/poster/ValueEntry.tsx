// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** A value on the poster, with what it means here. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { MAX_LONG_CHARACTERS } from "../../../protocol.gen";
import type { FoundationId, Orientation, PosterValueContent, PosterValueRecord } from "../../../protocol.gen";
import { ORIENTATIONS, orientationName, valuesUnder } from "../../poster/words";
import { LongField } from "../../form/Fields";
import { Tag } from "../../parts/Tag";
import { FOUNDATIONS } from "../../../core/foundations";
import { Choice } from "../console/Choice";
import { EditForm } from "../../form/EditForm";
import { EntryCard } from "../entry/EntryCard";
import { WiderFields } from "./WiderFields";
import { useEdit } from "../../form/useEdit";


export function ValueEntry({ value }: { value: PosterValueRecord }) {
  const board = useBoard();
  const { content } = value;
  const { foundation, meaning, orientation, wider } = content;
  const name = board.content.valueName(content.value);
  const edit = useEdit<PosterValueContent>(
    value.id,
    { fields: content, rev: value.rev },
    content,
    (fields, base_rev) => ({ type: "put_poster_entry", entry_id: value.id, base_rev, content: { ...content, ...fields }, origins: value.origins }),
    t("{name} is changed", { name }),
  );
  const form = (done: () => void) => (
    <EditForm edit={edit} label={t("Change {name}", { name })} newerText={(newer) => newer.meaning} onDone={done}>
      {edit.fields && (
        <>
          <LongField
            id={`meaning-${value.id}`}
            label={t("What does {value} mean here?", { value: name })}
            value={edit.fields.meaning}
            max={MAX_LONG_CHARACTERS}
            onInput={(text) => edit.change({ meaning: text })}
          />
          <Foundations id={`foundation-${value.id}`} value={edit.fields.foundation} onPick={(picked) => edit.change({ foundation: picked })} />
          <OrientationField id={value.id} value={edit.fields.orientation} onPick={(picked) => edit.change({ orientation: picked })} />
          <WiderFields id={value.id} fields={edit.fields} change={edit.change} />
        </>
      )}
    </EditForm>
  );
  const peers = valuesUnder(board.posterValues.value, foundation);
  return (
    <EntryCard entry={value} name={name} peers={peers} foundation={foundation} form={form} editing={edit.fields !== null} {...(meaning ? {} : { lacks: "meanings" })} onEdit={edit.open}>
      <h4 class="codio-entry__name">{name}</h4>
      {(value.accent || orientation || wider) && (
        <p class="codio-entry__tags">
          {value.accent && <Tag look="honey">{t("accent value")}</Tag>}
          {orientation && <Tag>{orientationName(orientation)}</Tag>}
          {wider && <Tag icon="next">{t("wider use")}</Tag>}
        </p>
      )}
      {meaning ? <p>{meaning}</p> : <p class="codio-soft">{t("Without a meaning yet.")}</p>}
    </EntryCard>
  );
}

/** Kwetsbaar or na te streven: the room's own judgement, so it may stay open. */
function OrientationField({ id, value, onPick }: { id: string; value: Orientation | null; onPick(value: Orientation | null): void }) {
  const chip = (orientation: Orientation | null, words: string) => (
    <label class="codio-chip" key={words}>
      <input class="codio-chip__input" type="radio" name={`orientation-${id}`} checked={value === orientation} onChange={() => onPick(orientation)} />
      {words}
    </label>
  );
  return (
    <fieldset class="codio-fieldset">
      <legend class="codio-label">{t("Is this value to be protected, or to strive for?")}</legend>
      <div class="codio-chips">
        {ORIENTATIONS.map((orientation) => chip(orientation, orientationName(orientation)))}
        {chip(null, t("not said"))}
      </div>
    </fieldset>
  );
}

export function Foundations({ id, value, onPick }: { id: string; value: FoundationId; onPick(foundation: FoundationId): void }) {
  const board = useBoard();
  const options = FOUNDATIONS.map((foundation) => ({ id: foundation, name: board.content.foundationName(foundation) }));
  return <Choice id={id} label={t("Foundation")} value={value} options={options} onPick={onPick} />;
}
