import { expect, it } from 'vitest';
import { QueryQueue } from './query-queue';

function queueOf(limits: { together: number; atOnce: number }) {
  const sent: {
    queries: readonly number[];
    signal: AbortSignal;
    answerOne: (at: number) => void;
    end: () => void;
    answer: () => void;
  }[] = [];
  let flush = () => {};
  const queue = new QueryQueue<number, string>(
    (queries, answered, signal) =>
      new Promise((resolve) => {
        const answerOne = (at: number) => answered(at, String(queries[at]));
        const answer = () => {
          for (const at of queries.keys()) answerOne(at);
          resolve();
        };
        sent.push({ queries, signal, answerOne, end: resolve, answer });
      }),
    { ...limits, soon: (call) => (flush = call) },
  );
  return { queue, sent, flush: () => flush() };
}

it('sends what was asked in one moment together, and answers each', async () => {
  const { queue, sent, flush } = queueOf({ together: 2, atOnce: 4 });
  const { signal } = new AbortController();
  const answers = [1, 2, 3].map((query) => queue.ask(query, signal));
  flush();
  expect(sent.map(({ queries }) => queries)).toEqual([[1, 2], [3]]);
  for (const { answer } of sent) answer();
  expect(await Promise.all(answers)).toEqual(['1', '2', '3']);
});

it('answers each as it comes, whatever else of its request is slow, and says of what never came', async () => {
  const { queue, sent, flush } = queueOf({ together: 3, atOnce: 1 });
  const { signal } = new AbortController();
  const [slow, quick, lost] = [1, 2, 3].map((query) => queue.ask(query, signal));
  flush();
  sent[0]?.answerOne(1);
  expect(await quick).toBe('2');
  sent[0]?.answerOne(0);
  expect(await slow).toBe('1');
  sent[0]?.end();
  await expect(lost).rejects.toThrow('not answered');
});

it('keeps to its requests at once', async () => {
  const { queue, sent, flush } = queueOf({ together: 1, atOnce: 1 });
  const { signal } = new AbortController();
  const [first, second] = [queue.ask(1, signal), queue.ask(2, signal)];
  flush();
  expect(sent).toHaveLength(1);
  sent[0]?.answer();
  await first;
  await Promise.resolve();
  expect(sent).toHaveLength(2);
  sent[1]?.answer();
  expect(await second).toBe('2');
});

it('cancels a request when all that asked have gone, not before, and never sends what went earlier', async () => {
  const { queue, sent, flush } = queueOf({ together: 2, atOnce: 1 });
  const [one, two, three] = [new AbortController(), new AbortController(), new AbortController()];
  const asked = [one, two, three].map(({ signal }, at) => queue.ask(at, signal).catch(() => 'gone'));
  flush();
  one.abort();
  expect(sent[0]?.signal.aborted).toBe(false);
  two.abort();
  expect(sent[0]?.signal.aborted).toBe(true);
  three.abort();
  sent[0]?.answer();
  expect(await Promise.all(asked)).toEqual(['gone', 'gone', 'gone']);
  expect(sent).toHaveLength(1);
});
