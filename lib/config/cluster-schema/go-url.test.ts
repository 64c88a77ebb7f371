import { expect, it } from 'vitest';
import { isAddress, isPrefix } from './addresses';
import { goUrl } from './go-url';

it.each([
  'http://a',
  'HTTPS://a:80/x?y#z',
  '/only/a/path',
  'oci://ghcr.io/a/b:v1',
  'mailto:a@b',
  'http://[::1]:80/',
  '*',
])('reads %s', (text) => {
  expect(goUrl(text)).not.toBeNull();
});

it.each([
  '',
  'a/b',
  'http://a b',
  'http://a:port',
  '://a',
  'http://a/%zz',
  'http://[::1',
  'ghcr.io/a:v1/x y',
  'http://a\u0007',
])('does not read %j', (text) => {
  expect(goUrl(text)).toBeNull();
});

it.each(['10.0.0.1', '::', '2001:db8::1', '::1.2.3.4', 'fe80::1'])('takes %s for an address', (text) => {
  expect(isAddress(text)).toBe(true);
});

it.each([
  '',
  '10.0.0',
  '10.0.0.256',
  '01.0.0.1',
  '1:2:3:4:5:6:7:8:9',
  '::1::',
  '::ffff:10.0.0.1',
  'fe80::1%eth0',
  '12345::',
])('does not take %j for an address', (text) => {
  expect(isAddress(text)).toBe(false);
});

it('knows how long the prefix of a range may be', () => {
  expect(['10.0.0.0/8', '::/0', '10.0.0.0/33', '10.0.0.0/08', '10.0.0.0'].map(isPrefix)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});
