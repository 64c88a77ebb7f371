import { describe, expect, it } from 'vitest';
import { applyEdits } from '@/lib/config/yaml/problem';
import { checkText } from './check-text';
import { judgePattern } from './judge-pattern';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: ratings
  namespace: bookinfo
spec:
  hosts: [ratings]
  http:
`;

function problems(text: string) {
  return checkText(text, { judgePattern }).problems.map(({ message, line, severity }) => ({
    message,
    line,
    severity,
  }));
}

function fixed(text: string, index = 0): string {
  const fix = checkText(text).problems[index]?.fix;
  if (fix === null || fix === undefined) throw new Error('no fix');
  return applyEdits(text, fix.edits);
}

describe('checkText', () => {
  it('finds nothing in a good VirtualService', () => {
    expect(
      problems(`${HEAD}  - match:
    - headers:
        end-user: {exact: jason}
      uri: {regex: "/ratings/[0-9]+"}
    fault:
      delay: {percentage: {value: 100}, fixedDelay: 7s}
    route:
    - destination: {host: ratings, subset: v1}
    timeout: 500ms
    retries: {attempts: 3, perTryTimeout: 2s, retryOn: "5xx"}
  - route:
    - destination: {host: ratings, subset: v1}
      weight: 90
      headers: {request: {set: {x-a: "1"}}}
    - destination: {host: ratings, subset: v2, port: {number: 9080}}
      weight: 10
`),
    ).toEqual([]);
  });

  it('says that httpStatus belongs to abort, and turns a delay without fixedDelay into one', () => {
    const text = `${HEAD}  - fault:
      delay:
        percentage:
          value: 50
        httpStatus: 500
    route:
    - destination: {host: ratings}
`;
    expect(problems(text)[1]).toEqual({
      line: 13,
      severity: 'error',
      message: 'httpStatus does not belong to fault.delay. A failure is injected with fault.abort.',
    });
    expect(
      problems(text)
        .map(({ message }) => message)
        .join(),
    ).toContain('fixedDelay is missing');
    const mended = fixed(
      text,
      checkText(text).problems.findIndex(({ fix }) => fix !== null),
    );
    expect(mended).toBe(text.replace('delay:', 'abort:'));
    expect(problems(mended)).toEqual([]);
  });

  it('moves httpStatus out of a real delay', () => {
    const text = `${HEAD}  - fault:
      delay:
        percentage: {value: 50}
        fixedDelay: 2s
        httpStatus: 500   # oops
    route:
    - destination: {host: ratings}
`;
    const mended = fixed(text);
    expect(mended).toBe(`${HEAD}  - fault:
      delay:
        percentage: {value: 50}
        fixedDelay: 2s
      abort:
        httpStatus: 500   # oops
    route:
    - destination: {host: ratings}
`);
    expect(problems(mended)).toEqual([
      {
        line: 13,
        severity: 'warning',
        message: 'This abort never happens: without percentage its share is 0.',
      },
    ]);
  });

  it('says where a condition under route belongs', () => {
    const text = `${HEAD}  - route:
    - destination: {host: ratings}
      match:
      - headers: {end-user: {exact: jason}}
  - route:
    - destination: {host: ratings}
      headers:
        end-user: {exact: jason}
`;
    const found = problems(text);
    expect(found[0]).toMatchObject({
      line: 11,
      message: expect.stringContaining('match does not belong to a destination'),
    });
    expect(found[1]).toMatchObject({
      line: 16,
      message: expect.stringContaining('belongs under match; headers here only changes headers'),
    });
    expect(fixed(text)).toContain(`    - destination: {host: ratings}
    match:
    - headers: {end-user: {exact: jason}}
  - route:`);
  });

  it('suggests the nearest name and renames on request', () => {
    const text = `${HEAD}  - route:
    - destination: {host: ratings}
      wieght: 10
    timeuot: 2s
`;
    expect(problems(text).map(({ message }) => message)).toEqual([
      'wieght is not known in http[0].route[0]; did you mean weight?',
      'timeuot is not known in http[0]; did you mean timeout?',
    ]);
    expect(fixed(text)).toContain('      weight: 10');
  });

  it('names the place of a field that belongs elsewhere', () => {
    const text = `${HEAD}  - route:
    - destination: {host: ratings}
    allowCredentials: true
`;
    expect(problems(text)[0]?.message).toContain('It belongs to http[].corsPolicy.');
  });

  it.each([
    [
      'percentage: 50',
      'percentage must be an object with fields, this is a number.',
      'percentage: {value: 50}',
    ],
  ])('mends %s', (written, message, mended) => {
    const text = `${HEAD}  - fault:
      delay:
        ${written}
        fixedDelay: 2s
    route:
    - destination: {host: ratings}
`;
    expect(problems(text)[0]).toMatchObject({ line: 11, message });
    expect(fixed(text)).toBe(text.replace(written, mended));
  });

  it.each([
    ['timeout: 2', 'timeout must be text, this is a number.'],
    ['timeout: "2"', 'timeout: "2" is no duration; write for example 2s, 500ms or 1h30m.'],
    ['timeout: 1d', 'timeout: "1d" is no duration; write for example 2s, 500ms or 1h30m.'],
    ['retries: {attempts: -1}', 'attempts must be at least 0.'],
    ['redirect: {uri: /x}', 'redirect: route and redirect exclude each other; keep one.'],
    ['match: [{uri: {exact: /a, prefix: /b}}]', 'prefix: exact and prefix exclude each other; keep one.'],
    ['match: [{uri: {regex: "(?=a)b"}}]', 'The pattern is no RE2 expression'],
    ['match: {uri: {exact: /a}}', 'match must be a list, this is an object with fields.'],
    ['mirrorPercentage: {value: 101}', 'value must be at most 100.'],
  ])('refuses %s', (line, message) => {
    const text = `${HEAD}  - route:
    - destination: {host: ratings}
    ${line}
