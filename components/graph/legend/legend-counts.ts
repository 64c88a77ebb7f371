/** What a picture has to explain: each sign that is in it, and how often. Pure. */
import type { CardModel, GraphElements, HealthKind } from '@/components/graph/elements';
import type { NodeBadge } from '@/lib/graph/vocabulary';

export const lineSigns = [
  'healthy',
  'some',
  'many',
  'tcp',
  'idle',
  'lock',
  'partLock',
  'noLock',
  'breaker',
] as const;
export type LineSign = (typeof lineSigns)[number];

/** A line with this share of failures or more counts as failing much. */
const MANY_FAIL = 0.1;

export interface LegendCounts {
  readonly health: ReadonlyMap<HealthKind, number>;
  readonly kinds: ReadonlyMap<CardModel['kind'], number>;
  readonly badges: ReadonlyMap<NodeBadge, number>;
  readonly lines: ReadonlyMap<LineSign, number>;
  readonly dead: number;
  /** Cards and lines that alerts name. */
  readonly alerts: number;
  /** Of namespaces that were not chosen. */
  readonly outside: number;
}

export function legendCounts({ cards, lines }: GraphElements): LegendCounts {
  const health = new Map<HealthKind, number>();
  const kinds = new Map<CardModel['kind'], number>();
  const badges = new Map<NodeBadge, number>();
  const signs = new Map<LineSign, number>();
  for (const card of cards) {
    add(health, card.health);
    add(kinds, card.kind);
    for (const { kind } of card.badges) add(badges, kind);
  }
  for (const line of lines) {
    if (line.pattern === 'idle') add(signs, 'idle');
    else if (line.pattern === 'tcp') add(signs, 'tcp');
    else add(signs, line.failedShare === 0 ? 'healthy' : line.failedShare < MANY_FAIL ? 'some' : 'many');
    if (line.lock !== null)
      add(signs, line.lock === 'full' ? 'lock' : line.lock === 'partly' ? 'partLock' : 'noLock');
    if (line.breaker) add(signs, 'breaker');
  }
  const dead = cards.filter(({ node }) => node?.facts?.dead === true).length;
  const outside = cards.filter(({ node }) => node?.outside === true).length;
  const alerts = [...cards, ...lines].filter(({ alert }) => alert !== null).length;
  return { health, kinds, badges, lines: signs, dead, alerts, outside };
}

function add<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
