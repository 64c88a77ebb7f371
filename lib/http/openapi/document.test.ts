import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openApiDocument } from './document';

const query = z.object({
  last: z.coerce.number().optional(),
  idle: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true'),
  service: z.string(),
});

const paths = {
  '/api/things/{id}': {
    get: {
      role: 'viewer',
      summary: 'One thing.',
      params: z.object({ id: z.string() }),
      query,
      answer: z.object({ name: z.string() }),
    },
    delete: { role: 'admin', summary: 'Deletes it.', status: 204 },
  },
  '/api/session': {
    post: {
      role: 'anyone',
      summary: 'Signs in.',
      body: z.object({ user: z.string() }),
      alsoAnswers: ['a/b'],
    },
  },
} as const;

const document = openApiDocument(paths, '1.2.3');
const thing = document.paths['/api/things/{id}'];

describe('openApiDocument', () => {
  it('describes parameters as they are sent, before defaults and transformations', () => {
    expect(thing?.get?.parameters.map(({ name, in: where, required }) => [name, where, required])).toEqual([
      ['id', 'path', true],
      ['last', 'query', false],
      ['idle', 'query', false],
      ['service', 'query', true],
    ]);
    expect(thing?.get?.parameters[2]?.schema).toMatchObject({ enum: ['true', 'false'], default: 'false' });
  });

  it('describes the answer, nothing for 204, other media types, and problems', () => {
    expect(thing?.get?.responses['200']).toMatchObject({
      content: { 'application/json': { schema: { properties: { name: { type: 'string' } } } } },
    });
    expect(thing?.delete?.responses['204']).toEqual({ description: 'Done; no content.' });
    const signIn = document.paths['/api/session']?.post;
    expect(signIn?.responses['200']).toHaveProperty(['content', 'a/b']);
    expect(JSON.stringify(thing?.get?.responses.default)).toContain('#/components/schemas/Problem');
  });

  it('tells who may', () => {
    expect(thing?.delete?.description).toContain('role admin');
    expect(document.paths['/api/session']?.post?.security).toEqual([]);
    expect(thing?.get?.security).toEqual([{ session: [] }]);
  });

  it('names each operation once', () => {
    const ids = Object.values(document.paths).flatMap((path) =>
      Object.values(path).map((one) => one?.operationId),
    );
    expect(ids).toEqual(['getThingsById', 'deleteThingsById', 'postSession']);
  });
});
