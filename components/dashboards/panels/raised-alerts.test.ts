import { expect, it } from 'vitest';
import { alertsExpr, raisedAlerts } from './raised-alerts';

it('asks for states, a part of the name taken literally, and labels', () => {
  expect(alertsExpr({ states: ['firing'], name: 'a.b', labels: 'severity="x"' })).toBe(
    'ALERTS{alertstate=~"firing", alertname=~".*a\\\\.b.*", severity="x"}',
  );
});

it('has firing ones first', () => {
  const series = [
    { labels: { __name__: 'ALERTS', alertname: 'b', alertstate: 'pending' }, points: [] },
    { labels: { __name__: 'ALERTS', alertname: 'c', alertstate: 'firing', pod: 'x' }, points: [] },
  ];
  expect(raisedAlerts(series).map(({ name, labels }) => [name, labels])).toEqual([
    ['c', 'pod=x'],
    ['b', ''],
  ]);
});
