import { beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { askAhead, documentAnswer } from './document-answer';
import { handler } from './handler';
import { requestAs, useTestEnvironment } from './test-requests';

const contract = z.object({ asked: z.string() });
const load = vi.fn(async (asked: string): Promise<{ asked: string }> => ({ asked }));
const route = handler({
  summary: 'Says what it was asked.',
  role: 'viewer',
  params: z.object({ kind: z.string() }),
  query: z.object({ q: z.string() }),
  answer: contract,
  load: ({ params, query }) => load(`${params.kind} ${query.q}`),
});
const QUESTION = { route, path: '/api/things/cats?q=black', params: { kind: 'cats' }, contract };

/** As a browser asks for a page. */
async function documentHeaders(
  role: 'viewer' | null = 'viewer',
  changed: Readonly<Record<string, string>> = {},
): Promise<Headers> {
  const { headers } = await requestAs(role, '/things', {
    headers: { Accept: 'text/html,*/*;q=0.8', 'Sec-Fetch-Site': 'none', ...changed },
  });
  return headers;
}

beforeEach(() => {
  useTestEnvironment();
  load.mockClear();
});

it('is what the route answers to the reader', async () => {
  expect(await documentAnswer(QUESTION, await documentHeaders())).toEqual({ asked: 'cats black' });
});

it('leaves asking to scripts that run already', async () => {
  expect(await documentAnswer(QUESTION, await documentHeaders('viewer', { Accept: '*/*' }))).toBeNull();
  expect(load).not.toHaveBeenCalled();
});

it('asks for nobody who is not signed in, and not past the checks of the route', async () => {
  expect(await documentAnswer(QUESTION, await documentHeaders(null))).toBeNull();
  const guarded = handler({ summary: 'For admins.', role: 'admin', answer: contract, load: () => load('') });
  expect(await documentAnswer({ ...QUESTION, route: guarded }, await documentHeaders())).toBeNull();
  expect(load).not.toHaveBeenCalled();
});

it('asks for whoever came by a link from elsewhere, as the page would', async () => {
  const elsewhere = await documentHeaders('viewer', { 'Sec-Fetch-Site': 'cross-site' });
  expect(await documentAnswer(QUESTION, elsewhere)).toEqual({ asked: 'cats black' });
});

it('leaves a failure, and an answer against the contract, to the page', async () => {
  load.mockRejectedValueOnce(new Error('no source answers'));
  expect(await documentAnswer(QUESTION, await documentHeaders())).toBeNull();
  const other = { ...QUESTION, contract: z.object({ asked: z.number() }) };
  expect(await documentAnswer(other as never, await documentHeaders())).toBeNull();
});

it('does not hold the document up for an answer that takes long', async () => {
  let answer: (value: { asked: string }) => void = () => undefined;
  load.mockReturnValueOnce(
    new Promise((resolve) => {
      answer = resolve;
    }),
  );
  expect(await documentAnswer(QUESTION, await documentHeaders(), 0)).toBeNull();
  await vi.waitFor(() => expect(load).toHaveBeenCalledOnce());
  answer({ asked: 'too late' });
});

describe('asking ahead', () => {
  it('has the route begin, as whoever will ask, and says nothing of a failure', async () => {
    await askAhead(QUESTION, await documentHeaders(), 'application/json');
    expect(load).toHaveBeenCalledExactlyOnceWith('cats black');
    load.mockRejectedValueOnce(new Error('no source answers'));
    await expect(askAhead(QUESTION, await documentHeaders(), 'application/json')).resolves.toBeUndefined();
  });

  it('is for documents of those who are signed in', async () => {
    await askAhead(QUESTION, await documentHeaders('viewer', { Accept: '*/*' }), 'application/json');
    await askAhead(QUESTION, await documentHeaders(null), 'application/json');
    expect(load).not.toHaveBeenCalled();
  });
});
