import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { DashboardProvider, type DashboardView } from '@/components/dashboards/view/dashboard-context';
import { WaitsNote } from './waits-note';

afterEach(cleanup);

it('says why a variable has no value where that is known, once', () => {
  const problem = 'Prometheus cannot be reached.';
  const variables = ['gateway', 'namespace'].map((name) => ({ variable: { name }, state: { problem } }));
  const other = { variable: { name: 'zone' }, state: { problem: 'There is no such label.' } };
  const view = { variables: [other, ...variables] } as unknown as DashboardView;
  render(
    <DashboardProvider value={view}>
      <WaitsNote names={['gateway', 'namespace']} />
    </DashboardProvider>,
  );
  expect(
    screen.getByText('$gateway, $namespace have no value yet. Prometheus cannot be reached.'),
  ).toBeTruthy();
});
