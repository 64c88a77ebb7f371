/**
 * Passwords are kept as scrypt hashes in a form that describes itself:
 * `scrypt$<N>$<r>$<p>$<salt>$<hash>`, both base64url. The costs follow
 * https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
 * (argon2id would be first choice, but Node has it only since 24.7, and the form leaves room for it).
 */
import 'server-only';
import { createHash, randomBytes, scrypt, scryptSync, timingSafeEqual } from 'node:crypto';
import { processWide } from '@/lib/process-wide';
import { gate } from './gate';

const COST = { N: 2 ** 17, r: 8, p: 1 };
const HASH_BYTES = 32;
const SALT_BYTES = 16;

/** Costs beyond these would let one setting take the machine's memory: 1 GiB. */
const MAX_MEMORY_BYTES = 1024 ** 3;

interface ParsedHash {
  readonly cost: typeof COST;
  readonly salt: Buffer;
  readonly hash: Buffer;
}

/** Each run takes 128 MiB and 0.3 s of a core: more than two at once would be a way to stop the server. */
const twoAtOnce = () => processWide('password-gate', () => gate({ places: 2, waiting: 16 }));

/** The text for `PERIPLUS_ADMIN_PASSWORD_HASH` and its like. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  return inForm(salt, await derive(password, salt, COST, HASH_BYTES));
}

/**
 * The same for a password that stands plain in the settings, at once and the same in every process: sessions carry a
 * mark of the hash, and one replica must take those of another. The hash never leaves the process, so a salt that is
 * known costs nothing.
 */
export function hashForReplicas(password: string, user: string): string {
  const salt = createHash('sha256').update(`periplus:${user}`).digest().subarray(0, SALT_BYTES);
  return inForm(salt, scryptSync(password.normalize('NFKC'), salt, HASH_BYTES, costOptions(COST)));
}

function inForm(salt: Buffer, hash: Buffer): string {
  const { N, r, p } = COST;
  return ['scrypt', N, r, p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/**
 * Whether `password` made `encoded`. A hash that cannot be read matches nothing. While many wait to be checked it
 * throws `GateFull`, unless `urgent`.
 */
export async function verifyPassword(password: string, encoded: string, urgent = false): Promise<boolean> {
  const parsed = parseHash(encoded);
  if (parsed === null) return false;
  const hash = await derive(password, parsed.salt, parsed.cost, parsed.hash.length, urgent);
  return timingSafeEqual(hash, parsed.hash);
}

/** A hash that no password matches, as dear to check as `like`: an unknown user must take as long as a known one. */
export function decoyOf(like: string): string {
  const parsed = parseHash(like);
  const { N, r, p } = parsed?.cost ?? COST;
  const salt = randomBytes(SALT_BYTES).toString('base64url');
  return ['scrypt', N, r, p, salt, randomBytes(HASH_BYTES).toString('base64url')].join('$');
}

function parseHash(encoded: string): ParsedHash | null {
  const [scheme, n, r, p, salt, hash, ...rest] = encoded.split('$');
  if (scheme !== 'scrypt' || salt === undefined || hash === undefined || rest.length > 0) return null;
  const cost = { N: Number(n), r: Number(r), p: Number(p) };
  const powerOfTwo = Number.isInteger(Math.log2(cost.N)) && cost.N >= 2 ** 10;
  if (!powerOfTwo || !(cost.r >= 1) || !(cost.p >= 1 && cost.p <= 16)) return null;
  if (128 * cost.N * cost.r > MAX_MEMORY_BYTES) return null;
  return { cost, salt: Buffer.from(salt, 'base64url'), hash: Buffer.from(hash, 'base64url') };
}

function derive(
  password: string,
  salt: Buffer,
  cost: typeof COST,
  bytes: number,
  urgent = false,
): Promise<Buffer> {
  const options = costOptions(cost);
  const run = () =>
    new Promise<Buffer>((resolve, reject) => {
      scrypt(password.normalize('NFKC'), salt, bytes, options, (error, key) => {
        if (error === null) resolve(key);
        else reject(error);
      });
    });
  return twoAtOnce()(run, urgent);
}

function costOptions(cost: typeof COST) {
  // Twice what the algorithm needs: Node counts its own bookkeeping in.
  return { ...cost, maxmem: 256 * cost.N * cost.r + 1_048_576 };
}
