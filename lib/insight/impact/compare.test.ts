/** The demo's configuration and what its traffic looks like; each test changes one text. */
import { describe, expect, it } from 'vitest';
import { compareCalls } from './compare';
import { DEMO_CALLS, DEMO_OBJECTS, draft } from './sample-demo';

const SECURITY = 'security.istio.io';
const impact = (...drafts: Parameters<typeof compareCalls>[2]) =>
  compareCalls(DEMO_CALLS, DEMO_OBJECTS, drafts);
const kinds = (answer: ReturnType<typeof impact>) => answer.changes.map(({ kind }) => kind);

const reviewsRoute = (v1: number, v3: number) =>
  draft('VirtualService', 'bookinfo/reviews', {
    hosts: ['reviews'],
    http: [
      {
        match: [{ headers: { 'end-user': { exact: 'jason' } } }],
        route: [{ destination: { host: 'reviews', subset: 'v2' } }],
      },
      {
        route: [
          { destination: { host: 'reviews', subset: 'v1' }, weight: v1 },
          { destination: { host: 'reviews', subset: 'v3' }, weight: v3 },
        ],
      },
    ],
  });

describe('without a change', () => {
  it('nothing changes, whether no draft is given or each stored text once more', () => {
    expect(impact().changes).toEqual([]);
    // Mesh kinds, and one service: every draft costs a view of the whole mesh.
    const mesh = DEMO_OBJECTS.filter(({ id }) => id.group.includes('.io') || id.name === 'reviews').filter(
      ({ id }) => id.kind !== 'EnvoyFilter',
    );
    for (const { id, text } of mesh) {
      const answer = impact({ id, text });
      expect({ id, changes: answer.changes }).toEqual({ id, changes: [] });
      expect(answer.verdict.sentence).toBe("Nothing changes for today's traffic.");
    }
  });

  it('a text that cannot be read is left out, and that is said', () => {
    const { id } = reviewsRoute(1, 1);
    const answer = impact({ id, text: 'spec: [' });
    expect(answer.changes).toEqual([]);
    expect(answer.drafts.leftOut).toHaveLength(1);
    expect(answer.verdict).toMatchObject({ tone: 'caution' });
  });
});

describe('what the simulation does not follow', () => {
  it('is said, and never called without effect', () => {
    const filter = DEMO_OBJECTS.find(({ id }) => id.kind === 'EnvoyFilter');
    expect(filter).toBeDefined();
    if (filter === undefined) return;
    const answer = impact({ id: filter.id, text: null });
    expect(answer.verdict).toMatchObject({ tone: 'caution' });
    expect(answer.verdict.sentence).toContain('not simulated');
    expect(answer.drafts.leftOut.map(({ id }) => id)).toEqual([filter.id]);
    const both = impact({ id: filter.id, text: null }, reviewsRoute(20, 80));
    expect(both.changes).toHaveLength(1);
    expect(both.drafts.leftOut).toHaveLength(1);
  });
});

describe('weights', () => {
  it('move the share that the rule rules, told by where requests arrive today', () => {
    const answer = impact(reviewsRoute(20, 80));
    expect(kinds(answer)).toEqual(['shares']);
    const [change] = answer.changes;
    expect(change?.condition).toBe('requests that meet no condition of a rule');
    expect(change?.affectedPerSecond.from).toBeCloseTo(5.7, 1);
    expect(change?.affectedPerSecond.to).toBeCloseTo(5.7, 1);
    const edge = (to: string) => answer.picture.edges.find((one) => one.to === to);
    expect(edge('bookinfo/reviews-v1')?.state).toBe('less');
    expect(edge('bookinfo/reviews-v1')?.afterPerSecond.to).toBeCloseTo(1.9, 1);
    expect(edge('bookinfo/reviews-v3')?.state).toBe('more');
    expect(edge('bookinfo/reviews-v2')?.state).toBe('same');
    expect(change?.causes).toEqual([expect.objectContaining({ isDraft: true, line: 1 })]);
  });

  it('over more destinations change neither limits nor what is written into requests', () => {
    const one = draft('VirtualService', 'bookinfo/reviews', {
      hosts: ['reviews'],
      http: [
        {
          route: [
            { destination: { host: 'reviews', subset: 'v1' }, weight: 10 },
            { destination: { host: 'reviews', subset: 'v3' }, weight: 90 },
          ],
        },
      ],
    });
    expect([...new Set(kinds(impact(one)))]).toEqual(['shares']);
  });

  it('of an HTTPRoute reach those who call the service that it is attached to', () => {
    const text = DEMO_OBJECTS.find(({ id }) => id.kind === 'HTTPRoute' && id.name === 'helloworld');
    expect(text).toBeDefined();
    if (text === undefined) return;
    const answer = impact({ id: text.id, text: null });
    expect(answer.changes.map(({ callee }) => callee.label)).toContain('helloworld');
  });
});

