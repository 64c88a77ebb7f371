import { expect, it } from 'vitest';
import { annotationSchema } from '@/lib/dashboards/model/dashboard';
import { annotationRequest, marksOfAnswer, marksOfTimeline } from './annotation-marks';

const context = {
  window: { fromMs: 0, toMs: 3_600_000 },
  dashboard: { uid: 'u', title: 't' },
  variables: [],
  chosen: new Map([['app', { values: ['x'], texts: ['x'], multi: false }]]),
  zone: 'UTC',
  scrapeMs: 15_000,
};
const query = annotationSchema.parse({
  name: 'Deploys',
  source: { kind: 'query', expr: 'changes(up{app="$app"}[1m]) > 0', title: 'of {{pod}}' },
});

it('asks with variables put in, and nothing for what is known anyway', () => {
  expect(annotationRequest(query, context)?.expr).toBe('changes(up{app="x"}[1m]) > 0');
  const changes = annotationSchema.parse({ name: 'c', source: { kind: 'config-changes' } });
  expect(annotationRequest(changes, context)).toBeNull();
});

it('joins samples in a row to spans, and keeps lone ones as instants', () => {
  const points = [
    [0, 1],
    [15, 1],
    [30, 1],
    [60, 0],
    [90, 1],
  ] as const;
  const outcome = {
    kind: 'series' as const,
    series: [{ labels: { pod: 'p' }, points }],
    found: 1,
    warnings: [],
    seconds: 0,
  };
  expect(marksOfAnswer(query, outcome, 15_000)).toEqual([
    { atMs: 0, untilMs: 30_000, label: 'Deploys: of p', color: 'blue' },
    { atMs: 90_000, untilMs: null, label: 'Deploys: of p', color: 'blue' },
  ]);
  expect(marksOfAnswer(query, undefined, 15_000)).toEqual([]);
});

it('shows of the timeline what an annotation asks for', () => {
  const event = {
    kind: 'config' as const,
    id: '1',
    atSeconds: 5,
    withinSeconds: 0,
    title: 'VirtualService a changed',
    detail: '',
    namespace: null,
    object: { group: '', kind: 'a', namespace: null, name: 'a' },
    change: 'changed' as const,
    author: null,
    diff: null,
    rules: [],
  };
  const changes = annotationSchema.parse({ name: 'c', color: 'purple', source: { kind: 'config-changes' } });
  expect(marksOfTimeline([event], [changes])).toMatchObject([{ atMs: 5000, color: 'purple' }]);
  expect(marksOfTimeline([event], [query])).toEqual([]);
});
