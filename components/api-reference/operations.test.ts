import { expect, it } from 'vitest';
import { z } from 'zod';
import { openApiDocument } from '@/lib/http/openapi/document';
import { listedOperations, matching } from './operations';

const operations = listedOperations(
  openApiDocument(
    {
      '/api/graph': { get: { role: 'viewer', summary: 'The graph.', query: z.object({ last: z.string() }) } },
      '/api/session': {
        get: { role: 'anyone', summary: 'Who asks.' },
        delete: { role: 'viewer', summary: 'Signs out.', status: 204 },
      },
    },
    '1',
  ),
);
const found = (search: string) => matching(operations, search).map(({ method, path }) => `${method} ${path}`);

it('finds operations by path, words and parameters, whatever the case', () => {
  expect(found('')).toHaveLength(3);
  expect(found('LAST')).toEqual(['get /api/graph']);
  expect(found('session delete')).toEqual(['delete /api/session']);
  expect(found('nothing like it')).toEqual([]);
});
