// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What the workshop is called, and by whom it is held: as everybody reads it, to be changed at any time before the end. */

import { useRef } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { MAX_TITLE_CHARACTERS } from "../../../protocol.gen";
import { EditForm } from "../../form/EditForm";
import { LineField } from "../../form/Fields";
import { useEdit } from "../../form/useEdit";
import { Icon } from "../../parts/Icon";
import { Facts } from "./Facts";

export function TitleEditor() {
  const board = useBoard();
  const button = useRef<HTMLButtonElement>(null);
  const { title = "", organisation = "", title_rev = 0 } = board.workshop.value ?? {};
  const edit = useEdit(
    "title",
    { fields: { title, organisation }, rev: title_rev },
    { title: "", organisation: "" },
    (fields, base_rev) => ({ type: "change_title", base_rev, ...fields }),
    t("The title is changed"),
  );
  if (edit.fields) {
    const fields = edit.fields;
    return (
      <EditForm
        edit={edit}
        label={t("Title and organisation")}
        newerText={(newer) => [newer.title, newer.organisation].filter(Boolean).join(", ")}
        onDone={() => requestAnimationFrame(() => button.current?.focus())}
      >
        <LineField
          id="workshop-title"
          label={t("Title of the workshop")}
          hint={t("Everybody reads it, on every page. A poster that was made final keeps the title it has.")}
          {...(edit.errorField === "title" ? { error: edit.error } : {})}
          value={fields.title}
          max={MAX_TITLE_CHARACTERS}
          onInput={(typed) => edit.change({ title: typed })}
        />
        <LineField id="workshop-organisation" label={t("Organisation")} value={fields.organisation} max={MAX_TITLE_CHARACTERS} onInput={(typed) => edit.change({ organisation: typed })} />
      </EditForm>
    );
  }
  return (
    <>
      <Facts
        facts={[
          { name: t("Title of the workshop"), text: title },
          { name: t("Organisation"), text: organisation },
        ]}
      />
      <p>
        <button type="button" class="codio-button codio-button--line codio-button--tiny" ref={button} onClick={edit.open}>
          <Icon name="edit" />
          {t("Change the title")}
        </button>
      </p>
    </>
  );
}
