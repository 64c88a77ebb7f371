// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { AnswerProblem } from '@/components/shell/answer-problem';
import { TooltipProvider } from '@/components/ui/tooltip';
import { applyChanges } from '@/lib/config/changes/apply';
import type { Change } from '@/lib/config/changes/change';
import { memoryStore } from '@/lib/config/fixtures/memory-store';
import { Fault } from '@/lib/mesh/fault';
import { FailedWrite } from './failed-write';

afterEach(cleanup);

const rule = (subset: string) => `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: reviews, namespace: bookinfo}
spec: {host: reviews, subsets: [{name: ${subset}, labels: {version: ${subset}}}]}
`;
const route = (subset: string) => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: reviews, namespace: bookinfo}
spec: {hosts: [reviews], http: [{route: [{destination: {host: reviews, subset: ${subset}}}]}]}
`;

/** What the page is told when these writes of the change set fail, counted from 1. */
async function problemOf(...failing: [number, number?]): Promise<AnswerProblem> {
  const store = memoryStore(`${rule('v1')}---\n${route('v1')}`);
  const { objects } = await store.list();
  const texts: Readonly<Record<string, string>> = {
    DestinationRule: rule('v1').replace('subsets: [', 'subsets: [{name: v2, labels: {version: v2}}, '),
    VirtualService: route('v2'),
  };
  const changes = objects.map(
    ({ id, version }): Change => ({ id, text: texts[id.kind] ?? null, baseVersion: version }),
  );
  store.failWrite(...failing);
  const fault: unknown = await applyChanges(store, changes).catch((error: unknown) => error);
  if (!(fault instanceof Fault)) throw new Error('Every write was made.');
  const { code, message, hint, data } = fault;
  return new AnswerProblem({ status: 503, code, message, hint, data });
}

async function show(problem: AnswerProblem) {
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <TooltipProvider>
        <FailedWrite problem={problem} />
      </TooltipProvider>
    </QueryClientProvider>,
  );
}

describe('a change set whose second write fails', () => {
  it('is put back, and the page says what was', async () => {
    await show(await problemOf(2));
    expect(screen.getByRole('alert').textContent).toContain('Everything is as it was before');
    const list = await screen.findByRole('list', { name: 'Put back' });
    expect(within(list).getByRole('link').textContent).toContain('reviews');
    expect(document.querySelector('pre')).toBeNull();
  });

  it('gives the text of what could not be put back', async () => {
    await show(await problemOf(2, 3));
    expect(screen.getByRole('alert').textContent).toContain('Save the texts below by hand');
    expect(await screen.findByText(/could not be put back: /)).toBeTruthy();
    expect(document.querySelector('pre')?.textContent).toBe(rule('v1'));
    expect(screen.getByRole('button', { name: /Copy the text of DestinationRule reviews/ })).toBeTruthy();
  });
});
