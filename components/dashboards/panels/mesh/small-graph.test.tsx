// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { graphAnswer, graphEdge, graphNode, requests } from '@/lib/graph/fixtures/builders';
import { SmallGraph } from './small-graph';

afterEach(cleanup);

const answer = graphAnswer({
  nodes: [
    graphNode({ id: 'web', name: 'web', app: 'web' }),
    graphNode({
      id: 'cart',
      name: 'cart',
      app: 'cart',
      health: { kind: 'failing', reasons: ['20 % fail'] },
      incoming: requests({ requestsPerSecond: 5, errorsPerSecond: 1 }),
    }),
    graphNode({ id: 'far', name: 'far', app: 'far' }),
  ],
  edges: [
    graphEdge('web', 'cart', {
      requests: requests({ requestsPerSecond: 5, errorsPerSecond: 1 }),
      health: { kind: 'failing', reasons: [] },
    }),
  ],
});
const drawn = (focus: string) =>
  render(<SmallGraph answer={answer} focus={focus} width={500} height={240} href="/graph?from=1&to=2" />);

it('draws cards that lead to the graph, and the failed share on their line', () => {
  const { container } = drawn('');
  expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual([
    '/graph?from=1&to=2&node=web',
    '/graph?from=1&to=2&node=cart',
    '/graph?from=1&to=2&node=far',
  ]);
  expect(screen.getByRole('link', { name: /^cart, .*failing, 5\.00 rps/ })).toBeTruthy();
  const paths = [...container.querySelectorAll('svg g path')].map((path) => path.getAttribute('stroke'));
  expect(paths).toContain('var(--failing)');
});

it('draws one thing with its neighbours, and says when it is not there', () => {
  drawn('cart');
  expect(screen.getAllByRole('link')).toHaveLength(2);
  cleanup();
  drawn('nobody');
  expect(screen.getByText(/Nothing called nobody/)).toBeTruthy();
});

it('tells workloads of one name apart by their version', () => {
  const of = (version: string) =>
    graphNode({
      ...{ id: version, kind: 'workload', name: 'cart', app: 'cart', workload: 'cart', version },
      incoming: requests({ requestsPerSecond: 5 }),
    });
  const versions = graphAnswer({ nodes: [of('v1'), of('v2')], edges: [] });
  render(<SmallGraph answer={versions} focus="" width={500} height={240} href="/graph?from=1&to=2" />);
  const texts = screen.getAllByRole('link').map(({ textContent }) => textContent);
  expect(texts).toEqual([
    expect.stringMatching(/cart.*v1 · 5\.00\s?rps/),
    expect.stringMatching(/cart.*v2 · 5\.00\s?rps/),
  ]);
});