`;
    expect(problems(text)[0]?.message).toContain(message);
    expect(problems(text)[0]?.line).toBe(11);
  });

  it('accepts Go durations and offers the short form', () => {
    const text = `${HEAD}  - route:
    - destination: {host: ratings}
    timeout: 2.000s
`;
    expect(problems(text)).toEqual([{ line: 11, severity: 'info', message: '2.000s is the same as 2s.' }]);
    expect(fixed(text)).toContain('timeout: 2s\n');
  });

  it('hints at old versions and refuses unknown ones', () => {
    const good = `${HEAD}  - route:\n    - destination: {host: ratings}\n`;
    expect(problems(good.replace('/v1', '/v1alpha3'))[0]).toMatchObject({ severity: 'info', line: 1 });
    expect(problems(good.replace('/v1', '/v2'))[0]).toMatchObject({
      severity: 'error',
      message: 'VirtualService has no version v2; use v1.',
    });
    expect(fixed(good.replace('/v1', '/v1alpha3'))).toBe(good);
  });

  it('names the group that a kind belongs to, and the kind that was meant', () => {
    const good = `${HEAD}  - route:\n    - destination: {host: ratings}\n`;
    const foreign = good.replace('networking.istio.io/v1', 'istio.io/v1');
    expect(problems(foreign)[0]).toMatchObject({
      line: 1,
      severity: 'error',
      message: 'istio.io has no VirtualService; it belongs to networking.istio.io/v1.',
    });
    expect(fixed(foreign)).toBe(good);
    expect(fixed(good.replace('kind: VirtualService', 'kind: VirtualServices'))).toBe(good);
    expect(problems(good.replace('networking.istio.io', 'example.org'))).toEqual([]);
  });

  it('warns of deprecated fields', () => {
    expect(
      problems(
        `${HEAD}  - route:\n    - destination: {host: a}\n    mirror: {host: b}\n    mirrorPercent: 10\n`,
      ),
    ).toEqual([
      { line: 12, severity: 'warning', message: 'mirrorPercent is deprecated: use mirrorPercentage.' },
    ]);
  });

  it('reports missing fields at the object that lacks them', () => {
    expect(problems(`${HEAD}  - route:\n    - weight: 1\n`)[0]).toMatchObject({
      line: 10,
      message: 'http[0].route[0].destination is missing.',
    });
    expect(problems(`${HEAD}  - timeout: 2s\n`)[0]?.message).toContain(
      'one of route, redirect, directResponse, delegate is needed',
    );
  });

  it('refuses a text about another object, several documents and an empty text', () => {
    const expected = {
      group: 'networking.istio.io',
      kind: 'VirtualService',
      namespace: 'bookinfo',
      name: 'reviews',
    };
    const text = `${HEAD}  - route:\n    - destination: {host: ratings}\n`;
    expect(checkText(text, { expected }).problems[0]).toMatchObject({ line: 4, path: ['metadata', 'name'] });
    expect(problems(`${text}---\n${text}`)[0]).toMatchObject({ line: 12 });
    expect(problems(' \n# x\n')[0]?.message).toBe('The text is empty.');
  });

  it('keeps lines right behind a separator', () => {
    expect(problems(`# head\n---\n${HEAD}  - route: 1\n`)[0]).toMatchObject({ line: 11 });
  });

  it('checks the YAML alone for kinds without a model', () => {
    expect(
      problems('apiVersion: example.org/v1\nkind: Anything\nmetadata: {name: x}\nspec: {anything: 1}\n'),
    ).toEqual([]);
  });

  it('checks the other kinds', () => {
    const object = (kind: string, group: string, spec: string) =>
      `apiVersion: ${group}/v1\nkind: ${kind}\nmetadata: {name: x}\nspec:\n${spec}`;
    expect(
      problems(object('DestinationRule', 'networking.istio.io', '  host: a\n  outlierDetection: {}\n'))[0]
        ?.message,
    ).toBe('outlierDetection belongs to trafficPolicy.');
    expect(
      problems(
        object('DestinationRule', 'networking.istio.io', '  host: a\n  subsets: [{name: v1}, {name: v1}]\n'),
      )[0]?.message,
    ).toContain('the subset v1 is defined twice');
    expect(
      problems(
        object(
          'DestinationRule',
          'networking.istio.io',
          '  host: a\n  trafficPolicy: {tls: {mode: MUTUALL}}\n',
        ),
      )[0]?.message,
    ).toContain('did you mean MUTUAL?');
    expect(
      problems(
        object(
          'Gateway',
          'networking.istio.io',
          '  servers:\n  - port: {number: 443, name: https, protocol: HTTPS}\n    hosts: ["*"]\n    tls: {mode: SIMPLE}\n',
        ),
      )[0]?.message,
    ).toContain('needs credentialName');
    expect(
      problems(
        object(
          'Gateway',
          'gateway.networking.k8s.io',
          '  gatewayClassName: istio\n  listeners: [{name: a, port: 99999, protocol: HTTP}]\n',
        ),
      )[0]?.message,
    ).toBe('port must be at most 65535.');
    expect(
      problems(object('PeerAuthentication', 'security.istio.io', '  mtls: {mode: strict}\n'))[0]?.message,
    ).toContain('did you mean STRICT?');
    expect(problems(object('AuthorizationPolicy', 'security.istio.io', '  action: DENY\n'))[0]?.message).toBe(
      'action: DENY needs rules.',
    );
  });
});
