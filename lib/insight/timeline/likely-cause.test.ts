import { describe, expect, it } from 'vitest';
import type { ConfigEvent, IncidentEvent, RolloutEvent, TimelineEvent } from './contract';
import { type ChangedEdge, explainChanges } from './likely-cause';

const T = 1_700_000_000;

const edge = (source: string, target: string, kind: ChangedEdge['kind']): ChangedEdge => ({
  id: `${source}>${target}`,
  source,
  target,
  kind,
  services: [`shop/${target}`],
  apps: [`shop/${source}`, `shop/${target}`],
});

function config(name: string, atSeconds: number, rules: string[], namespace = 'shop'): ConfigEvent {
  return {
    kind: 'config',
    id: `config/${name}`,
    atSeconds,
    withinSeconds: 0,
    title: `DestinationRule ${name} changed`,
    detail: '',
    namespace,
    object: { group: 'networking.istio.io', kind: 'DestinationRule', namespace, name },
    change: 'changed',
    author: 'ada',
    diff: null,
    rules,
  };
}

const incident = (service: string, atSeconds: number): IncidentEvent => ({
  kind: 'incident',
  id: `incident/${service}`,
  atSeconds,
  withinSeconds: 15,
  title: '',
  detail: '',
  namespace: 'shop',
  untilSeconds: null,
  service,
  version: null,
  beganBefore: false,
  peak: 0.4,
});

const rollout = (app: string, version: string, atSeconds: number): RolloutEvent => ({
  kind: 'rollout',
  id: `rollout/${app}`,
  atSeconds,
  withinSeconds: 15,
  title: '',
  detail: '',
  namespace: 'shop',
  app,
  version,
  previous: ['v1'],
});

const changes = [
  edge('checkout', 'payment', 'moreErrors'),
  edge('frontend', 'checkout', 'slower'),
  edge('edge', 'frontend', 'slower'),
  edge('checkout', 'queue', 'new'),
  edge('catalog', 'pricing', 'new'),
];
const holds = (events: readonly TimelineEvent[], id: string) =>
  explainChanges(changes, events)
    .events.find(({ event }) => event.id === id)
    ?.checks.map((check) => check.holds);

describe('the likely cause', () => {
  it('is the change whose object rules the failing edge and came just before', () => {
    const events = [
      rollout('catalog', 'v2', T),
      config('payment', T + 290, ['shop/payment']),
      incident('payment', T + 330),
    ];
    const found = explainChanges(changes, events);
    expect(found.causeId).toBe('config/payment');
    expect(found.events.find(({ event }) => event.id === 'config/payment')).toMatchObject({
      explains: ['checkout>payment'],
      checks: [
        { holds: true, words: 'changed object rules the edge that failed most' },
        { holds: true, words: 'failures began 40 s later' },
        { holds: true, words: 'no other change in shop in the 4 min before' },
      ],
    });
  });

  it('has a chain: who waits for it, outwards, and whom its callers evade to', () => {
    const { chain } = explainChanges(changes, [config('payment', T, ['shop/payment'])]);
    expect(chain).toEqual(['checkout>payment', 'frontend>checkout', 'checkout>queue', 'edge>frontend']);
  });

  it('is not an object that rules nothing of what changed', () => {
    const found = explainChanges(changes, [config('other', T, ['shop/other'])]);
    expect(found).toMatchObject({ causeId: null, chain: [] });
  });

  it('is doubted when failures began before it, or another change came just before', () => {
    const late = config('payment', T + 100, ['shop/payment']);
    expect(holds([incident('payment', T), late], late.id)).toEqual([true, false, true]);
    expect(holds([config('other', T, []), late], late.id)).toEqual([true, false, false]);
  });

  it('may be a rollout of either end', () => {
    const found = explainChanges(changes, [rollout('catalog', 'v2', T)]);
    expect(found.events[0]?.explains).toEqual(['catalog>pricing']);
    const slow = [edge('catalog', 'pricing', 'slower')];
    expect(explainChanges(slow, [rollout('catalog', 'v2', T)]).causeId).toBe('rollout/catalog');
  });

  it('is named for trouble only: a new call has an explanation, and needs no cause', () => {
    const found = explainChanges(changes, [rollout('catalog', 'v2', T)]);
    expect(found).toMatchObject({ causeId: null, chain: [] });
  });

  it('is nothing that came long before the failures began', () => {
    const early = config('payment', T, ['shop/payment']);
    expect(explainChanges(changes, [early, incident('payment', T + 3600)]).causeId).toBeNull();
  });

  it('is never an incident, which is what is to be explained', () => {
    const found = explainChanges(changes, [incident('payment', T)]);
    expect(found.events[0]?.explains).toEqual(['checkout>payment']);
    expect(found.causeId).toBeNull();
  });

  it('does not loop where calls go in circles', () => {
    const circle = [edge('a', 'b', 'slower'), edge('b', 'a', 'slower')];
    expect(explainChanges(circle, [config('b', T, ['shop/b'])]).chain).toEqual(['a>b', 'b>a']);
  });
});
