import { describe, expect, it } from 'vitest';
import { listItems, splitList } from './list-items';
import { applyEdits } from './problem';
import { readYaml } from './read-yaml';

function items(text: string) {
  const reading = readYaml(text);
  if (reading.kind !== 'value') throw new Error(reading.problems[0]?.message);
  return listItems(text, reading.value) ?? [];
}

const LIST = `apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Service # the first
  metadata:
    name: a
  data: |
    kept
      as it is

- # second
  kind: Service
  metadata: {name: b}
-
  kind: Service
  metadata: {name: c}
metadata:
  resourceVersion: ""
`;

describe('listItems', () => {
  it('gives each item its own text, moved out to the margin', () => {
    expect(items(LIST).map(({ text }) => text)).toEqual([
      'apiVersion: v1\nkind: Service # the first\nmetadata:\n  name: a\ndata: |\n  kept\n    as it is\n\n',
      'kind: Service\nmetadata: {name: b}\n',
      'kind: Service\nmetadata: {name: c}\n',
    ]);
  });

  it('reads the same from the text of an item as from the List', () => {
    for (const { text, value } of items(LIST)) expect(readYaml(text)).toEqual({ kind: 'value', value });
  });

  it('tells where each stands', () => {
    expect(items(LIST).map(({ start, end }) => LIST.slice(start, end))).toEqual([
      LIST.slice(LIST.indexOf('apiVersion: v1\n  kind'), LIST.indexOf('- # second')),
      'kind: Service\n  metadata: {name: b}\n',
      'kind: Service\n  metadata: {name: c}\n',
    ]);
  });

  it('reads indented dashes and JSON', () => {
    expect(items('kind: List\nitems:\n  - kind: A\n    x: 1\n  - kind: B\n').map(({ text }) => text)).toEqual(
      ['kind: A\nx: 1\n', 'kind: B\n'],
    );
    const json = '{"kind": "List", "items": [{"kind": "A", "x": "]}"}, {"kind": "B"}]}';
    expect(items(json).map(({ text, indent }) => [text, indent])).toEqual([
      ['{"kind": "A", "x": "]}"}\n', null],
      ['{"kind": "B"}\n', null],
    ]);
  });

  it('splits the List into documents that read the same', () => {
    const list = items(LIST);
    const text = applyEdits(LIST, splitList(LIST, list).edits);
    const documents = text.split('---\n').map(readYaml);
    expect(documents).toEqual(list.map(({ value }) => ({ kind: 'value', value })));
  });

  it('is no List without items', () => {
    expect(listItems('kind: List\n', { kind: 'List' })).toBeNull();
    expect(listItems('kind: A\nitems: []\n', { kind: 'A', items: [] })).toBeNull();
  });
});
