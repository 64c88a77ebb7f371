import { describe, expect, it } from 'vitest';
import { pastedObjects } from './pasted-objects';

const ONE = 'apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {name: a, namespace: shop}\n';

const names = (text: string) => pastedObjects(text).objects.map(({ id }) => id.name);

describe('pastedObjects', () => {
  it('takes each document as an object with its own text', () => {
    const { objects, problem } = pastedObjects(
      `# first\n${ONE}---\n${ONE.replace('name: a', 'name: b')}---\n`,
    );
    expect(problem).toBeNull();
    expect(objects.map(({ id }) => id.name)).toEqual(['a', 'b']);
    expect(objects[0]?.text).toBe(`# first\n${ONE}`);
  });

  it('says which document names no object, and which stands in it twice', () => {
    expect(pastedObjects(`${ONE}---\nkind: Gateway\n`).problem).toContain('line 5');
    expect(pastedObjects(`${ONE}---\n${ONE}`).problem).toContain('twice');
    expect(pastedObjects('')).toEqual({ objects: [], problem: null });
  });

  it('takes the items of a List, with their own indentation', () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n- ${ONE.replaceAll('\n', '\n  ').trimEnd()}\n- ${ONE.replace('name: a', 'name: b').replaceAll('\n', '\n  ').trimEnd()}\n`;
    expect(names(list)).toEqual(['a', 'b']);
    expect(pastedObjects(list).objects[0]?.text).toBe(ONE);
    expect(pastedObjects('kind: List\nitems:\n- {kind: Gateway}\n- {}\n').problem).toContain(
      'Item 1 of the List',
    );
    expect(pastedObjects('kind: List\nitems: []\n').problem).toContain('any object');
  });

  it('writes JSON as YAML, on one line or many, alone or in a List', () => {
    const object = {
      apiVersion: 'networking.istio.io/v1',
      kind: 'Gateway',
      metadata: { name: 'a', namespace: 'shop' },
    };
    const expected =
      'apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata:\n  name: a\n  namespace: shop\n';
    expect(pastedObjects(JSON.stringify(object)).objects[0]?.text).toBe(expected);
    expect(pastedObjects(JSON.stringify(object, null, 2)).objects[0]?.text).toBe(expected);
    const list = JSON.stringify({ kind: 'List', items: [object, { ...object, metadata: { name: 'b' } }] });
    expect(names(list)).toEqual(['a', 'b']);
    expect(pastedObjects(list).objects[0]?.text).toBe(expected);
  });

  it('takes a document that does not parse by its lines, to be mended in its editor', () => {
    const broken = ONE.replace(
      'metadata: {name: a, namespace: shop}',
      'metadata:\n  name: c\nspec:\n\thost: x',
    );
    expect(names(`${ONE}---\n${broken}`)).toEqual(['a', 'c']);
  });

  it('takes Windows line ends and a byte order mark', () => {
    expect(names(`\ufeff${ONE.replaceAll('\n', '\r\n')}`)).toEqual(['a']);
  });
});
