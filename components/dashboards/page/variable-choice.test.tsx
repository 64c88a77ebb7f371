// @vitest-environment jsdom

import { cleanup, configure, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { ResolvedVariable } from '@/components/dashboards/variables/resolve-variables';
import { stubResizeObserver } from '@/components/ui/stub-resize-observer';
import { variableSchema } from '@/lib/dashboards/model/variable';
import { VariableChoice } from './variable-choice';

// The surface arrives by import, which takes its time on a machine that is busy.
beforeAll(async () => {
  configure({ asyncUtilTimeout: 20_000 });
  await import('@/components/ui/surfaces');
}, 60_000);

beforeEach(() => {
  stubResizeObserver();
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const variable = variableSchema.parse({
  ...{ type: 'query', name: 'pod', label: 'Pod', query: 'label_values(up, pod)' },
  ...{ multi: true, includeAll: true },
});

function resolved(part: Partial<ResolvedVariable>): ResolvedVariable {
  return { variable, chosen: null, options: [], state: 'ready', ...part } as ResolvedVariable;
}

it('lists the first of 50,000 values, says how many there are, and finds the last by its name', async () => {
  const options = Array.from({ length: 50_000 }, (_, at) => ({ text: `pod-${at}`, value: `pod-${at}` }));
  const onChoose = vi.fn();
  render(<VariableChoice one={resolved({ options })} onChoose={onChoose} />);
  fireEvent.click(screen.getByRole('button', { name: 'Pod: none' }));
  const list = await screen.findByRole('list', { name: 'Pod' });
  // All, and the first two hundred.
  expect(list.querySelectorAll('button')).toHaveLength(201);
  expect(screen.getByText('49,800 more; type to find them.')).toBeTruthy();
  fireEvent.change(screen.getByRole('searchbox', { name: 'Find Pod' }), { target: { value: 'POD-49999' } });
  fireEvent.click(within(list).getByText('pod-49999'));
  expect(onChoose).toHaveBeenCalledExactlyOnceWith(['pod-49999']);
});

it('says in place of values why there are none', async () => {
  render(
    <VariableChoice
      one={resolved({ state: { problem: 'The variables go in a circle: pod → pod.' } })}
      onChoose={vi.fn()}
    />,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Pod: none' }));
  expect(await screen.findByText('The variables go in a circle: pod → pod.')).toBeTruthy();
});
