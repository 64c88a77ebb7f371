'use client';
/** The plan of a canary: its steps, and buttons for the next one and back. */
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { ChoiceField, FormSection } from '@/components/config/assistants/form-parts';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { TextField } from '@/components/ui/text-field';
import {
  type CanaryPlan,
  nextStep,
  previousStep,
  readSteps,
  sharesAt,
} from '@/lib/config/assistants/traffic/canary-plan';
import { type TrafficShifting, usualPlan } from '@/lib/config/assistants/traffic/traffic-shifting';

export interface CanaryFieldsProps {
  state: TrafficShifting;
  onState: (state: TrafficShifting) => void;
  problemOf: (field: string) => string | undefined;
}

export function CanaryFields({ state, onState, problemOf }: CanaryFieldsProps) {
  const { plan, shares } = state;
  return (
    <FormSection title="Canary">
      <Checkbox
        label="Move it over step by step"
        hint="The plan is kept with the object, so that anybody can take the next step."
        checked={plan !== null}
        onCheckedChange={(on) => onState({ ...state, plan: on ? usualPlan(state) : null })}
      />
      {plan !== null && (
        <>
          <div className="grid grid-cols-2 gap-3">
            <ChoiceField
              label="New version"
              value={plan.subset}
              onValue={(subset) => onState({ ...state, plan: { ...plan, subset } })}
              options={shares
                .filter(({ subset }) => subset !== '')
                .map(({ subset }) => ({ value: subset, label: subset }))}
              problem={problemOf('plan.subset')}
            />
            <StepsField
              key={plan.subset}
              steps={plan.steps}
              onSteps={(steps) => onState({ ...state, plan: { ...plan, steps } })}
              problem={problemOf('plan.steps')}
            />
          </div>
          <Steps plan={plan} state={state} onState={onState} />
        </>
      )}
    </FormSection>
  );
}

interface StepsFieldProps {
  steps: readonly number[];
  onSteps: (steps: number[]) => void;
  problem: string | undefined;
}

/** Typed freely; read as shares at every keystroke. */
function StepsField({ steps, onSteps, problem }: StepsFieldProps) {
  const [text, setText] = useState(steps.join(', '));
  return (
    <TextField
      label="Steps, %"
      value={text}
      error={problem}
      onChange={(event) => {
        setText(event.target.value);
        onSteps(readSteps(event.target.value));
      }}
      onBlur={() => setText(readSteps(text).join(', '))}
    />
  );
}

function Steps({ plan, state, onState }: Omit<CanaryFieldsProps, 'problemOf'> & { plan: CanaryPlan }) {
  const { shares } = state;
  const now = shares.find(({ subset }) => subset === plan.subset)?.weight ?? 0;
  const next = nextStep(plan, shares);
  const previous = previousStep(plan, shares);
  const goTo = (weight: number) => onState({ ...state, shares: sharesAt(shares, plan.subset, weight) });
  return (
    <>
      <ol aria-label="Steps of the plan" className="flex flex-wrap gap-1.5">
        {plan.steps.map((step) => (
          <li key={step}>
            <Button
              active={step === now}
              aria-current={step === now ? 'step' : undefined}
              className={step < now ? 'text-text-3' : ''}
              onClick={() => goTo(step)}
            >
              {step} %
            </Button>
          </li>
        ))}
      </ol>
      <div className="flex gap-2">
        <Button disabled={previous === null} onClick={() => previous !== null && goTo(previous)}>
          <ChevronLeft aria-hidden="true" />
          {previous === null ? 'Back' : `Back to ${previous} %`}
        </Button>
        <Button disabled={next === null} onClick={() => next !== null && goTo(next)}>
          {next === null ? 'Plan is done' : `Next step: ${next} %`}
          <ChevronRight aria-hidden="true" />
        </Button>
      </div>
    </>
  );
}
