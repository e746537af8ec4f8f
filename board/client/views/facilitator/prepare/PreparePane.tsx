// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** "Voorbereiding": everything that can be laid ready, one part at a time. It stays here while the workshop runs. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { itemWith } from "../../../core/items";
import { CaseEditor } from "../../case/CaseEditor";
import { CaseWords } from "../../case/CaseOrigin";
import { CaseView } from "../../case/CaseView";
import { FormerCase } from "../../case/FormerCase";
import { useDraft } from "../../form/drafts";
import { BlockHeading, wordsOf } from "../../parts/BlockHeading";
import { Icon } from "../../parts/Icon";
import { pickTab } from "../console/desk-tabs";
import { BringButton } from "../room/BringButton";
import { AccentList } from "./AccentList";
import { LinkList } from "./LinkList";
import { isAsked, openSection, SECTIONS, sectionName, type Section } from "./sections";
import { PaperLinks } from "./PaperLinks";
import { PlanEditor } from "./PlanEditor";
import { ProjectLeader } from "./ProjectLeader";
import { ResearchList } from "./ResearchList";
import { TablesEditor } from "./TablesEditor";
import { TitleEditor } from "./TitleEditor";
import { TodoList } from "./TodoList";

const BODIES: { [section in Section]: () => preact.JSX.Element | null } = {
  todo: TodoList,
  title: TitleEditor,
  case: CaseSection,
  plan: PlanEditor,
  tables: TablesEditor,
  accents: AccentList,
  research: ResearchList,
  links: LinkList,
  paper: PaperLinks,
};

export function PreparePane() {
  const board = useBoard();
  const section = openSection(board);
  const Body = BODIES[section.value];
  return (
    <div class="codio-console__scroll codio-prepare">
      <nav class="codio-prepare__parts" aria-label={t("Preparation")}>
        {SECTIONS.filter((one) => isAsked(board, one)).map((one) => (
          <button
            key={one}
            type="button"
            class="codio-prepare__part"
            {...(one === section.value ? { "aria-current": "true" } : {})}
            onClick={() => {
              section.pick(one);
              pickTab(board, "prepare");
            }}
          >
            {sectionName(one)}
            <Standing section={one} />
          </button>
        ))}
      </nav>
      <section class="codio-prepare__body" aria-labelledby={wordsOf("prepare-part")}>
        <BlockHeading id="prepare-part" tabIndex={-1} words={sectionName(section.value)}>
          {section.value === "case" && <BringButton kind="block" target="case" name={t("the case")} />}
        </BlockHeading>
        <Body />
      </section>
    </div>
  );
}

/** A tick or a number beside the name of a part: what stands there already. */
function Standing({ section }: { section: Section }) {
  const board = useBoard();
  const count = board.items.value.filter((item) => {
    const { content } = item;
    if (section === "accents") return content.type === "accent";
    if (section === "research") return content.type === "research_value";
    if (section === "links") return content.type === "table_link" && content.url !== "";
    if (section === "todo") return content.type === "tick" && content.step_id === "prepare" && content.done;
    return content.type === section;
  }).length;
  if (section === "paper" || section === "title" || section === "tables" || count === 0) return null;
  if (section === "case" || section === "plan") {
    return (
      <>
        <Icon name="check" />
        <span class="codio-visually-hidden">{t("filled in")}</span>
      </>
    );
  }
  return (
    <span class="codio-number codio-soft">{section === "todo" ? t("{n} of {all}", { n: count, all: board.content.script.prepare.length }) : count}</span>
  );
}

function CaseSection() {
  const board = useBoard();
  const item = itemWith(board.items.value, "case", "case");
  const editing = useDraft<unknown>("poster/case", null).value !== null;
  return (
    <>
      <p class="codio-small codio-soft">{t("Fill it in with the project leader. Everybody reads it in the workshop.")}</p>
      <ProjectLeader />
      {!item && !editing && <NotFilledIn />}
      <div>
        <CaseEditor {...(item ? {} : { label: t("Describe the case") })} />
      </div>
      {item && !editing && <CaseView form={item.content} version={item.rev} from={board.caseOrigin.value?.rows ?? []} />}
      <FormerCase open />
    </>
  );
}

/** Before the form is filled in, everybody reads what was written when the workshop was opened. */
function NotFilledIn() {
  const { workshop } = useBoard();
  if (!workshop.value?.case_text.trim()) return <p class="codio-soft">{t("The case has not been described yet.")}</p>;
  return (
    <>
      <p class="codio-soft">{t("The form of the case is not filled in yet. Until then everybody reads what you wrote when you opened the workshop:")}</p>
      <CaseWords />
    </>
  );
}
