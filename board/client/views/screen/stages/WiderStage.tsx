// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What of the poster holds for other projects too: values and actions, the marked ones first and in full ink. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { FoundationId } from "../../../protocol.gen";
import { Icon } from "../../parts/Icon";
import { Stamp } from "../../parts/Stamp";
import { Theirs } from "../../parts/Theirs";
import type { StepProps } from "../stage";
import { BoardHead } from "../BoardHead";
import { StepAsks } from "../StepAsks";
import { useFit } from "../fit/useFit";

const BLOCK = "codio-screen-wider";

interface Line {
  id: string;
  foundation: FoundationId;
  name: string;
  wider: boolean;
  wider_note: string;
}

export function WiderStage({ run, leaf }: StepProps) {
  const board = useBoard();
  const stage = useFit();
  const values = board.posterValues.value.map(({ id, content }) => ({ ...content, id, name: board.content.valueName(content.value) }));
  const actions = board.posterActions.value.map(({ id, content }) => ({ ...content, id, name: content.action }));
  return (
    <main class={`codio-screen__stage codio-screen-board ${BLOCK}`} id="main" ref={stage}>
      <BoardHead run={run} leaf={leaf} guest="" note={t("With a tick: useful for other projects too.")} />
      <div class={`${BLOCK}__halves`}>
        <Half title={t("Values")} lines={values} />
        <Half title={t("Actions")} lines={actions} />
      </div>
      <StepAsks leaf={leaf} />
    </main>
  );
}

function Half({ title, lines }: { title: string; lines: readonly Line[] }) {
  return (
    <section data-group="keep">
      <h2 class="codio-poster__heading">{title}</h2>
      {lines.length === 0 && <p class="codio-soft">{t("Nothing on the poster yet.")}</p>}
      <ul class={`${BLOCK}__list`}>
        {[...lines.filter((one) => one.wider), ...lines.filter((one) => !one.wider)].map((line, at) => (
          <li data-piece={`wider/${String(at)}`} class={`${BLOCK}__item${line.wider ? ` ${BLOCK}__item--wider` : ""}`} data-spot={`poster:${line.id}`} key={line.id}>
            <span class={`${BLOCK}__tick`}>{line.wider && <Icon name="check" />}</span>
            <Stamp foundation={line.foundation} />
            <span>
              <Theirs words={line.name} />
              {line.wider && <span class="codio-visually-hidden"> ({t("also elsewhere")})</span>}
              {line.wider && line.wider_note && <small class="codio-poster__level"><Theirs words={line.wider_note} /></small>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
