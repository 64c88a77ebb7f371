import { expect, it } from 'vitest';
import { matchTrace } from '@/lib/traces/language/evaluate';
import { parseTraceQuery } from '@/lib/traces/language/parser';
import { sampleTrace } from '@/lib/traces/model/sample-trace';
import { featureCondition } from './feature-condition';
import { FEATURE_KINDS, featuresOf, SlowLimits } from './set-features';

it('finds the trace by each of its features', () => {
  const trace = sampleTrace(
    { spanId: 'a', service: 'web "x"', name: 'GET /\\', durationUs: 900, resource: { pod: 'web-1' } },
    {
      spanId: 'b',
      parentSpanId: 'a',
      service: 'cart',
      name: 'load',
      durationUs: 100,
      status: 'error',
      attributes: { 'odd {key}': 'say "hi"', count: 5, yes: true, version: 'v1', text: '007' },
    },
  );
  const quick = sampleTrace({ spanId: 'a', service: 'web "x"', name: 'GET /\\', durationUs: 1 });
  const limits = new SlowLimits();
  for (const one of [trace, ...Array.from({ length: 12 }, () => quick)]) limits.add(one);
  const features = [...featuresOf(trace, limits.finish()).values()];
  expect(new Set(features.map(({ kind }) => kind))).toEqual(new Set(FEATURE_KINDS));
  for (const feature of features) {
    const parsed = parseTraceQuery(featureCondition(feature));
    const found = parsed.kind === 'expression' && matchTrace(parsed.expression, trace).matches;
    expect([featureCondition(feature), found]).toEqual([featureCondition(feature), true]);
  }
});
