/**
 * A session with tokens of a cluster is made short before it is sealed, since cookies hold little. A JWT is base64 of
 * a text that repeats itself (groups are what makes it long, and the session holds their names once more), and sealing
 * writes base64 again: written as what it says and deflated, it takes a half to a fifth.
 */
import 'server-only';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';

/** Shorter texts fit into one cookie as they are. */
const PACKED_FROM = 1_500;

/** More was never packed: what is larger would not have fitted into cookies, or the sealing secret is not ours alone. */
const MOST_UNPACKED = 1_000_000;

const packedSchema = z.strictObject({ packed: z.string() });
const jwtSchema = z.strictObject({ jwt: z.tuple([z.string(), z.string(), z.string()]) });

/** The value itself, or `{packed}` where that is shorter. */
export function pack(value: object): object {
  const plain = JSON.stringify(value);
  if (plain.length < PACKED_FROM) return value;
  const text = JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'string' ? (opened(part) ?? part) : part,
  );
  const packed = deflateRawSync(text, { level: 9 }).toString('base64url');
  return packed.length < plain.length ? { packed } : value;
}

/** What was packed, to the letter; other values as they are, and null for what only claims to be packed. */
export function unpack(value: unknown): unknown {
  const parsed = packedSchema.safeParse(value);
  if (!parsed.success) return value;
  try {
    const bytes = inflateRawSync(Buffer.from(parsed.data.packed, 'base64url'), {
      maxOutputLength: MOST_UNPACKED,
    });
    return JSON.parse(bytes.toString('utf8'), (_, part: unknown) => closed(part));
  } catch {
    return null;
  }
}

/** A JWT as the two texts that it says and its signature; null for what would not come back to the letter. */
function opened(text: string): z.infer<typeof jwtSchema> | null {
  const [header, claims, signature, ...more] = text.split('.');
  if (header === undefined || claims === undefined || signature === undefined || more.length > 0) return null;
  const [headerText, claimsText] = [said(header), said(claims)];
  return headerText === null || claimsText === null ? null : { jwt: [headerText, claimsText, signature] };
}

function closed(part: unknown): unknown {
  const parsed = jwtSchema.safeParse(part);
  if (!parsed.success) return part;
  const [header, claims, signature] = parsed.data.jwt;
  return `${written(header)}.${written(claims)}.${signature}`;
}

/** The signature is over the letters, so a writing that is not the usual one is left alone. */
function said(encoded: string): string | null {
  const text = Buffer.from(encoded, 'base64url').toString('utf8');
  return written(text) === encoded ? text : null;
}

function written(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64url');
}
