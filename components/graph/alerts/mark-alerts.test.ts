import { expect, it } from 'vitest';
import { graphElements } from '@/components/graph/elements';
import { graphAnswer, graphEdge, graphNode } from '@/lib/graph/fixtures/builders';
import type { RaisedAlert } from '@/lib/insight/raised-alerts/contract';
import { NO_ALERTS } from '@/lib/insight/raised-alerts/place';
import { alertsDrawnAs, alertWords, markAlerts } from './mark-alerts';

const elements = graphElements(
  graphAnswer({
    nodes: [graphNode({ id: 'a' }), graphNode({ id: 'b' }), graphNode({ id: 'c' })],
    edges: [graphEdge('a', 'b'), graphEdge('b', 'c')],
  }),
  [],
);
const alert = (state: RaisedAlert['state']): RaisedAlert => ({
  name: state,
  state,
  severity: '',
  summary: '',
  sinceSeconds: null,
  subject: { kind: 'service', namespace: 'bookinfo', name: 'reviews' },
  caller: null,
});

it('puts a bell on what alerts name, and leaves the rest the same objects', () => {
  const placed = {
    nodes: new Map([['b', [alert('pending'), alert('firing')]]]),
    edges: new Map([['a>b', [alert('pending')]]]),
    elsewhere: [],
  };
  const { cards, lines } = markAlerts(elements, placed, { drawnAs: new Map() });
  expect(cards.map((card) => card.alert)).toEqual([null, { state: 'firing', count: 2 }, null]);
  expect(lines.map((line) => line.alert)).toEqual([{ state: 'pending', count: 1 }, null]);
  expect(lines[0]?.labelWidth).toBeGreaterThan(elements.lines[0]?.labelWidth ?? 0);
  expect([cards[0], cards[2], lines[1]]).toEqual([elements.cards[0], elements.cards[2], elements.lines[1]]);
  expect(cards[0]).toBe(elements.cards[0]);
});

it('has the alerts of a folded box on the box, each once, and nothing to do without any', () => {
  const both = alert('firing');
  const placed = {
    nodes: new Map([
      ['a', [both]],
      ['b', [both]],
    ]),
    edges: new Map(),
    elsewhere: [],
  };
  const { cards } = markAlerts(elements, placed, {
    drawnAs: new Map([
      ['a', 'c'],
      ['b', 'c'],
    ]),
  });
  expect(cards.map((card) => card.alert)).toEqual([null, null, { state: 'firing', count: 1 }]);
  expect(markAlerts(elements, NO_ALERTS, { drawnAs: new Map() })).toBe(elements);
  expect(alertWords({ state: 'firing', count: 2 })).toBe('2 alerts firing');
  expect(alertWords({ state: 'pending', count: 1 })).toBe('an alert pending');
});

it('lists the alerts of all that a folded box stands for, each once', () => {
  const [both, own] = [alert('firing'), alert('pending')];
  const entries = [
    ['a', [both]],
    ['b', [both, own]],
    ['c', [alert('pending')]],
  ] as const;
  const drawnAs = new Map([
    ['a', 'box'],
    ['b', 'box'],
  ]);
  expect(alertsDrawnAs('box', entries, drawnAs)).toEqual([both, own]);
  expect(alertsDrawnAs('a', entries, drawnAs)).toEqual([]);
});
