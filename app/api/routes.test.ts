import { globSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openApiDocument } from '@/lib/http/openapi/document';
import { describedPaths, ROUTES } from './routes';

/** Not described: the description itself, and what answers for addresses that are not there. */
const APART = ['/api/openapi.json', '/api/{...path}'];

it('lists every route on disk, and no other', () => {
  const onDisk = globSync('app/api/**/route.ts').map((file) =>
    `/${file.slice('app/'.length, -'/route.ts'.length)}`.replaceAll(/\[(.*?)\]/g, '{$1}'),
  );
  expect(Object.keys(ROUTES).sort()).toEqual(onDisk.filter((path) => !APART.includes(path)).sort());
});

it('describes every answer and every operation by one sentence', () => {
  for (const [path, operations] of Object.entries(describedPaths())) {
    for (const [method, { summary, answer, status }] of Object.entries(operations)) {
      expect(summary, `${method} ${path}`).toMatch(/^[A-Z].*\.$/);
      if (status !== 204 && status !== 303 && path !== '/api/traces/{traceId}')
        expect(answer, `${method} ${path}`).toBeDefined();
    }
  }
});

it('can be written as JSON, whole', () => {
  const document = openApiDocument(describedPaths(), '0');
  expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  expect(Object.keys(document.paths['/api/graph'] ?? {})).toEqual(['get']);
  expect(document.paths['/api/graph']?.get?.parameters.map(({ name }) => name)).toContain('serviceNodes');
});
