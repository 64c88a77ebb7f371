import { expect, it } from 'vitest';
import type { JaegerAnswer, JaegerClient } from './client';
import { dependencies } from './dependencies';

const span = { startUs: 1_000_000_500_400, endUs: 1_000_060_000_000 };
const absent: JaegerAnswer = { kind: 'absent', message: '404 page not found', fromApi: false };

function clientOf(answers: Readonly<Record<string, unknown>>) {
  const asked: string[] = [];
  const client = {
    base: 'http://jaeger.example',
    get: async (path: string, parameters: URLSearchParams): Promise<JaegerAnswer> => {
      asked.push(`${path}?${parameters}`);
      return path in answers ? { kind: 'json', body: answers[path] } : absent;
    },
  } as unknown as JaegerClient;
  return { asked, client };
}

it('asks for the window in milliseconds, and takes counts that were written as text', async () => {
  const { asked, client } = clientOf({
    '/api/dependencies': {
      data: [
        { parent: 'a', child: 'b', callCount: 3 },
        { parent: 'b', child: 'c', callCount: '12' },
        { parent: 'x' },
      ],
    },
  });
  expect(await dependencies(client, span)).toEqual([
    { parent: 'a', child: 'b', calls: 3 },
    { parent: 'b', child: 'c', calls: 12 },
  ]);
  expect(asked).toEqual(['/api/dependencies?endTs=1000060000&lookback=59500']);
});

it('is empty where there is none, and null where the server does not tell', async () => {
  expect(await dependencies(clientOf({ '/api/dependencies': { data: null } }).client, span)).toEqual([]);
  expect(await dependencies(clientOf({}).client, span)).toBeNull();
  expect(await dependencies(clientOf({ '/api/dependencies': { page: 'html' } }).client, span)).toBeNull();
});

it('takes the path of API v3 where that alone answers', async () => {
  const { asked, client } = clientOf({
    '/api/v3/dependencies': { dependencies: [{ parent: 'a', child: 'b', callCount: '7' }] },
  });
  expect(await dependencies(client, span)).toEqual([{ parent: 'a', child: 'b', calls: 7 }]);
  expect(asked[1]).toContain('start_time=1970-01-12T13%3A46%3A40.500Z');
});
