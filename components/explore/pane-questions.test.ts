import { expect, it } from 'vitest';
import { paneQuestions } from './pane-questions';

const request = {
  queries: ['sum(rate(a_total[$__rate_interval]))', '', 'A * 100', 'D'],
  mode: 'range' as const,
  fromSeconds: 1007,
  toSeconds: 1607,
  stepSeconds: null,
  scrapeSeconds: 15,
};

it('puts globals and formulas in, leaves empty queries out, and refuses circles alone', () => {
  expect(paneQuestions(request).questions).toEqual([
    { letter: 'A', kind: 'asks', expr: 'sum(rate(a_total[1m]))' },
    { letter: 'C', kind: 'asks', expr: '(sum(rate(a_total[1m]))) * 100' },
    expect.objectContaining({ letter: 'D', kind: 'refused', message: expect.stringContaining('D → D') }),
  ]);
});

it('begins and ends ranges at multiples of the step, and asks an instant where it is', () => {
  expect(paneQuestions(request).window).toEqual({ from: 1005, to: 1605, step: 15 });
  expect(paneQuestions({ ...request, stepSeconds: 60 }).window).toEqual({ from: 960, to: 1560, step: 60 });
  expect(paneQuestions({ ...request, mode: 'instant' }).window.to).toBe(1607);
});

it('takes longer steps for longer windows', () => {
  const { step } = paneQuestions({ ...request, fromSeconds: 0, toSeconds: 7 * 86_400 }).window;
  expect((7 * 86_400) / step).toBeLessThanOrEqual(1000);
});
