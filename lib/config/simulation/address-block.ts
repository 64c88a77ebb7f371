/** IP addresses and CIDR blocks, both families, as bits. */

/** The address as 4 or 16 bytes; null when it is none. */
export function addressBytes(text: string): readonly number[] | null {
  const written = text.trim();
  return written.includes(':') ? ipv6Bytes(written) : ipv4Bytes(written);
}

function ipv4Bytes(text: string): readonly number[] | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part))) return null;
  const bytes = parts.map(Number);
  return bytes.every((byte) => byte <= 255) ? bytes : null;
}

function ipv6Bytes(text: string): readonly number[] | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const head = groups(halves[0] ?? '');
  const tail = halves.length === 2 ? groups(halves[1] ?? '') : [];
  if (head === null || tail === null) return null;
  const missing = 16 - head.length - tail.length;
  if (halves.length === 1) return head.length === 16 ? head : null;
  if (missing < 2) return null;
  return [...head, ...new Array<number>(missing).fill(0), ...tail];
}

function groups(text: string): readonly number[] | null {
  if (text === '') return [];
  const bytes: number[] = [];
  for (const group of text.split(':')) {
    const embedded = group.includes('.') ? ipv4Bytes(group) : null;
    if (embedded !== null) bytes.push(...embedded);
    else if (/^[0-9a-f]{1,4}$/i.test(group)) {
      const value = Number.parseInt(group, 16);
      bytes.push(value >> 8, value & 255);
    } else return null;
  }
  return bytes;
}

/** True when `address` is the one named or lies in the block `a.b.c.d/n`; false when either cannot be read. */
export function inAddressBlock(block: string, address: string): boolean {
  const slash = block.indexOf('/');
  const base = addressBytes(slash < 0 ? block : block.slice(0, slash));
  const wanted = addressBytes(address);
  if (base === null || wanted === null || base.length !== wanted.length) return false;
  const bits = slash < 0 ? base.length * 8 : Number(block.slice(slash + 1));
  if (!Number.isInteger(bits) || bits < 0 || bits > base.length * 8) return false;
  return base.every((byte, index) => {
    const shift = 8 - Math.min(8, Math.max(0, bits - index * 8));
    return byte >> shift === (wanted[index] ?? 0) >> shift;
  });
}
