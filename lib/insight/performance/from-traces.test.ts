import { expect, it } from 'vitest';
import { sampleTrace } from '@/lib/traces/model/sample-trace';
import { figuresOfTraces } from './from-traces';

const stretch = { fromSeconds: 0, toSeconds: 100 };
const served = (startUs: number, durationUs: number, failed = false) =>
  sampleTrace(
    { spanId: 'a', service: 'web', name: 'GET /', kind: 'client', startUs, durationUs },
    {
      spanId: 'b',
      parentSpanId: 'a',
      service: 'cart',
      name: 'Get',
      kind: 'server',
      startUs,
      durationUs,
      status: failed ? 'error' : 'ok',
    },
    {
      spanId: 'c',
      parentSpanId: 'b',
      service: 'cart',
      name: 'query',
      kind: 'client',
      startUs,
      durationUs: 1,
    },
  );
const traces = [served(10e6, 5e3), served(20e6, 30e3, true), served(200e6, 9e3)];

it('counts the spans that a service served in each stretch, with percentiles that are durations of some', () => {
  const [figures, ...others] = figuresOfTraces(traces, 'cart', 'operation', [stretch]).values();
  expect(others).toEqual([]);
  expect(figures?.called).toMatchObject({ service: 'cart', operation: 'Get', searchService: 'cart' });
  expect(figures?.requestsPerSecond).toEqual([0.02]);
  expect(figures?.errorsPerSecond).toEqual([0.01]);
  expect(figures?.quantilesMs.map(([ms]) => ms)).toEqual([5, 30, 30]);
});

it('takes the spans with which a service took over where it serves none', () => {
  const [figures] = figuresOfTraces(traces, 'web', 'service', [stretch]).values();
  expect(figures?.called.operation).toBeNull();
  expect(figures?.requestsPerSecond).toEqual([0.02]);
});
