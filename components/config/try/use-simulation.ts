'use client';
/** Asks by itself once the form stands still and is complete, and at once when told to. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useDebounced } from '@/components/config/use-debounced';
import type { SimulationAnswer, SimulationChoices } from '@/lib/config/simulation/contract';
import type { Draft, SimulationRequest } from '@/lib/config/simulation/request-contract';
import { choicesQuery, simulationQuery } from './queries';
import { type ReadForm, type RequestForm, readForm } from './request-form-state';

const ASK_AFTER_MS = 250;
const NO_CHOICES: SimulationChoices = { workloads: [], gateways: [], services: [] };

export interface Simulation {
  readonly choices: SimulationChoices | undefined;
  readonly choicesProblem: Error | null;
  readonly read: ReadForm;
  /** The request that `answer` is to; null while the form is not complete. */
  readonly request: SimulationRequest | null;
  readonly answer: SimulationAnswer | undefined;
  readonly problem: Error | null;
  readonly isStale: boolean;
  readonly askAgain: () => void;
}

export function useSimulation(form: RequestForm, drafts: readonly Draft[]): Simulation {
  const [version, setVersion] = useState(0);
  const choices = useQuery(choicesQuery);
  const read = readForm(form, choices.data ?? NO_CHOICES);
  // By its text: the form makes a new object with every letter.
  const now = JSON.stringify([choices.data === undefined ? null : read.request, drafts]);
  const settled = useDebounced(now, ASK_AFTER_MS);
  const [request, settledDrafts] = JSON.parse(settled) as [SimulationRequest | null, Draft[]];
  const asked = useQuery(simulationQuery(request, settledDrafts, version));
  return {
    choices: choices.data,
    choicesProblem: choices.data === undefined ? choices.error : null,
    read,
    request,
    answer: request === null ? undefined : asked.data,
    problem: asked.error,
    isStale: settled !== now || asked.isPlaceholderData,
    askAgain: () => setVersion((last) => last + 1),
  };
}
