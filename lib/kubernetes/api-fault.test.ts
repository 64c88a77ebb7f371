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

  it('finds the fields that an admission webhook names in its sentence', () => {
    const denied = 'admission webhook "v.example" denied the request: ';
    const message = `${denied}spec.http[0].route[1].weight: Invalid value: 120: must be at most 100`;
    const fault = apiFault(400, JSON.stringify({ message }), null, 'user');
    expect(fault.code).toBe('invalid-object');
    expect(fault.issues).toEqual([
      {
        path: ['spec', 'http', 0, 'route', 1, 'weight'],
        message: 'Invalid value: 120: must be at most 100.',
      },
    ]);
  });

  it('tells the fields of several errors apart', () => {
    const message = '[spec.hosts: Required value, spec.tls[0].match: Forbidden: not here]';
    expect(apiFault(422, JSON.stringify({ message }), null, 'user').issues).toEqual([
      { path: ['spec', 'hosts'], message: 'Required value.' },
      { path: ['spec', 'tls', 0, 'match'], message: 'Forbidden: not here.' },
    ]);
  });

  it("takes a policy's denial for a mistake of the object, whatever its status", () => {
    const message =
      "virtualservices \"a\" is forbidden: ValidatingAdmissionPolicy 'limits' with binding 'all' denied request: too many";
    expect(apiFault(403, JSON.stringify({ message }), null, 'user')).toMatchObject({
      code: 'invalid-object',
      hint: "The cluster's admission policy limits refuses this; nothing was changed.",
    });
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
