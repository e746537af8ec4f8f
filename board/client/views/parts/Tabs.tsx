// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Tabs as the ARIA pattern has them: arrows go along, the open one is in the tab order. */

import type { FoundationId } from "../../protocol.gen";
import { Stamp } from "./Stamp";

export interface Tab<Id extends string> {
  id: Id;
  label: string;
  count?: number;
  /** Whose it is: the foundations of a table. */
  stamps?: readonly FoundationId[];
}

interface TabsProps<Id extends string> {
  label: string;
  tabs: readonly Tab<Id>[];
  current: Id;
  onChange(id: Id): void;
}

export function Tabs<Id extends string>({ label, tabs, current, onChange }: TabsProps<Id>) {
  const onKeyDown = (event: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.id === current);
    const steps: { [key: string]: number } = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 };
    const step = steps[event.key];
    const next = step === undefined ? undefined : tabs.at(step % tabs.length);
    if (!next) return;
    event.preventDefault();
    onChange(next.id);
    document.getElementById(`tab-${next.id}`)?.focus();
  };
  return (
    <div class="codio-tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {tabs.map((tab) => (
        <button
          key={tab.id}
          type="button"
          role="tab"
          id={`tab-${tab.id}`}
          class="codio-tabs__tab"
          aria-selected={tab.id === current}
          aria-controls={`panel-${tab.id}`}
          tabIndex={tab.id === current ? 0 : -1}
          onClick={() => onChange(tab.id)}
        >
          {tab.stamps && (
            <span class="codio-stamps">
              {tab.stamps.map((foundation) => (
                <Stamp key={foundation} foundation={foundation} size="small" />
              ))}
            </span>
          )}
          {tab.label}
          {tab.count !== undefined && <span class="codio-number">{tab.count}</span>}
        </button>
      ))}
    </div>
  );
}
