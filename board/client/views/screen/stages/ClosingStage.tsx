// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The end: what was parked and how it ended, the questions to look back on, and what people share of their answers. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { itemsOf, type ItemOf } from "../../../core/items";
import { ParkingList } from "../../room/ParkingList";
import { visibleQuestions, type AskedQuestion } from "../../step/questions";
import type { StepProps } from "../stage";
import { BoardHead } from "../BoardHead";
import { TalkStage } from "./TalkStage";
import { StepAsks } from "../StepAsks";
import { useFit } from "../fit/useFit";
import { Theirs } from "../../parts/Theirs";
import { Told } from "../../parts/Told";

const BLOCK = "codio-screen-closing";

export function ClosingStage({ run, leaf }: StepProps) {
  const board = useBoard();
  const parked = itemsOf(board.items.value, "parked");
  const shared = itemsOf(board.items.value, "reflection")
    .filter((item) => item.content.shared)
    .sort((a, b) => a.content.question - b.content.question);
  if (parked.length === 0 && shared.length === 0) return <TalkStage run={run} leaf={leaf} />;
  return <Harvest run={run} leaf={leaf} parked={parked} shared={shared} />;
}

interface HarvestProps extends StepProps {
  parked: readonly ItemOf<"parked">[];
  /** By question. */
  shared: readonly ItemOf<"reflection">[];
}

function Harvest({ run, leaf, parked, shared }: HarvestProps) {
  const board = useBoard();
  const stage = useFit();
  return (
    <main class={`codio-screen__stage codio-screen-board ${BLOCK}`} id="main" ref={stage}>
      <BoardHead run={run} leaf={leaf} guest="" note={board.content.text(leaf.do)} />
      <div class={`${BLOCK}__halves${parked.length === 0 ? ` ${BLOCK}__halves--one` : ""}`}>
        {parked.length > 0 && (
          <section data-spot="block:parked" data-group="keep">
            <h2 class="codio-poster__heading">{t("The parking lot")}</h2>
            <ParkingList />
          </section>
        )}
        <section data-spot="block:reflections" data-group="keep">
          {visibleQuestions(board, leaf).map((asked) => (
            <Answers key={asked.at} asked={asked} shared={shared} />
          ))}
        </section>
      </div>
      <StepAsks leaf={leaf} outcome />
    </main>
  );
}

function Answers({ asked, shared }: { asked: AskedQuestion; shared: readonly ItemOf<"reflection">[] }) {
  return (
    <div class={`${BLOCK}__question`} data-group="">
      <h2 class="codio-poster__heading"><Told of={asked.question} /></h2>
      <ul class={`${BLOCK}__answers`}>
        {shared.map(
          (item, at) =>
            item.content.question === asked.at && (
              <li data-piece={`closing/${String(at)}`} class={`${BLOCK}__answer`} data-spot={`item:${item.item_id}`} key={item.item_id} dir="auto">
                <Theirs words={item.content.text} />
              </li>
            ),
        )}
      </ul>
    </div>
  );
}
