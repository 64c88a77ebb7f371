import { describe, expect, it } from 'vitest';
import { AnswerProblem } from './answer-problem';
import { meshParams } from './mesh-query';
import { worthRetrying } from './query-client';

function problem(status: number): AnswerProblem {
  return new AnswerProblem({ status, code: 'x', message: 'm' });
}

describe('worthRetrying', () => {
  it('tries once more where waiting may help', () => {
    expect([0, 502, 503].map((status) => worthRetrying(0, problem(status)))).toEqual([true, true, true]);
    expect(worthRetrying(1, problem(502))).toBe(false);
  });

  it('takes a refusal, a timeout and a defect of ours as final', () => {
    expect([400, 401, 403, 404, 409, 504].some((status) => worthRetrying(0, problem(status)))).toBe(false);
    expect(worthRetrying(0, new TypeError('bug'))).toBe(false);
  });
});

describe('meshParams', () => {
  it('asks only for what is wanted', () => {
    const window = { kind: 'last', seconds: 600 } as const;
    expect(meshParams({ namespaces: null, window }, { type: 'workload' })).toBe('last=600&type=workload');
    expect(
      meshParams(
        { namespaces: ['shop'], window },
        { type: 'service', latency: ['p95'], mtls: true, idle: true },
      ),
    ).toBe('namespaces=shop&last=600&type=service&idle=true&latency=p95&mtls=true');
  });
});
