import { describe, expect, it } from 'vitest';
import type { Revision, RevisionPort } from '@/lib/config/revisions';
import type { ConfigStore, StoredObject } from '@/lib/config/store';
import { storedObjects } from '@/lib/config/stored-objects';
import { DEFAULT_RULES } from '@/lib/health/rules';
import { Fault } from '@/lib/mesh/fault';
import { timelineAnswerSchema } from './contract';
import { loadTimeline, MOST_EVENTS, type TimelinePorts, type TimelineRequest } from './load';
import type { SightingPort } from './sightings';

const TO = 1_700_000_400;
const FROM = TO - 3600;

const rule = (limit: number) => `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: payment, namespace: shop}
spec:
  host: payment
  trafficPolicy:
    connectionPool:
      tcp:
        maxConnections: ${limit}
`;
const service = (name: string) => `apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: shop}
spec: {selector: {app: ${name}}, ports: [{port: 80, name: http}]}
`;
const objects: readonly StoredObject[] = storedObjects(
  [rule(2), service('payment'), service('cart')].join('---\n'),
  'test',
  () => '1',
).placed.map(({ object }) => object);
const RULE = { group: 'networking.istio.io', kind: 'DestinationRule', namespace: 'shop', name: 'payment' };

const nothing: SightingPort = {
  versions: async () => [],
  proxies: async () => [],
  failures: async () => [],
  objects: async () => [],
};
const config = { list: async () => ({ objects, unreadable: [] }) } as unknown as ConfigStore;
const revisionsOf = (revisions: readonly Revision[], sinceSeconds = 0): RevisionPort => ({
  revisions: async () => ({ revisions, sinceSeconds, notKept: null }),
});
const revision = (part: Partial<Revision> = {}): Revision => ({
  id: RULE,
  atSeconds: FROM + 600,
  before: rule(100),
  after: rule(2),
  change: 'changed',
  author: 'ada',
  ...part,
});

async function load(ports: Partial<TimelinePorts>, request: Partial<TimelineRequest> = {}) {
  const answer = await loadTimeline(
    {
      sightings: nothing,
      config,
      revisions: revisionsOf([]),
      meshFacts: null,
      healthRules: () => DEFAULT_RULES,
      ...ports,
    },
    {
      window: { fromSeconds: FROM, toSeconds: TO },
      namespaces: null,
      scrapeIntervalSeconds: 15,
      oldestSeconds: null,
      ...request,
    },
  );
  return timelineAnswerSchema.parse(answer);
}

