// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ImpactAnswer, ImpactChange } from '@/lib/insight/impact/contract';
import { ImpactPanel, type ImpactPanelProps } from './impact-panel';
import { impactQuery } from './query';
import { edge, node } from './sample-picture';

/** Where the address says nothing. */
const WINDOW = { kind: 'last', seconds: 600 } as const;

vi.stubGlobal(
  'ResizeObserver',
  class {
    observe() {}
    disconnect() {}
  },
);

afterEach(cleanup);

const RULE = { group: 'security.istio.io', kind: 'AuthorizationPolicy', namespace: 'shop', name: 'deny' };
const DRAFTS = [{ id: RULE, text: 'kind: AuthorizationPolicy' }];

const denied: ImpactChange = {
  id: '1',
  kind: 'denied',
  tone: 'bad',
  sentence: 'web would be denied access to cart: policy deny matches.',
  caller: { namespace: 'shop', name: 'web', label: 'web', nodeId: 'id-web' },
  callee: { namespace: 'shop', name: 'cart', label: 'cart', nodeId: 'id-cart' },
  protocol: 'http',
  ratePerSecond: 10,
  affectedPerSecond: { from: 10, to: 10 },
  condition: null,
  figures: [],
  causes: [{ object: RULE, line: 7, isDraft: true }],
};

const ANSWER: ImpactAnswer = {
  window: { fromSeconds: 0, toSeconds: 600 },
  verdict: { tone: 'bad', sentence: '1 call changes; one thing would break.' },
  changes: [denied],
  leftOut: 0,
  picture: {
    nodes: ['web', 'cart', 'prices'].map(node),
    edges: [edge('web', 'cart', 10, 10, { state: 'denied', kinds: ['denied'] }), edge('web', 'prices', 3, 3)],
  },
  followed: { calls: 2, ratePerSecond: 13 },
  notFollowed: [],
  drafts: { used: [RULE], leftOut: [] },
  warnings: [],
};

function show(answer: ImpactAnswer, props: Partial<ImpactPanelProps> = {}) {
  const client = new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: Number.POSITIVE_INFINITY } },
  });
  const drafts = props.drafts ?? DRAFTS;
  client.setQueryData(impactQuery(drafts, WINDOW).queryKey, answer);
  render(
    <NuqsTestingAdapter>
      <QueryClientProvider client={client}>
        <ImpactPanel drafts={drafts} {...props} />
      </QueryClientProvider>
    </NuqsTestingAdapter>,
  );
}

describe('the impact of a text', () => {
  it('is one sentence, a graph, a table of its lines, and each change', () => {
    show(ANSWER);
    expect(screen.getByRole('status').textContent).toContain('one thing would break');
    expect(screen.getByRole('region', { name: /1 changed and 1 unchanged/ })).toBeDefined();
    const row = within(screen.getByRole('table')).getByRole('row', { name: /web → cart/ });
    expect(row.textContent).toContain('denied');
    const changes = screen.getByRole('list', { name: 'What changes' });
    expect(within(changes).getByText(/would be denied access/)).toBeDefined();
  });

  it('leaves neighbours out of the table and counts them', () => {
    show(ANSWER);
    const table = screen.getByRole('table');
    expect(within(table).queryByText(/prices/)).toBeNull();
    expect(table.textContent).toContain('1 line stays as it is');
  });

  it('leads from its cards to the graph, by keyboard too', async () => {
    show(ANSWER);
    const card = screen.getByRole('link', { name: /cart/ });
    expect(card.getAttribute('href')).toBe('/graph?focus=id-cart&everything=true');
    const user = userEvent.setup();
    for (let press = 0; press < 10 && document.activeElement !== card; press += 1) await user.tab();
    expect(document.activeElement).toBe(card);
  });

  it('can be drawn as bands as well', async () => {
    show(ANSWER);
    await userEvent.click(screen.getByRole('radio', { name: 'Bands' }));
    expect(screen.getByRole('img', { name: /web to cart/ })).toBeDefined();
    expect(screen.queryByRole('region', { name: /unchanged lines/ })).toBeNull();
  });

  it('goes to the line of the text that is open', async () => {
    const onLine = vi.fn();
    show(ANSWER, { open: RULE, onLine });
    await userEvent.click(screen.getByRole('button', { name: 'Line 7' }));
    expect(onLine).toHaveBeenCalledWith(7);
  });

  it('says that nothing is changed yet, and what is left out and why', () => {
    const quiet: ImpactAnswer = { ...ANSWER, changes: [], picture: { nodes: [], edges: [] } };
    show(quiet, { drafts: [] });
    expect(screen.getByText('Nothing is changed yet')).toBeDefined();
    cleanup();
    const because = 'What it does to proxies is not simulated.';
    show({ ...quiet, drafts: { used: [], leftOut: [{ id: RULE, because }] }, leftOut: 3 });
    expect(screen.getByText(/not simulated/)).toBeDefined();
    expect(screen.getByText('3 more changes are not listed.')).toBeDefined();
  });
});
