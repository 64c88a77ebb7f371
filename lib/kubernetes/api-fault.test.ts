import { describe, expect, it } from 'vitest';
import { apiFault, fieldPath } from './api-fault';

describe('apiFault', () => {
  it.each([
    [401, 'user', 'unauthenticated'],
    [401, 'console', 'source-rejected'],
    [403, 'user', 'forbidden'],
    [404, 'user', 'not-found'],
    [409, 'user', 'conflict'],
    [410, 'console', 'not-found'],
    [413, 'user', 'too-large'],
    [422, 'user', 'invalid-object'],
    [429, 'user', 'throttled'],
    [500, 'user', 'source-rejected'],
    [503, 'console', 'source-rejected'],
  ] as const)('takes %i of the %s for %s', (status, asker, code) => {
    expect(apiFault(status, '{"message":"no"}', null, asker)).toMatchObject({ code, status, message: 'no.' });
  });

  it('reads how long to wait from the header or the body', () => {
    expect(apiFault(429, '{}', '7', 'user').retryAfterSeconds).toBe(7);
    expect(apiFault(429, '{"details":{"retryAfterSeconds":3}}', null, 'user').retryAfterSeconds).toBe(3);
    expect(apiFault(429, '{}', null, 'user').retryAfterSeconds).toBeNull();
  });

  it('names the fields that strict decoding does not know or finds twice', () => {
    const message = 'strict decoding error: unknown field "spec.htp", duplicate field "spec.hosts"';
    expect(apiFault(400, JSON.stringify({ message }), null, 'user').issues).toEqual([
      { path: ['spec', 'htp'], message: 'There is no field spec.htp.' },
      { path: ['spec', 'hosts'], message: 'spec.hosts is given twice.' },
    ]);
  });

  it.each(['', 'upstream connect error', '<html>', '[]', 'null', '"x"'])(
    'makes a sentence of an answer that is no Status: %j',
    (body) => {
      expect(apiFault(502, body, null, 'user').message).toMatch(/\S.*\.$/);
    },
  );
});

describe('fieldPath', () => {
  it.each([
    ['spec.http[0].match[12].uri', ['spec', 'http', 0, 'match', 12, 'uri']],
    ['metadata.labels[app.kubernetes.io/name]', ['metadata', 'labels', 'app.kubernetes.io/name']],
    ['metadata.annotations["a b"]', ['metadata', 'annotations', 'a b']],
    ['', []],
    ['<nil>', []],
  ])('reads %j', (field, path) => {
    expect(fieldPath(field)).toEqual(path);
  });
});
