import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { readYaml } from '@/lib/config/yaml/read-yaml';
import { rewriteText } from './rewrite-text';

// biome-ignore lint/suspicious/noExplicitAny: tests change values of any shape
function changed(text: string, change: (value: any) => void): string {
  const value = structuredClone(load(text)) as Record<string, unknown>;
  change(value);
  const { text: result, isEdited } = rewriteText(text, value);
  expect(isEdited).toBe(true);
  expect(readYaml(result)).toEqual({ kind: 'value', value });
  return result;
}

const ROUTE = `# who reads what
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: reviews, namespace: bookinfo} # one line
spec:
  hosts:
    - reviews
  http:
    # the testers
    - match:
        - headers:
            end-user:
              exact: 'jason' # he tests
      route:
        - destination:
            host: reviews
            subset: v2
    # everybody
    - name: rest
      route:
        # The shares must not be changed during the sale.
        - destination:
            host: reviews
            subset: v1
          weight: 80 # most
        - destination: { host: reviews, subset: v3 }
          weight: 20
  # the end
`;

describe('rewriteText', () => {
  it('changes a number and nothing else', () => {
    const result = changed(ROUTE, ({ spec }) => {
      spec.http[1].route[0].weight = 70;
      spec.http[1].route[1].weight = 30;
    });
    expect(result).toBe(ROUTE.replace('weight: 80 #', 'weight: 70 #').replace('weight: 20', 'weight: 30'));
  });

  it('returns the text itself when nothing changes', () => {
    expect(changed(ROUTE, () => undefined)).toBe(ROUTE);
  });

  it('keeps the kind of quotes, and quotes what would be read otherwise', () => {
    const quoted = changed(ROUTE, ({ spec }) => {
      spec.http[0].match[0].headers['end-user'].exact = "o'neil";
    });
    expect(quoted).toContain("exact: 'o''neil' # he tests");
    const plain = changed(ROUTE, ({ spec }) => {
      spec.http[1].name = 'on';
    });
    expect(plain).toContain('- name: "on"\n');
  });

  it('adds a field where its order wants it, in the style of the text', () => {
    const result = changed(ROUTE, ({ spec }) => {
      spec.http[1] = { name: 'rest', match: [{ uri: { prefix: '/a' } }], route: spec.http[1].route };
    });
    expect(result).toContain(`    - name: rest
      match:
        - uri:
            prefix: /a
      route:
        # The shares`);
  });

  it('adds a field before the first one of an entry', () => {
    const result = changed(ROUTE, ({ spec }) => {
      spec.http[0] = { name: 'testers', ...spec.http[0] };
    });
    expect(result).toContain('    # the testers\n    - name: testers\n      match:\n        - headers:');
  });

  it('moves entries with their comments', () => {
    const result = changed(ROUTE, ({ spec }) => {
      spec.http.reverse();
    });
    expect(result).toContain(`  http:
    # the testers
    # everybody
    - name: rest`);
    expect(result).toContain("exact: 'jason' # he tests");
    expect(result).toContain('# The shares must not be changed during the sale.');
    expect(result.endsWith('  # the end\n')).toBe(true);
  });

  it('removes entries and fields with their lines', () => {
    const result = changed(ROUTE, ({ spec }) => {
      spec.http.pop();
      delete spec.hosts;
    });
    expect(result).toContain('spec:\n  http:\n');
    expect(result).not.toContain('sale');
    expect(result).toContain('# the end');
  });

  it('edits what is written on one line there', () => {
    const result = changed(ROUTE, ({ spec, metadata }) => {
      spec.http[1].route[1].destination.port = { number: 80 };
      metadata.labels = { a: 'true' };
      delete metadata.namespace;
    });
    expect(result).toContain('- destination: { host: reviews, subset: v3, port: {number: 80} }');
    expect(result).toContain('metadata: {name: reviews, labels: {a: "true"}} # one line');
  });

  it('writes blocks where a value becomes an object, and empties on one line', () => {
    const text = 'a: 1\nb: {}\nc:\nd: [x]\n';
    expect(
      changed(text, (value) => {
        value.a = { x: [1, 2] };
        value.b = { z: true };
        value.c = [];
        value.d = [];
      }),
    ).toBe('a:\n  x:\n  - 1\n  - 2\nb:\n  z: true\nc: []\nd: []\n');
  });

  it('keeps Windows line ends, texts of several lines, and JSON', () => {
    const windows = ROUTE.replaceAll('\n', '\r\n');
    const result = changed(windows, ({ spec }) => {
      spec.http[1].retries = { attempts: 2 };
    });
    expect(result.replaceAll('\r\n', '')).not.toContain('\n');
    const literal = 'a: |\n  one\n  two\n\nb: 1\n';
    expect(
      changed(literal, (value) => {
        value.b = 2;
      }),
    ).toBe('a: |\n  one\n  two\n\nb: 2\n');
    const json = '{\n  "a": {"b": 1},\n  "c": ["x"]\n}\n';
    expect(
      changed(json, (value) => {
        value.a.d = 'y';
        value.c.push('z');
        value.e = true;
      }),
    ).toBe('{\n  "a": {"b": 1, "d": "y"},\n  "c": ["x", "z"],\n  "e": true\n}\n');
  });

  it('writes a text of several lines as such, and keeps a comment at the end of the last entry', () => {
    const result = changed('data:\n  a: x # y\n', (value) => {
      value.data.b = 'one\n  two\n';
    });
    expect(result).toBe('data:\n  a: x # y\n  b: |\n    one\n      two\n');
  });

  it('says when it could not edit in place', () => {
    const text = 'a: &x {p: 1}\nb: *x\nc:\n  <<: *x\n  q: 2\n';
    const { text: result, isEdited } = rewriteText(text, { a: { p: 2 }, b: { p: 1 }, c: { q: 2 } });
    expect(isEdited).toBe(false);
    expect(load(result)).toEqual({ a: { p: 2 }, b: { p: 1 }, c: { q: 2 } });
  });
});
