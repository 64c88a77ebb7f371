import { expect, it } from 'vitest';
import { parseTraceId } from './trace-id';

it.each([
  ['4BF92F3577B34DA6A3CE929D0E0E4736', '4bf92f3577b34da6a3ce929d0e0e4736'],
  ['ab', '00000000000000ab'],
  ['0000000000000000a3ce929d0e0e4736', 'a3ce929d0e0e4736'],
  ['S/kvNXezTaajzpKdDg5HNg==', '4bf92f3577b34da6a3ce929d0e0e4736'],
  ['o86SnQ4ORzY=', 'a3ce929d0e0e4736'],
  ['AAAAAAAAAACjzpKdDg5HNg==', 'a3ce929d0e0e4736'],
])('reads %s', (text, id) => {
  expect(parseTraceId(text)).toBe(id);
});

it.each([
  '',
  '0',
  'xyz',
  'a'.repeat(33),
  'AAAAAAAAAAA=',
  'S/kvNXezTaajzpKdDg5HNg=',
  'S/kvNXezTaajzpKdDg5HNg',
])('takes %j for no id', (text) => {
  expect(parseTraceId(text)).toBeNull();
});
