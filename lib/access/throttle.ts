/**
 * Slows down guessing without locking anybody out for good. Attempts are counted per account and address, and per
 * address alone; a browser that has signed in before is counted by itself (`known-device.ts`), because behind a
 * port-forward everybody has the address 127.0.0.1 and one guesser would else hold up the rest.
 * https://cheatsheetseries.owasp.org/cheatsheets/Authentication_Cheat_Sheet.html#account-lockout
 */
import 'server-only';
import { Fault } from '@/lib/mesh/fault';
import { processWide } from '@/lib/process-wide';
import { networkOf } from './network';

/** Mistypings that cost nothing. */
const FREE_PER_ACCOUNT = 5;
const FREE_PER_ADDRESS = 20;

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 15 * 60_000;

/** Without an attempt for this long a count starts again. */
const FORGET_AFTER_MS = 60 * 60_000;

/** A guesser with many addresses must not fill the memory. The longest unused counts go first. */
const MAX_COUNTS = 10_000;

interface Count {
  attempts: number;
  lastMs: number;
  /** Attempts before this instant are refused unread. */
  nextMs: number;
}

const counts = () => processWide('sign-in-counts', () => new Map<string, Count>());

/** Whose attempt it is. `device` is the id of a browser that this user has signed in with before. */
export interface Attempt {
  readonly user: string;
  readonly address: string;
  readonly device: string | null;
}

/**
 * Counts an attempt before its password is looked at, so that many at once count as many. Throws `throttled`
 * with `retryAfterSeconds` in `data`; a refused attempt does not lengthen the wait.
 */
export function countAttempt(attempt: Attempt, nowMs: number): void {
  const keys = keysOf(attempt);
  const waitMs = Math.max(...keys.map(({ key }) => (current(key, nowMs)?.nextMs ?? 0) - nowMs));
  if (waitMs > 0) {
    const retryAfterSeconds = Math.ceil(waitMs / 1000);
    throw new Fault(
      'throttled',
      `Too many attempts to sign in; the next one counts in ${retryAfterSeconds} s.`,
      {
        hint: 'Wait, then try again. Signing in from another address, or from a browser that was signed in before, is not held up.',
        data: { retryAfterSeconds },
      },
    );
  }
  for (const { key, free } of keys) add(key, free, nowMs);
}

/**
 * Takes a right password's attempt back: its account's count is over, and nobody else at its address waits for it.
 * Whoever owns one account gains no guesses at another by that, for each account has its own wait.
 */
export function forgiveAttempt(attempt: Attempt): void {
  const [account, address] = keysOf(attempt);
  if (account !== undefined) counts().delete(account.key);
  const count = address === undefined ? undefined : counts().get(address.key);
  if (count === undefined) return;
  count.attempts -= 1;
  count.nextMs = count.lastMs;
}

function keysOf({
  user,
  address,
  device,
}: Attempt): readonly { readonly key: string; readonly free: number }[] {
  const account = user.toLowerCase();
  const network = networkOf(address);
  if (device !== null) return [{ key: `device ${device} ${account}`, free: FREE_PER_ACCOUNT }];
  return [
    { key: `account ${network} ${account}`, free: FREE_PER_ACCOUNT },
    { key: `address ${network}`, free: FREE_PER_ADDRESS },
  ];
}

function current(key: string, nowMs: number): Count | undefined {
  const count = counts().get(key);
  if (count === undefined || nowMs - Math.max(count.lastMs, count.nextMs) <= FORGET_AFTER_MS) return count;
  counts().delete(key);
  return undefined;
}

function add(key: string, free: number, nowMs: number): void {
  const attempts = (counts().get(key)?.attempts ?? 0) + 1;
  const over = attempts - free;
  const waitMs = over < 0 ? 0 : Math.min(FIRST_WAIT_MS * 2 ** over, LONGEST_WAIT_MS);
  // Deleted first, so that the map's order is that of the last use.
  counts().delete(key);
  counts().set(key, { attempts, lastMs: nowMs, nextMs: nowMs + waitMs });
  for (const oldest of counts().keys()) {
    if (counts().size <= MAX_COUNTS) break;
    counts().delete(oldest);
  }
}
