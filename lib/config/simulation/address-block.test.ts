import { describe, expect, it } from 'vitest';
import { inAddressBlock } from './address-block';

describe('inAddressBlock', () => {
  it.each([
    ['10.0.0.0/8', '10.255.0.1', true],
    ['10.0.0.0/8', '11.0.0.1', false],
    ['10.1.2.3', '10.1.2.3', true],
    ['10.1.2.3', '10.1.2.4', false],
    ['192.168.4.0/22', '192.168.7.255', true],
    ['192.168.4.0/22', '192.168.8.0', false],
    ['0.0.0.0/0', '203.0.113.9', true],
    ['0.0.0.0/0', '2001:db8::1', false],
    ['2001:db8::/32', '2001:db8:ffff::1', true],
    ['2001:db8::/33', '2001:db8:ffff::1', false],
    ['::1', '0:0:0:0:0:0:0:1', true],
    ['::ffff:10.0.0.1', '::ffff:a00:1', true],
    ['nonsense', '10.0.0.1', false],
    ['10.0.0.0/40', '10.0.0.1', false],
  ])('%s and %s: %s', (block, address, expected) => {
    expect(inAddressBlock(block, address)).toBe(expected);
  });
});