describe('what would break', () => {
  it('is a caller without a proxy where mutual TLS becomes strict', () => {
    const answer = impact(
      draft('PeerAuthentication', 'shop/default', { mtls: { mode: 'STRICT' } }, SECURITY),
    );
    expect(kinds(answer)).toEqual(['broken']);
    expect(answer.changes[0]).toMatchObject({ tone: 'bad', callee: { label: 'inventory' } });
    const [broken, ...others] = answer.picture.edges;
    expect(broken).toMatchObject({ from: 'outside', state: 'broken', kinds: ['broken'], callPerSecond: 0.8 });
    // Who calls it as before stands beside it.
    expect(others).toEqual([expect.objectContaining({ from: 'shop/catalog-v1', state: 'same', kinds: [] })]);
  });

  it('is a caller that a policy denies', () => {
    const rules = [{ from: [{ source: { principals: ['cluster.local/ns/bookinfo/sa/bookinfo-reviews'] } }] }];
    const policy = draft(
      'AuthorizationPolicy',
      'bookinfo/no-reviews',
      { selector: { matchLabels: { app: 'ratings' } }, action: 'DENY', rules },
      SECURITY,
    );
    const answer = impact(policy);
    expect(kinds(answer)).toEqual(['denied']);
    expect(answer.changes[0]?.affectedPerSecond).toEqual({ from: 2, to: 2 });
    expect(answer.changes[0]?.figures[0]).toMatchObject({ before: { to: 0 }, after: { to: 1 } });
  });

  it('may be a caller where a policy asks for what metrics do not tell', () => {
    const rules = [{ to: [{ operation: { paths: ['/admin*'] } }] }];
    const policy = draft(
      'AuthorizationPolicy',
      'bookinfo/no-admin',
      { selector: { matchLabels: { app: 'reviews' } }, action: 'DENY', rules },
      SECURITY,
    );
    const answer = impact(policy);
    expect(kinds(answer)).toEqual(['may-be-denied']);
    expect(answer.changes[0]?.sentence).toContain('depends on');
  });

  it('are requests whose subset is no longer defined, and those whose way in is gone', () => {
    const rule = {
      group: 'networking.istio.io',
      kind: 'DestinationRule',
      namespace: 'bookinfo',
      name: 'reviews',
    };
    const entry = {
      group: 'networking.istio.io',
      kind: 'VirtualService',
      namespace: 'bookinfo',
      name: 'bookinfo',
    };
    expect(new Set(kinds(impact({ id: rule, text: null })))).toEqual(new Set(['unrouted']));
    const answer = impact({ id: entry, text: null });
    expect(kinds(answer)).toEqual(['unrouted']);
    expect(answer.changes[0]?.affectedPerSecond).toEqual({ from: 16, to: 16 });
  });
});

describe('what rules do on the way', () => {
  it('is compared with how long requests take, and with faults', () => {
    const answer = impact(
      draft('VirtualService', 'bookinfo/details', {
        hosts: ['details'],
        http: [
          {
            timeout: '0.04s',
            fault: { abort: { percentage: { value: 10 }, httpStatus: 500 } },
            route: [{ destination: { host: 'details' } }],
          },
        ],
      }),
    );
    expect(new Set(kinds(answer))).toEqual(new Set(['fault', 'timeout']));
    const timeout = answer.changes.find(({ kind }) => kind === 'timeout');
    expect(timeout).toMatchObject({ tone: 'bad' });
    expect(timeout?.sentence).toContain('p95 50 ms');
  });

  it('shows that plain text replaces mutual TLS', () => {
    const answer = impact(
      draft('DestinationRule', 'shop/checkout', {
        host: 'checkout',
        trafficPolicy: { tls: { mode: 'DISABLE' } },
      }),
    );
    expect(kinds(answer)).toEqual(['plaintext']);
  });

  it('ends copies where a mirror is taken away, which no client tells of', () => {
    const answer = impact(
      draft('VirtualService', 'shop/cart', {
        hosts: ['cart'],
        http: [{ route: [{ destination: { host: 'cart' } }] }],
      }),
    );
    expect(kinds(answer)).toEqual(['mirror']);
    expect(answer.picture.edges.find(({ isMirror }) => isMirror)).toMatchObject({
      to: 'shop/cart-next',
      state: 'gone',
    });
  });

  it('tells a circuit breaker that opens up', () => {
    const answer = impact({
      id: { group: 'networking.istio.io', kind: 'DestinationRule', namespace: 'shop', name: 'inventory' },
      text: null,
    });
    expect(kinds(answer)).toContain('circuit-breaker');
    const [change] = answer.changes;
    expect(change?.figures[0]?.before?.to).toBeGreaterThan(0.01);
    expect(change?.figures[0]?.after?.to).toBe(0);
  });

  it('tells a circuit breaker that opens less where the same limit holds for each of two destinations', () => {
    const halves = ['one', 'two'].map((name) => ({ name, labels: { app: 'inventory' } }));
    const stored = DEMO_OBJECTS.find(({ id }) => id.kind === 'DestinationRule' && id.name === 'inventory');
    const spec = stored?.value.spec as Record<string, unknown>;
    const answer = impact(
      draft('DestinationRule', 'shop/inventory', { ...spec, subsets: halves }),
      draft('VirtualService', 'shop/inventory', {
        hosts: ['inventory'],
        http: [
          {
            route: halves.map(({ name }) => ({
              destination: { host: 'inventory', subset: name },
              weight: 50,
            })),
          },
        ],
      }),
    );
    const breaker = answer.changes.find(({ kind }) => kind === 'circuit-breaker');
    expect(breaker).toMatchObject({ tone: 'good' });
    expect(breaker?.sentence).toContain('with what is stored');
  });
});
