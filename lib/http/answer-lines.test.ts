import { describe, expect, it } from 'vitest';
import { Fault } from '@/lib/mesh/fault';
import { acceptsLines, answerLines } from './answer-lines';

const linesOf = async (response: Response): Promise<unknown[]> =>
  (await response.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

describe('answerLines', () => {
  it('tells how far it is, then the answer', async () => {
    const response = await answerLines(async (tell) => {
      tell({ done: 1 });
      tell({ done: 2 });
      return { found: 3 };
    }, 'r1');
    expect(await linesOf(response)).toEqual([
      { progress: { done: 1 } },
      { progress: { done: 2 } },
      { answer: { found: 3 } },
    ]);
  });

  it('throws what fails before the first line, and tells in a line what fails later', async () => {
    const fault = new Fault('source-timeout', 'Jaeger does not answer.', { source: 'jaeger' });
    await expect(answerLines(() => Promise.reject(fault), 'r2')).rejects.toBe(fault);
    const response = await answerLines(async (tell) => {
      tell({ done: 1 });
      throw fault;
    }, 'r3');
    expect(await linesOf(response)).toEqual([
      { progress: { done: 1 } },
      {
        problem: {
          code: 'source-timeout',
          message: 'Jaeger does not answer.',
          source: 'jaeger',
          requestId: 'r3',
        },
      },
    ]);
  });

  it('is for those who accept it', () => {
    expect(acceptsLines(new Headers({ Accept: 'application/x-ndjson, application/json' }))).toBe(true);
    expect(acceptsLines(new Headers({ Accept: 'application/json' }))).toBe(false);
  });
});
