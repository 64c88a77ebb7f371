import { expect, it } from 'vitest';
import type { PerformanceAnswer } from '@/lib/insight/performance/contract';
import { noOperationsWords, sourceWords } from './performance-words';

const answer = {
  source: 'traces',
  window: { fromSeconds: 0, toSeconds: 3600 },
  sampled: { traces: 300, coveredSeconds: 150, services: 1, ofServices: 1 },
  rows: [{}],
  operationsKnown: false,
} as PerformanceAnswer;

it('says how much of the window sampled figures cover', () => {
  expect(sourceWords(answer)).toContain('300 sampled traces of its last 3 min:');
  const sampled = { traces: 40, coveredSeconds: 3600, services: 24, ofServices: 60 };
  expect(sourceWords({ ...answer, sampled })).toContain('of the window and 24 of 60 services:');
});

it('says why operations are missing, of the mesh’s metrics alone', () => {
  expect(noOperationsWords({ ...answer, source: 'mesh' })).toContain('Telemetry');
  expect(noOperationsWords({ ...answer, source: 'mesh', operationsKnown: true })).toBeNull();
  expect(noOperationsWords(answer)).toBeNull();
});
