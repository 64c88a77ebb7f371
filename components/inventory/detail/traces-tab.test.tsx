import { cleanup, render, screen, within } from '@testing-library/react';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import { afterEach, expect, it, vi } from 'vitest';
import type { TraceExamples } from '@/components/graph/panel/trace-examples';
import type { SubjectAnswer } from '@/lib/insight/inventory/subject-contract';
import { TracesTab } from './traces-tab';

const told = vi.hoisted(() => ({ examples: null as unknown }));
vi.mock('@/components/graph/panel/trace-examples', async (original) => ({
  ...(await original<typeof import('@/components/graph/panel/trace-examples')>()),
  useTraceExamples: () => told.examples,
}));

afterEach(cleanup);

const trace = (traceId: string, durationUs: number, failedSpans: number) => ({
  traceId,
  rootService: 'front.web',
  rootName: 'GET /cart',
  startUs: 1_700_000_000_000_000,
  durationUs,
  spans: 1_204,
  failedSpans,
});

function show(kind: 'workloads' | 'namespaces', examples: unknown) {
  told.examples = examples as TraceExamples;
  const row = { namespace: 'shop', name: 'cart', figures: { p95Ms: 27.9 }, labels: {} };
  const subject = { kind, part: 'figures', row, app: 'cart', version: 'v1', workloads: [], service: null };
  render(
    <NuqsTestingAdapter>
      <TracesTab subject={subject as unknown as SubjectAnswer} />
    </NuqsTestingAdapter>,
  );
  return within(screen.getByLabelText('Traces'));
}

it('lists what failed and what was slow, each leading to its trace, and the searches for all', () => {
  const card = show('workloads', {
    kind: 'known',
    traces: [trace('aa', 4_000, 2), trace('bb', 80_000, 0)],
  });
  const rows = card.getAllByRole('row').slice(1);
  expect(rows.map((row) => row.textContent)).toEqual([
    expect.stringMatching(/GET \/cart front\.web1,2042.*4\.00.*ms$/),
    expect.stringMatching(/GET \/cart front\.web1,2040.*80\.0.*ms$/),
  ]);
  expect(rows.map((row) => within(row).getByRole('link').getAttribute('href'))).toEqual([
    '/traces/aa',
    '/traces/bb',
  ]);
  expect(card.getAllByLabelText('failed')).toHaveLength(1);
  expect(card.getByRole('link', { name: 'Slow' }).getAttribute('href')).toContain('min=27ms');
});

it('says so where nothing was found, or could not be asked', () => {
  show('workloads', { kind: 'known', traces: [] }).getByText(/No slow or failed trace/);
  cleanup();
  const problem = { kind: 'problem', message: 'Jaeger did not answer.' };
  show('workloads', problem).getByText('Jaeger did not answer.');
});
