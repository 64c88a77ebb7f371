import { describe, expect, it } from 'vitest';
import { graphNode, requests } from '@/lib/graph/fixtures/builders';
import type { NodeFacts } from '@/lib/graph/node-facts';
import { badgeName, cardBadges } from './node-badges';

const facts: NodeFacts = {
  labels: {},
  replicas: null,
  outOfMesh: true,
  ambient: null,
  dead: false,
  badges: ['retry', 'circuitBreaker', 'requestRouting'],
  ruledBy: [],
  gateway: null,
  serviceEntry: null,
  workloadEntries: [],
};
const all = { badges: true, outOfMesh: true };

describe('cardBadges', () => {
  it('puts what is at work first, then what is missing, then the order of the vocabulary', () => {
    const node = graphNode({ facts, incoming: requests({ injectedPerSecond: 1 }) });
    expect(cardBadges(node, all).map(({ kind }) => kind)).toEqual([
      'faultInjection',
      'missingSidecar',
      'circuitBreaker',
      'requestRouting',
      'retry',
    ]);
  });

  it('knows an open breaker by its flag, also without configuration', () => {
    const codes = [{ code: '503', grpcStatus: null, flags: 'UO', host: null, ratePerSecond: 1 }];
    const [badge] = cardBadges(graphNode({ incoming: requests({ codes }) }), all);
    expect(badge).toEqual({ kind: 'circuitBreaker', active: true });
    expect(badge && badgeName(badge)).toBe('Circuit breaker, open');
  });

  it('leaves out what the reader does not want', () => {
    const node = graphNode({ facts });
    expect(cardBadges(node, { badges: false, outOfMesh: true }).map(({ kind }) => kind)).toEqual([
      'missingSidecar',
    ]);
    expect(cardBadges(node, { badges: true, outOfMesh: false }).map(({ kind }) => kind)).not.toContain(
      'missingSidecar',
    );
  });
});
