// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What the note taker saw and heard, per step. Facilitator and note taker see it. */

import { useState } from "preact/hooks";
import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { itemsOf, type ItemOf } from "../../core/items";
import { MAX_LONG_CHARACTERS } from "../../protocol.gen";
import type { Leaf } from "../../protocol.gen";
import { act } from "../sending/act";
import { useDraft } from "../form/drafts";
import { EditForm } from "../form/EditForm";
import { LongField } from "../form/Fields";
import { Counted } from "../parts/BlockHeading";
import { Icon } from "../parts/Icon";
import { named } from "../parts/named";
import { useEdit } from "../form/useEdit";
import { aboveTitle } from "../step/whereabouts";
import { Told } from "../parts/Told";

/** Of one step, with a field for the next; or of all steps (null), to read and change. `short`: where there is little room, the field alone. */
export function Observations({ leaf, short = false }: { leaf: Leaf | null; short?: boolean }) {
  const board = useBoard();
  const all = itemsOf(board.items.value, "observation");
  if (leaf === null) {
    const steps = board.leaves.value.filter((one) => all.some((item) => item.content.leaf_id === one.id));
    if (steps.length === 0) return <p class="codio-soft">{t("Nothing noted yet.")}</p>;
    return (
      <>
        {steps.map((one) => (
          <section key={one.id}>
            <h3 class="codio-observations__step">
              {aboveTitle(board, one) && `${aboveTitle(board, one)}: `}
              <Told of={one.title} />
            </h3>
            <List items={all.filter((item) => item.content.leaf_id === one.id)} place="all" />
          </section>
        ))}
      </>
    );
  }
  const here = all.filter((item) => item.content.leaf_id === leaf.id);
  return (
    <div class={`codio-observations${short ? " codio-observations--short" : ""}`}>
      <h2 class="codio-heading">
        {t("Observations at this step")}
        <Counted n={here.length} />
      </h2>
      {!short && <List items={here} place="step" />}
      <AddObservation leaf={leaf} short={short} />
    </div>
  );
}

function AddObservation({ leaf, short }: { leaf: Leaf; short: boolean }) {
  const board = useBoard();
  const draft = useDraft(`observation:${leaf.id}`, "");
  const [error, setError] = useState("");
  const add = async (event: Event) => {
    event.preventDefault();
    const text = draft.value.trim();
    setError(text ? "" : t("Write first what you see or hear."));
    document.getElementById("observation")?.focus();
    if (!text) return;
    draft.clear();
    const content = { type: "observation", leaf_id: leaf.id, text } as const;
    await act(board, { type: "put_item", item_id: board.newShortId(), base_rev: 0, content }, t("Noted"));
  };
  return (
    <form class="codio-room__form" onSubmit={(event) => void add(event)}>
      <LongField
        id="observation"
        label={t("What do you see or hear?")}
        {...(short ? {} : { hint: t("For the outcome. Only you and the facilitator see it.") })}
        error={error}
        value={draft.value}
        max={MAX_LONG_CHARACTERS}
        rows={short ? 1 : 2}
        onInput={draft.set}
      />
      <button type="submit" class="codio-button codio-button--tiny">
        <Icon name="plus" />
        {t("Note it")}
      </button>
    </form>
  );
}

function List({ items, place }: { items: readonly ItemOf<"observation">[]; place: string }) {
  if (items.length === 0) return null;
  return (
    <ul class="codio-observations__list">
      {items.map((item) => (
        <li class="codio-observations__item" key={item.item_id}>
          <Observation item={item} place={place} />
        </li>
      ))}
    </ul>
  );
}

function Observation({ item, place }: { item: ItemOf<"observation">; place: string }) {
  const board = useBoard();
  const { text, leaf_id } = item.content;
  const edit = useEdit<{ text: string }>(
    `observation:${item.item_id}`,
    { fields: { text }, rev: item.rev },
    { text: "" },
    (fields, base_rev) => ({ type: "put_item", item_id: item.item_id, base_rev, content: { type: "observation", leaf_id, text: fields.text } }),
    t("Noted"),
  );
  const button = `observation-${place}-${item.item_id}`;
  if (edit.fields) {
    return (
      <EditForm
        edit={edit}
        label={t("Observation")}
        newerText={(newer) => newer.text}
        onDone={() => requestAnimationFrame(() => document.getElementById(button)?.focus())}
      >
        <LongField
          id={`${button}-text`}
          label={t("Observation")}
          value={edit.fields.text}
          max={MAX_LONG_CHARACTERS}
          rows={2}
          onInput={(words) => edit.change({ text: words })}
        />
      </EditForm>
    );
  }
  return (
    <>
      <p>{text}</p>
      <span class="codio-actions">
        <button type="button" id={button} class="codio-move" aria-label={named(t("Change"), text)} onClick={edit.open}>
          <Icon name="edit" />
          {t("Change")}
        </button>
        <button
          type="button"
          class="codio-move"
          aria-label={named(t("Take away"), text)}
          onClick={() => void act(board, { type: "remove_item", item_id: item.item_id, base_rev: item.rev }, t("The observation is taken away"))}
        >
          <Icon name="close" />
          {t("Take away")}
        </button>
      </span>
    </>
  );
}
