import { describe, expect, it } from 'vitest';
import { ELSEWHERE, type Scope } from '@/lib/mesh/scope';
import { spansOf } from '@/lib/traces/model/read-row';
import { sampleSpan } from '@/lib/traces/model/sample-trace';
import type { Span } from '@/lib/traces/model/span';
import { traceOfSpans } from '@/lib/traces/model/trace-of-spans';
import { toResourceSpans } from '@/lib/traces/otlp-json';
import { readColumns, readTraces } from '@/lib/traces/reading/read-traces';
import type { TracePort, TraceQuery } from '@/lib/traces/search';
import { limitedTraces } from './limited-traces';

const SCOPE: Scope = { namespaces: ['shop'], hiddenClusters: [], hidden: ['vault'], mayRead: () => true };
const span = (spanId: string, service: string, more: Partial<Span> = {}): Span =>
  sampleSpan({ ...more, spanId, service });

const VISIBLE = span('a', 'cart.shop', {
  name: 'keys.vault.svc.cluster.local:80/*',
  attributes: {
    'upstream_cluster.name': 'outbound|80||keys.vault.svc.cluster.local',
    'peer.identity': 'spiffe://cluster.local/ns/vault/sa/keys',
    'http.url': 'http://keys.vault:8080/open',
    'http.host': 'cart.shop.svc.cluster.local',
    'istio.source_namespace': 'vault',
    'istio.source_workload': 'robber',
    nested: ['vault', { deep: 'x.vault' }],
  },
});
const HIDDEN = span('b', 'keys.vault', { name: 'open the vault' });
const UNTOLD = span('c', 'somebody', { name: 'of no namespace' });
const TOLD_BY_TAG = span('d', 'frontend', { attributes: { 'istio.namespace': 'shop' } });

const QUERY: TraceQuery = {
  service: 'cart.shop',
  operation: null,
  tags: {},
  minDurationUs: null,
  maxDurationUs: null,
  startUs: 0,
  endUs: 1,
  limit: 10,
};

function portOf(spans: readonly Span[]): TracePort {
  const text = JSON.stringify({ resourceSpans: toResourceSpans(spans) });
  return {
    services: async () => ['cart.shop', 'keys.vault', 'somebody'],
    operations: async () => [{ name: 'keys.vault.svc.cluster.local:80/*', kind: 'client' }],
    search: async () => ({ traces: [traceOfSpans(spans)], warnings: [] }),
    abilities: async () => ({ allServices: true, tags: true, tagsOfAllServices: true, summaries: true }),
    digests: async () => {
      throw new Error('never asked');
    },
    dependencies: async () => [
      { parent: 'cart.shop', child: 'keys.vault', calls: 3 },
      { parent: 'cart.shop', child: 'doors.vault', calls: 4 },
      { parent: 'keys.vault', child: 'doors.vault', calls: 5 },
    ],
    document: async () => ({ body: new Blob([text]).stream(), encoding: null }),
  };
}

const limited = (spans: readonly Span[], scope: Scope = SCOPE) =>
  limitedTraces(portOf(spans), async () => scope);
const ALL = [VISIBLE, HIDDEN, UNTOLD, TOLD_BY_TAG];

describe('limitedTraces', () => {
  it('cuts a trace to the spans of visible namespaces and says how many are not shown', async () => {
    const { body } = await limited(ALL).document('1');
    const text = await new Response(body).text();
    expect(text).not.toMatch(/vault|robber|somebody/);
    const bytes = new TextEncoder().encode(text);
    const services = readTraces(bytes).flatMap((trace) => [...spansOf(trace)].map(({ service }) => service));
    expect(services.sort()).toEqual(['cart.shop', 'frontend']);
    expect(readColumns(bytes).errors).toEqual(['2 spans of other namespaces are not shown.']);
  });

  it('keeps what a visible span tells of visible places', async () => {
    const text = await new Response((await limited(ALL).document('1')).body).text();
    expect(text).toContain('cart.shop.svc.cluster.local');
    expect(text).toContain(`http://${ELSEWHERE}:8080/open`);
  });

  it('knows no trace that has no visible span', async () => {
    await expect(limited([HIDDEN, UNTOLD]).document('1')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('finds traces of visible services only, and cuts them', async () => {
    const { traces, warnings } = await limited(ALL).search(QUERY);
    expect(traces.map(({ count }) => count)).toEqual([2]);
    expect(warnings.map(({ code }) => code)).toEqual(['info']);
    expect((await limited(ALL).search({ ...QUERY, service: 'keys.vault' })).traces).toEqual([]);
    expect((await limited(ALL).search({ ...QUERY, service: null })).traces).toEqual([]);
  });

  it('never asks for what tells of whole traces, nor by what hidden spans hold', async () => {
    expect(await limited(ALL).abilities()).toMatchObject({ allServices: false, summaries: false });
    expect((await limited(ALL).digests(QUERY)).digests).toEqual([]);
  });

  it('lists services and operations without hidden names', async () => {
    expect(await limited(ALL).services()).toEqual(['cart.shop']);
    expect(await limited(ALL).operations('keys.vault')).toEqual([]);
    expect(JSON.stringify(await limited(ALL).operations('cart.shop'))).not.toContain('vault');
  });

  it('sums the calls to and from elsewhere', async () => {
    expect(await limited(ALL).dependencies({ startUs: 0, endUs: 1 })).toEqual([
      { parent: 'cart.shop', child: ELSEWHERE, calls: 7 },
    ]);
  });

  it('lets only those archive a trace who see the whole mesh, and nobody where that is off', async () => {
    const kept: string[] = [];
    const port: TracePort = { ...portOf(ALL), archive: async (traceId) => void kept.push(traceId) };
    await expect(limitedTraces(port, async () => SCOPE).archive?.('1')).rejects.toMatchObject({
      code: 'forbidden',
    });
    await limitedTraces(port, async () => ({ ...SCOPE, namespaces: null })).archive?.('2');
    expect(kept).toEqual(['2']);
    expect(limited(ALL).archive).toBeUndefined();
  });

  it('gives all to those who see the whole mesh', async () => {
    const whole = limited(ALL, { namespaces: null, hiddenClusters: [], hidden: [], mayRead: () => true });
    expect((await whole.search(QUERY)).traces[0]?.count).toBe(4);
    expect(await whole.services()).toHaveLength(3);
  });
});
