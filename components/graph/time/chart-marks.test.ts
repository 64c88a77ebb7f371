import { expect, it } from 'vitest';
import type { TimelineEvent } from '@/lib/insight/timeline/contract';
import { chartBands, chartMarks } from './chart-marks';

const WINDOW = { fromSeconds: 0, toSeconds: 1000 };
const place = { withinSeconds: 0, title: 'x', detail: '', namespace: 'shop' };
const rollout = (atSeconds: number): TimelineEvent => ({
  kind: 'rollout',
  id: `r${atSeconds}`,
  atSeconds,
  ...place,
  app: 'a',
  version: 'v2',
  previous: [],
});
const incident = (atSeconds: number, untilSeconds: number | null, beganBefore = false): TimelineEvent => ({
  kind: 'incident',
  id: `i${atSeconds}`,
  atSeconds,
  ...place,
  untilSeconds,
  service: 'a',
  version: null,
  beganBefore,
  peak: 0.5,
});

it('makes one mark of events that stand at about the same instant', () => {
  const marks = chartMarks([rollout(100), rollout(110), rollout(500), incident(300, 400)], WINDOW);
  expect(marks.map(({ seconds, label }) => [seconds, label.split('\n').length])).toEqual([
    [100, 2],
    [500, 1],
  ]);
});

it('makes bands of failures, but not of those that were there all along', () => {
  expect(chartBands([incident(0, null, true), incident(100, 200), incident(300, null)])).toMatchObject([
    { fromSeconds: 100, toSeconds: 200 },
    { fromSeconds: 300, toSeconds: null },
  ]);
});
