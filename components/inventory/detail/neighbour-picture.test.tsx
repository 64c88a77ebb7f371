import { cleanup, render, screen, within } from '@testing-library/react';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import { afterEach, expect, it } from 'vitest';
import type { PeerAnswer, SubjectAnswer } from '@/lib/insight/inventory/subject-contract';
import { NeighbourPicture } from './neighbour-picture';

afterEach(cleanup);

const peer = (edgeId: string, kind: 'app' | 'service', name: string) =>
  ({
    edgeId,
    kind,
    cluster: 'Kubernetes',
    namespace: 'bookinfo',
    name,
    workload: null,
    app: name,
    protocol: 'http',
    requestsPerSecond: 3,
    tcpBytesPerSecond: null,
    health: { kind: 'healthy' },
  }) as unknown as PeerAnswer;

function show(incoming: readonly PeerAnswer[], outgoing: readonly PeerAnswer[]) {
  const subject = { incoming, outgoing, row: { name: 'reviews', health: { kind: 'healthy' } } };
  render(
    <NuqsTestingAdapter>
      <NeighbourPicture subject={subject as unknown as SubjectAnswer} />
    </NuqsTestingAdapter>,
  );
  return within(screen.getByLabelText('Traffic'));
}

it('tells an application from the service of its name', () => {
  const card = show(
    [peer('1', 'app', 'productpage')],
    [peer('2', 'app', 'ratings'), peer('3', 'service', 'ratings')],
  );
  expect(card.getAllByRole('link').map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
    ['productpage3.00 rps', '/applications/bookinfo/productpage'],
    ['ratings3.00 rps', '/applications/bookinfo/ratings'],
    ['ratings service3.00 rps', '/services/bookinfo/ratings'],
  ]);
});

it('gives a side without anybody no room', () => {
  const card = show([peer('1', 'app', 'istio-ingressgateway')], []);
  expect(card.getAllByRole('list')).toHaveLength(1);
  cleanup();
  expect(show([], []).getByText(/Nothing calls it/).textContent).toContain('calls nothing');
});
