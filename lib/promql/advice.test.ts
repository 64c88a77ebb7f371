import { describe, expect, it } from 'vitest';
import { adviceOn } from './advice';

const TYPES: Readonly<Record<string, string>> = {
  requests: 'counter',
  memory: 'gauge',
  odd_total: 'gauge',
};

function codes(expr: string) {
  return adviceOn(expr, { typeOf: (metric) => TYPES[metric], scrapeSeconds: 15 }).map(({ code }) => code);
}

describe('adviceOn', () => {
  it.each([
    ['requests', ['counter-without-rate']],
    ['sum(requests{a="b"})', ['counter-without-rate']],
    ['unknown_total', ['counter-without-rate']],
    ['odd_total', []],
    ['rate(requests[1m])', []],
    ['sum(rate(requests[1m]))', []],
    ['count(requests)', []],
    ['absent(requests)', []],
    ['rate(memory[5m])', ['rate-over-gauge']],
    ['delta(memory[5m])', []],
    ['max_over_time(memory[10s])', []],
    ['rate(requests[20s])', ['window-too-short']],
    ['rate(requests[30s])', []],
    ['sum by (pod) (sum by (job) (memory))', ['label-dropped']],
    ['sum by (job) (sum by (job, pod) (memory))', []],
    ['sum by (job) (sum without (job) (sum by (job) (memory)))', ['label-dropped']],
    ['sum by (x) (label_replace(sum(memory), "x", "a", "", ""))', []],
    ['max by (pod) (topk(3, memory))', []],
    ['max by (pod) (sum(memory) / on () sum(memory))', ['label-dropped']],
    ['histogram_quantile(0.9, sum by (job) (rate(x_bucket[5m])))', ['quantile-without-le']],
    ['histogram_quantile(0.9, sum by (le, job) (rate(x_bucket[5m])))', []],
    ['histogram_quantile(0.9, sum(rate(native[5m])))', []],
    ['rate(requests[$__rate_interval])', []],
    ['sum(', []],
  ])('%s: %j', (expr, expected) => {
    expect(codes(expr)).toEqual(expected);
  });

  it('says where', () => {
    const [first] = adviceOn('1 + requests', { typeOf: () => 'counter', scrapeSeconds: 15 });
    expect(first).toMatchObject({ from: 4, to: 12, hint: 'Ask for its rate: rate(requests[5m]).' });
  });
});
