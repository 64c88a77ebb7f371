import { describe, expect, it } from 'vitest';
import { applyEdits } from '@/lib/config/yaml/problem';
import { checkDocuments } from './check-documents';
import { checkText } from './check-text';
import { judgePattern } from './judge-pattern';

const HEAD =
  'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: a}\nspec:\n  hosts: [a]\n';
const ROUTE = '    route: [{destination: {host: a}}]\n';

function found(text: string) {
  return checkDocuments(text, { judgePattern }).problems;
}

describe('bad input', () => {
  it.each([
    ['tabs', `${HEAD}\thttp: []\n`, 'PER0002', 6],
    ['a key given twice', `${HEAD}  hosts: [b]\n`, 'PER0003', 6],
    ['a thousand levels', `${HEAD}  http: ${'['.repeat(1000)}\n`, 'PER0004', 6],
    ['an alias to its own container', `${HEAD}  http: &x [*x]\n`, 'PER0004', 1],
    ['__proto__', `${HEAD}  __proto__: {polluted: true}\n`, 'PER0005', 6],
    ['1.6 MB in one object', `${HEAD}  http: "${'x'.repeat(1.6e6)}"\n`, 'PER0004', 1],
    ['a text that is no object', 'just words\n', 'PER0007', 1],
  ])('answers %s at its line', (_, text, code, line) => {
    expect(found(text)[0]).toMatchObject({ code, line, severity: 'error' });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('reads JSON, Windows line ends, a byte order mark, anchors and merges without a word', () => {
    const block = `${HEAD}  http:\n  - &slow\n    timeout: 2s\n${ROUTE}  - <<: *slow\n    timeout: 3s\n`;
    const json =
      '{"apiVersion":"networking.istio.io/v1","kind":"VirtualService","metadata":{"name":"a"},"spec":{"hosts":["a"],"http":[{"route":[{"destination":{"host":"a"}}]}]}}';
    for (const text of [block, block.replaceAll('\n', '\r\n'), `\uFEFF${block}`, json]) {
      expect(found(text)).toEqual([]);
    }
  });

  it('says of a List, and of several documents, where only one object can be edited', () => {
    const item = '- apiVersion: networking.istio.io/v1\n  kind: Gateway\n  metadata: {name: a}\n';
    const list = (items: string) => checkText(`apiVersion: v1\nkind: List\nitems:\n${items}`).problems;
    expect(list(item)).toMatchObject([{ code: 'PER0006', line: 1 }]);
    expect(list(item)[0]?.fix?.edits[0]?.insert).toBe(
      'apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {name: a}\n',
    );
    expect(list(item + item.replace('name: a', 'name: b'))[0]?.message).toContain('a List of 2 objects');
    expect(checkText(`${HEAD}---\n${HEAD}`).problems).toMatchObject([{ code: 'PER0006', line: 7 }]);
  });

  it('takes a byte order mark in front of one object for no indentation', () => {
    expect(checkText(`\uFEFF${HEAD}  http:\n  - timeout: 2s\n${ROUTE}`).problems).toEqual([]);
  });

  it('takes a misspelt kind for a slip, not for another object', () => {
    const expected = {
      group: 'networking.istio.io',
      kind: 'VirtualService',
      namespace: 'default',
      name: 'a',
    };
    const text = HEAD.replace('kind: VirtualService', 'kind: Virtualservice');
    expect(checkText(text, { expected }).problems).toMatchObject([
      { code: 'PER0009', fix: { label: 'Write VirtualService' } },
    ]);
  });

  it.each([
    [
      'a duration without its unit',
      '  - timeout: 2\n    route: [{destination: {host: a}}]',
      'Write 2s',
      'timeout: 2s',
    ],
    ['a weight in per cent', '  - route: [{destination: {host: a}, weight: 20%}]', 'Write 20', 'weight: 20}'],
    [
      'a colon without a blank',
      '  - route:\n    - destination:\n        host:a',
      'Put a blank behind the colon',
      'host: a',
    ],
  ])('mends %s', (_, rule, label, mended) => {
    const text = `${HEAD}  http:\n${rule}\n`;
    const fix = found(text).find((problem) => problem.fix?.label === label)?.fix;
    expect(applyEdits(text, fix?.edits ?? [])).toContain(mended);
  });

  it('refuses a pattern that would explode, and one that RE2 does not know', () => {
    const withPattern = (regex: string) =>
      found(`${HEAD}  http:\n  - match: [{uri: {regex: "${regex}"}}]\n${ROUTE}`);
    expect(withPattern('((a{0,100}){0,100}){0,100}')[0]?.message).toContain('no RE2 expression');
    expect(withPattern('(a*)*b')).toEqual([]);
  });

  it('says of patterns that are too many to be checked that they were not', { timeout: 60_000 }, () => {
    const rules = (count: number) =>
      Array.from({ length: count }, (_, index) => {
        const pattern = `^/${index}/${'a'.repeat(1000)}${index === 119 ? '(' : ''}$`;
        return `  - match: [{uri: {regex: '${pattern}'}}]\n${ROUTE}`;
      }).join('');
    const most = found(`${HEAD}  http:\n${rules(120)}`).filter(({ code }) => code === 'PER0993');
    expect(most).toMatchObject([
      { severity: 'info', path: ['spec', 'http', 99, 'match', 0, 'uri', 'regex'] },
    ]);
    expect(most[0]?.message).toContain('This pattern and 20 below are not checked');
    expect(found(`${HEAD}  http:\n${rules(90)}`)).toEqual([]);
  });

  it('reads ten thousand routes, and stops telling of mistakes where nobody would read on', () => {
    const routes = (field: string) =>
      `${HEAD}  http:\n${Array.from({ length: 10_000 }, (_, index) => `  - ${field}: [{uri: {prefix: /${index}}}]\n${ROUTE}`).join('')}`;
    expect(found(routes('match'))).toEqual([]);
    expect(found(routes('mathc')).length).toBe(500);
  }, 60_000);
});
