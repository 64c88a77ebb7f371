import { describe, expect, it } from 'vitest';
import { readYaml } from './read-yaml';
import { isDisguisedBoolean, isDisguisedInteger } from './scalars';

function value(text: string): unknown {
  const reading = readYaml(`a: ${text}\n`);
  return reading.kind === 'value' ? (reading.value as { a: unknown }).a : reading;
}

describe('plain values, as the API server reads them', () => {
  it.each([
    ['on', true],
    ['Yes', true],
    ['y', true],
    ['OFF', false],
    ['n', false],
    ['true', true],
    ['"on"', 'on'],
    ["'no'", 'no'],
    ['!!str yes', 'yes'],
    ['once', 'once'],
    ['oN', 'oN'],
    ['0777', 511],
    ['0o17', 15],
    ['08', 8],
    ['1_000', 1000],
    ['0x1F', 31],
    ['0b101', 5],
    ['-12', -12],
    ['1.5', 1.5],
    ['12:30', '12:30'],
    ['2026-01-01', '2026-01-01'],
    ['~', null],
    ['[::1, 2001:db8::/32, fe80::1%eth0]', ['::1', '2001:db8::/32', 'fe80::1%eth0']],
  ])('reads %s', (text, expected) => {
    expect(value(text)).toEqual(expected);
  });

  it('reads boolean keys as the API server writes them', () => {
    expect(readYaml('on: 1\n')).toEqual({ kind: 'value', value: { true: 1 } });
  });

  it('follows merge keys, of which own fields win', () => {
    expect(readYaml('a: &a {x: 1, z: 2}\nb:\n  <<: *a\n  z: 3\n')).toEqual({
      kind: 'value',
      value: { a: { x: 1, z: 2 }, b: { x: 1, z: 3 } },
    });
  });

  it('knows values that are not what they look like', () => {
    expect(['on', 'n', 'true', 'False', 'x'].map(isDisguisedBoolean)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(['0777', '1_0', '0', '10', '08'].map(isDisguisedInteger)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
