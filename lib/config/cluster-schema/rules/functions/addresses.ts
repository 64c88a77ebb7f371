/** https://pkg.go.dev/k8s.io/apiserver/pkg/cel/library#IP and #CIDR */
import { type CelFunc, type CelMap, CelScalar, celFunc, celMethod } from '@bufbuild/cel';
import { addressBytes, prefixOf, sharesBits } from '@/lib/config/cluster-schema/addresses';
import { TAGGED, tagged, textOf } from './tagged';

const { STRING, BOOL, INT } = CelScalar;
const IP = 'ip';
const CIDR = 'cidr';

function ip(text: string): CelMap {
  if (addressBytes(text) === null) throw new Error(`IP Address parse error: ${text}`);
  return tagged(IP, { text });
}

function bytesOf(value: CelMap): readonly number[] {
  return addressBytes(textOf(value, IP)) ?? [];
}

function cidr(text: string): CelMap {
  if (prefixOf(text) === null) throw new Error(`network address parse error: ${text}`);
  return tagged(CIDR, { text });
}

function prefix(value: CelMap) {
  return prefixOf(textOf(value, CIDR)) ?? { bytes: [], bits: 0 };
}

function test(name: string, holds: (bytes: readonly number[]) => boolean): CelFunc {
  return celMethod(name, TAGGED, [], BOOL, function () {
    return holds(bytesOf(this));
  });
}

const is4 = (bytes: readonly number[]) => bytes.length === 4;
const isUnspecified = (bytes: readonly number[]) => bytes.every((byte) => byte === 0);
const isLoopback = (bytes: readonly number[]) =>
  is4(bytes) ? bytes[0] === 127 : bytes.every((byte, index) => byte === (index === 15 ? 1 : 0));
const isMulticast = (bytes: readonly number[]) =>
  is4(bytes) ? ((bytes[0] ?? 0) & 0xf0) === 0xe0 : bytes[0] === 0xff;
const isLinkLocalUnicast = (bytes: readonly number[]) =>
  is4(bytes) ? bytes[0] === 169 && bytes[1] === 254 : bytes[0] === 0xfe && ((bytes[1] ?? 0) & 0xc0) === 0x80;
const isLinkLocalMulticast = (bytes: readonly number[]) =>
  is4(bytes)
    ? bytes[0] === 224 && bytes[1] === 0 && bytes[2] === 0
    : bytes[0] === 0xff && ((bytes[1] ?? 0) & 0x0f) === 0x02;
const isBroadcast = (bytes: readonly number[]) => is4(bytes) && bytes.every((byte) => byte === 255);

export const ADDRESS_FUNCTIONS: readonly CelFunc[] = [
  celFunc('isIP', [STRING], BOOL, (text) => addressBytes(text) !== null),
  celFunc('ip', [STRING], TAGGED, ip),
  celMethod('family', TAGGED, [], INT, function () {
    return is4(bytesOf(this)) ? 4n : 6n;
  }),
  test('isUnspecified', isUnspecified),
  test('isLoopback', isLoopback),
  test('isLinkLocalMulticast', isLinkLocalMulticast),
  test('isLinkLocalUnicast', isLinkLocalUnicast),
  test('isGlobalUnicast', (bytes) =>
    !isUnspecified(bytes) &&
    !isLoopback(bytes) &&
    !isMulticast(bytes) &&
    !isLinkLocalUnicast(bytes) &&
    !isBroadcast(bytes)),
  celFunc('isCIDR', [STRING], BOOL, (text) => prefixOf(text) !== null),
  celFunc('cidr', [STRING], TAGGED, cidr),
  celMethod('prefixLength', TAGGED, [], INT, function () {
    return BigInt(prefix(this).bits);
  }),
  celMethod('containsIP', TAGGED, [STRING], BOOL, function (text) {
    const { bytes, bits } = prefix(this);
    return sharesBits(bytes, bytesOf(ip(text)), bits);
  }),
  celMethod('containsIP', TAGGED, [TAGGED], BOOL, function (address) {
    const { bytes, bits } = prefix(this);
    return sharesBits(bytes, bytesOf(address), bits);
  }),
  celMethod('containsCIDR', TAGGED, [STRING], BOOL, function (text) {
    const { bytes, bits } = prefix(this);
    const other = prefix(cidr(text));
    return other.bits >= bits && sharesBits(bytes, other.bytes, bits);
  }),
];
