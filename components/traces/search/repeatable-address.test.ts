import { describe, expect, it } from 'vitest';
import { repeatableAddress } from './repeatable-address';

describe('repeatableAddress', () => {
  it('holds instants instead of a length, and everything else', () => {
    expect(
      repeatableAddress('http://c/traces?service=a&last=600&sort=duration', {
        fromSeconds: 100,
        toSeconds: 700,
      }),
    ).toBe('http://c/traces?service=a&sort=duration&from=100&to=700');
  });
});
