/** IP addresses and ranges as Go reads them (net/netip), without zones; IPv4 within IPv6 is refused as Kubernetes does. */

/** Its bytes, 4 or 16; null = it is no address. */
export function addressBytes(text: string): readonly number[] | null {
  if (!text.includes(':')) return ipv4Bytes(text);
  if (!/^[0-9A-Fa-f:.]+$/.test(text)) return null;
  const bytes = ipv6Bytes(text);
  if (bytes === null) return null;
  const isMapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255;
  return isMapped ? null : bytes;
}

export function isAddress(text: string): boolean {
  return addressBytes(text) !== null;
}

/** `10.0.0.0/8`: the address and how many of its bits count. */
export function prefixOf(text: string): { readonly bytes: readonly number[]; readonly bits: number } | null {
  const slash = text.lastIndexOf('/');
  const bytes = slash < 0 ? null : addressBytes(text.slice(0, slash));
  const length = text.slice(slash + 1);
  if (bytes === null || !/^(0|[1-9]\d{0,2})$/.test(length)) return null;
  const bits = Number(length);
  return bits <= bytes.length * 8 ? { bytes, bits } : null;
}

export function isPrefix(text: string): boolean {
  return prefixOf(text) !== null;
}

/** Whether the first `bits` are the same. */
export function sharesBits(some: readonly number[], others: readonly number[], bits: number): boolean {
  if (some.length !== others.length) return false;
  return some.every((byte, index) => {
    const left = Math.min(8, Math.max(0, bits - index * 8));
    const mask = (0xff << (8 - left)) & 0xff;
    return (byte & mask) === ((others[index] ?? 0) & mask);
  });
}

function ipv4Bytes(text: string): readonly number[] | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part))) return null;
  const bytes = parts.map(Number);
  return bytes.every((byte) => byte <= 255) ? bytes : null;
}

function ipv6Bytes(text: string): readonly number[] | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head, tail] = halves.map((half) => groupBytes(half));
  if (head === null || head === undefined || tail === null) return null;
  if (tail === undefined) return head.length === 16 ? head : null;
  const missing = 16 - head.length - tail.length;
  return missing >= 2 ? [...head, ...Array<number>(missing).fill(0), ...tail] : null;
}

/** Groups with colons between them, the last of which may be an IPv4 address. */
function groupBytes(text: string): readonly number[] | null {
  if (text === '') return [];
  const groups = text.split(':');
  const bytes: number[] = [];
  for (const [index, group] of groups.entries()) {
    const own = group.includes('.') && index === groups.length - 1 ? ipv4Bytes(group) : hexBytes(group);
    if (own === null) return null;
    bytes.push(...own);
  }
  return bytes;
}

function hexBytes(group: string): readonly number[] | null {
  if (!/^[0-9A-Fa-f]{1,4}$/.test(group)) return null;
  const value = Number.parseInt(group, 16);
  return [value >> 8, value & 0xff];
}
