import { expect, it } from 'vitest';
import { Fault } from '@/lib/mesh/fault';
import { archiveTrace } from './archive';
import type { JaegerAnswer, JaegerClient } from './client';

const ID = '00000000000000ab';

/** A client whose server answers a write with this, and is asked nothing else. */
function answering(answer: JaegerAnswer | Fault): { client: JaegerClient; paths: string[] } {
  const paths: string[] = [];
  const never = () => Promise.reject(new Error('never asked'));
  const post = async (path: string): Promise<JaegerAnswer> => {
    paths.push(path);
    if (answer instanceof Fault) throw answer;
    return answer;
  };
  return { client: { base: 'http://jaeger', get: never, open: never, post }, paths };
}

const rejected = (message: string): Fault => new Fault('source-rejected', message, { source: 'jaeger' });

it('asks the server to keep the trace', async () => {
  const { client, paths } = answering({ kind: 'json', body: { data: [], total: 0, errors: null } });
  await archiveTrace(client, ID);
  expect(paths).toEqual([`/api/archive/${ID}`]);
});

it.each([
  [
    'has no storage for it',
    rejected('Jaeger answered 500: archive span storage was not configured.'),
    'it has no archive storage',
  ],
  [
    'does not know the path',
    { kind: 'absent', message: '404 page not found', fromApi: false } as const,
    'http://jaeger has no /api/archive',
  ],
  ['answers with a page', { kind: 'page' } as const, 'http://jaeger has no /api/archive'],
])('says that the server keeps nothing where it %s', async (_, answer, reason) => {
  await expect(archiveTrace(answering(answer).client, ID)).rejects.toMatchObject({
    code: 'source-rejected',
    message: `Jaeger cannot keep the trace: ${reason}.`,
    hint: expect.stringContaining('PERIPLUS_JAEGER_ARCHIVE'),
  });
});

it('says that there is no such trace, and passes any other refusal on', async () => {
  const absent = answering({ kind: 'absent', message: 'trace not found', fromApi: true });
  await expect(archiveTrace(absent.client, ID)).rejects.toMatchObject({ code: 'not-found' });
  const full = answering(rejected('Jaeger answered 500: disk full.'));
  await expect(archiveTrace(full.client, ID)).rejects.toMatchObject({
    message: 'Jaeger answered 500: disk full.',
  });
});
