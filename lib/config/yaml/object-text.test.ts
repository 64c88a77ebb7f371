import { describe, expect, it } from 'vitest';
import { readYaml } from '@/lib/config/yaml/read-yaml';
import { LARGE_TEXT } from './limits';
import { hasLargeText, objectText } from './object-text';

describe('objectText', () => {
  it('leaves out what the server keeps for itself, in a fixed order', () => {
    const metadata = {
      uid: 'u',
      resourceVersion: '1',
      generation: 2,
      creationTimestamp: 'x',
      managedFields: [],
      annotations: { a: 'b' },
      name: 'n',
      finalizers: ['f'],
      namespace: 's',
    };
    const text = objectText({
      status: { a: 1 },
      spec: { b: 1 },
      kind: 'K',
      metadata,
      apiVersion: 'v1',
      data: {},
    });
    expect(text).toBe(`apiVersion: v1
kind: K
metadata:
  name: 'n'
  namespace: s
  annotations:
    a: b
  finalizers:
    - f
spec:
  b: 1
data: {}
`);
  });

  // Each of these means something else to a reader of YAML when it is not quoted.
  const awkward = [
    ...['yes', 'N', 'on', '0777', '0o17', '1_000', '12:30:45', '2001-01-01', '=', '<<', '~', 'null', '0x1F'],
    ...[
      '1e3',
      '.5',
      '.inf',
      '-',
      '- a',
      'a: b',
      '#x',
      'a #b',
      ' lead',
      'trail ',
      '',
      '\t',
      '\u0000',
      '\u2028',
    ],
    ...[
      '*a',
      '&a',
      '!t',
      '%d',
      '@x',
      '`x',
      '{a}',
      '[a]',
      "it's",
      '"q"',
      'a\\n',
      '| x',
      '? a',
      '---',
      'x\r\ny',
    ],
    ...['a\nb\n', 'a\n\n', '\n a', 'é', '😀', `${'a'.repeat(300)} b`],
  ];
  it.each(awkward)('writes %j so that it is read as the same text', (value) => {
    const data = { key: value, list: [value, { deep: value }], [value || 'empty']: 1 };
    const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data };
    expect(readYaml(objectText(object))).toEqual({ kind: 'value', value: object });
  });
});

describe('hasLargeText', () => {
  const routes = (count: number) => ({
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'n', managedFields: Array(10_000).fill({ manager: 'm' }) },
    spec: {
      http: Array.from({ length: count }, (_, at) => ({
        match: [{ uri: { prefix: `/p${at}` } }],
        route: [{ destination: { host: 'reviews', subset: 'v1' } }],
      })),
    },
    status: { conditions: Array(10_000).fill({ type: 't' }) },
  });

  it('tells a text that is large without making it', () => {
    const counts = Array.from({ length: 60 }, (_, at) => at * 10);
    const first = (isLarge: (value: ReturnType<typeof routes>) => boolean) =>
      counts.find((count) => isLarge(routes(count))) ?? Number.POSITIVE_INFINITY;
    const guessed = first(hasLargeText);
    const real = first((value) => objectText(value).length >= LARGE_TEXT);
    expect(Math.abs(guessed - real)).toBeLessThanOrEqual(real * 0.1);
  });
});
