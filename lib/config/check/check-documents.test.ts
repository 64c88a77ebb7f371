import { describe, expect, it } from 'vitest';
import { applyEdits } from '@/lib/config/yaml/problem';
import { checkDocuments } from './check-documents';

const ROUTE = (name: string, line: string) => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: ${name}
spec:
  hosts: [${name}]
  http:
  - ${line}
    route:
    - destination: {host: ${name}}
`;

function places(text: string) {
  return checkDocuments(text).problems.map(({ code, line, column }) => [code, line, column]);
}

describe('checkDocuments', () => {
  it('checks each document, with places in the whole text', () => {
    const text = `# head\n---\n${ROUTE('a', 'timeuot: 2s')}---\n${ROUTE('b', 'timeout: 2s')}---\n${ROUTE('c', 'timeout: 1d')}`;
    const { documents, problems } = checkDocuments(text);
    expect(documents.map(({ id }) => id?.name)).toEqual(['a', 'b', 'c']);
    expect(problems.map(({ line }) => line)).toEqual([10, 32]);
    expect(problems.map(({ from, to }) => text.slice(from, to))).toEqual(['timeuot', '1d']);
    expect(applyEdits(text, problems[0]?.fix?.edits ?? [])).toBe(text.replace('timeuot', 'timeout'));
  });

  it('checks the others where one is broken, and reports that one at its line', () => {
    const text = `${ROUTE('a', 'timeuot: 2s')}---\na: [\n---\n${ROUTE('c', 'timeuot: 2s')}`;
    const { problems } = checkDocuments(text);
    expect(problems.map(({ code, line }) => [code, line])).toEqual([
      ['PER0010', 8],
      ['PER0001', 13],
      ['PER0010', 21],
    ]);
  });

  it('says of one document what the check of one object says', () => {
    const expected = {
      group: 'networking.istio.io',
      kind: 'VirtualService',
      namespace: 'default',
      name: 'b',
    };
    expect(checkDocuments(ROUTE('a', 'timeout: 2s'), { expected }).problems[0]?.code).toBe('PER0008');
    expect(checkDocuments('').problems[0]?.message).toBe('The text is empty.');
  });

  it('reports an object that is there twice', () => {
    const one = ROUTE('a', 'timeout: 2s');
    expect(places(`${one}---\n${one}`)).toEqual([['PER0991', 12, 1]]);
  });

  it('keeps places right with Windows line ends and a byte order mark', () => {
    const text = `\uFEFF${ROUTE('a', 'timeout: 2s')}---\n${ROUTE('c', 'timeout: 1d')}`.replaceAll(
      '\n',
      '\r\n',
    );
    const { problems } = checkDocuments(text);
    expect(problems).toMatchObject([{ line: 19, column: 14 }]);
    expect(text.slice(problems[0]?.from, problems[0]?.to)).toBe('1d');
  });

  it('reads a List as its items, with places in the List, and offers to split it', () => {
    const items = [ROUTE('a', 'timeout: 1d'), ROUTE('b', 'timeout: 2s')].map(
      (item) => `- ${item.trimEnd().replaceAll('\n', '\n  ')}\n`,
    );
    const text = `apiVersion: v1\nkind: List\nitems:\n${items.join('')}`;
    const { documents, problems } = checkDocuments(text);
    expect(documents.map(({ id }) => id?.name)).toEqual(['a', 'b']);
    expect(problems.map(({ code, line }) => [code, line])).toEqual([
      ['PER0990', 1],
      ['PER0020', 11],
    ]);
    expect(text.slice(problems[1]?.from, problems[1]?.to)).toBe('1d');
    const split = applyEdits(text, problems[0]?.fix?.edits ?? []);
    expect(split).toBe(`${ROUTE('a', 'timeout: 1d')}---\n${ROUTE('b', 'timeout: 2s')}`);
  });

  it('reads JSON', () => {
    const json = JSON.stringify({
      apiVersion: 'v1',
      kind: 'List',
      items: [
        {
          apiVersion: 'gateway.networking.k8s.io/v1',
          kind: 'HTTPRoute',
          metadata: { name: 'x' },
          spec: { rules: [{ backendRefs: [{ name: 'a' }] }] },
        },
      ],
    });
    const { problems } = checkDocuments(json);
    expect(problems.map(({ code }) => code)).toEqual(['PER0990', 'PER0906']);
  });
});