describe('the timeline', () => {
  it('tells a change of configuration with who, what, when, the field, the texts and what it rules', async () => {
    const { events } = await load({ revisions: revisionsOf([revision()]) });
    expect(events).toEqual([
      {
        kind: 'config',
        id: `config/config/networking.istio.io/DestinationRule/shop/payment@${FROM + 600}`,
        atSeconds: FROM + 600,
        withinSeconds: 0,
        title: 'DestinationRule payment changed',
        detail: 'maxConnections 100 → 2',
        namespace: 'shop',
        object: RULE,
        change: 'changed',
        author: 'ada',
        diff: { before: rule(100), after: rule(2) },
        rules: ['shop/payment'],
      },
    ]);
  });

  it('knows what a removed object ruled', async () => {
    const removed = revision({
      change: 'removed',
      after: null,
      id: { ...RULE, name: 'gone' },
      before: rule(1).replace('name: payment', 'name: gone'),
    });
    const { events } = await load({ revisions: revisionsOf([removed]) });
    expect(events).toMatchObject([{ title: 'DestinationRule gone removed', rules: ['shop/payment'] }]);
  });

  it('tells a rollout when a version appears beside another, and not when a whole app does', async () => {
    const seen = (app: string, version: string, ...seenSeconds: number[]) => ({
      namespace: 'shop',
      app,
      version,
      seenSeconds,
    });
    const { events } = await load({
      sightings: {
        ...nothing,
        versions: async () => [
          seen('catalog', 'v1', FROM - 900, FROM, TO),
          seen('catalog', 'v2', FROM + 1200, TO),
          seen('fresh', 'v1', FROM + 300),
          seen('old', 'v1', FROM - 600),
          seen('old', 'v2', FROM - 300),
        ],
      },
    });
    expect(events).toMatchObject([
      {
        kind: 'rollout',
        title: 'catalog v2 takes traffic',
        detail: 'after v1',
        atSeconds: FROM + 1200,
        previous: ['v1'],
      },
    ]);
  });

  it('looks for versions from before the span on, but not before the oldest data', async () => {
    const asked: number[] = [];
    const sightings: SightingPort = {
      ...nothing,
      versions: async ({ window }) => {
        asked.push(window.fromSeconds);
        return [];
      },
    };
    await load({ sightings });
    await load({ sightings }, { oldestSeconds: FROM - 100 });
    expect(asked[0]).toBeLessThanOrEqual(FROM - 3500);
    expect(asked[1]).toBeGreaterThanOrEqual(FROM - 100);
  });

  it('tells incidents with their beginning, end and peak; a short pause does not end one', async () => {
    const at = (seconds: number, share: number) => [FROM + seconds, share] as const;
    const { events } = await load({
      sightings: {
        ...nothing,
        failures: async () => [
          {
            namespace: 'shop',
            service: 'payment',
            version: null,
            points: [at(300, 0.2), at(330, 0.4), at(390, 0.3), at(2400, 0.15), at(3600, 0.5)],
          },
        ],
      },
    });
    expect(
      events.map(
        (event) => event.kind === 'incident' && [event.atSeconds - FROM, event.untilSeconds, event.peak],
      ),
    ).toEqual([
      [300, FROM + 390, 0.4],
      [2400, FROM + 2400, 0.15],
      [3600, null, 0.5],
    ]);
  });

  it('tells of a version that fails alone, and not twice where its service fails', async () => {
    const points = [[FROM + 600, 0.3] as const, [FROM + 630, 0.3] as const];
    const fails = (service: string, version: string | null) => ({
      namespace: 'shop',
      service,
      version,
      points,
    });
    const { events } = await load({
      sightings: {
        ...nothing,
        failures: async () => [fails('catalog', 'v2'), fails('payment', null), fails('payment', 'v1')],
      },
    });
    expect(events.map(({ title }) => title)).toEqual([
      'Requests to catalog v2 fail',
      'Requests to payment fail',
    ]);
  });

  it('says of what failed all along that it began before', async () => {
    const points = Array.from({ length: 121 }, (_, at) => [FROM + at * 30, 1] as const);
    const failures = async () => [{ namespace: 'shop', service: 'loyalty', version: null, points }];
    const { events } = await load({ sightings: { ...nothing, failures } });
    expect(events).toMatchObject([{ beganBefore: true, untilSeconds: null }]);
  });

  it('takes changes from metrics where no revision tells of them', async () => {
    const sightings: SightingPort = {
      ...nothing,
      objects: async () => [
        {
          ...RULE,
          points: [
            [FROM + 540, 1],
            [FROM + 630, 2],
            [FROM + 2970, 2],
            [FROM + 3000, 3],
          ],
        },
        { ...RULE, name: 'just-exported', points: [[FROM + 700, 9]] },
      ],
    };
    const { events } = await load({ sightings, revisions: revisionsOf([revision()]) });
    expect(events).toMatchObject([
      { atSeconds: FROM + 600, author: 'ada' },
      {
        atSeconds: FROM + 3000,
        author: null,
        diff: null,
        detail: 'its text was not kept',
        rules: ['shop/payment'],
      },
    ]);
  });

  it('keeps to the namespaces, by place and by what an object rules', async () => {
    const elsewhere = { ...RULE, namespace: 'istio-system' };
    const revisions = revisionsOf([revision(), revision({ id: elsewhere, atSeconds: FROM + 700 })]);
    expect((await load({ revisions }, { namespaces: ['shop'] })).events).toHaveLength(1);
    expect((await load({ revisions }, { namespaces: ['other'] })).events).toHaveLength(0);
  });

  it('is bounded and says how much it left out', async () => {
    const many = Array.from({ length: MOST_EVENTS + 7 }, (_, at) => revision({ atSeconds: FROM + at }));
    const answer = await load({ revisions: revisionsOf(many) });
    expect(answer.events).toHaveLength(MOST_EVENTS);
    expect(answer.leftOut).toBe(7);
    expect(answer.events.at(-1)?.atSeconds).toBe(FROM + MOST_EVENTS + 6);
  });

  it('goes on without a source that fails, and names it', async () => {
    const down = new Fault('source-unreachable', 'Prometheus does not answer.', { source: 'prometheus' });
    const sightings: SightingPort = { ...nothing, failures: async () => Promise.reject(down) };
    const answer = await load({ sightings, revisions: revisionsOf([revision()]) });
    expect(answer.events).toHaveLength(1);
    expect(answer.warnings).toMatchObject([
      {
        source: 'prometheus',
        code: 'source-unreachable',
        message: 'Incidents are missing: Prometheus does not answer.',
      },
    ]);
  });

  it('says from when on changes are known, and that no store is connected', async () => {
    const late = await load({ revisions: revisionsOf([], FROM + 60) });
    expect(late.warnings).toMatchObject([
      { code: 'info', message: expect.stringContaining('recorded since then') },
    ]);
    const none = await load({ config: null, revisions: null });
    expect(none.warnings).toMatchObject([{ message: expect.stringContaining('PERIPLUS_CONFIG_FOLDER') }]);
  });
});
