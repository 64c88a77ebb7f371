/** The kinds of values that settings have: text in, typed value out, or what is wrong with it. */
import { isIP } from 'node:net';
import { z } from 'zod';

export const flag = z
  .string()
  .regex(/^(true|false)$/, 'is neither true nor false')
  .transform((text) => text === 'true');

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A duration as Prometheus and Kubernetes write it (`500ms`, `15s`, `1h30m`), in milliseconds within the limits. */
export function duration(limits: { leastMs: number; mostMs: number }): z.ZodType<number, string> {
  return z.string().transform((text, context) => {
    const ms = parseDurationMs(text);
    if (ms !== null && ms >= limits.leastMs && ms <= limits.mostMs) return ms;
    context.addIssue({
      code: 'custom',
      message: ms === null ? 'is no duration' : 'is outside the limits',
    });
    return z.NEVER;
  });
}

/** Milliseconds, or null for what is no duration. */
export function parseDurationMs(text: string): number | null {
  if (!/^(\d{1,9}(\.\d{1,3})?(ms|s|m|h|d))+$/.test(text)) return null;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)) {
    total += Number(amount) * (UNIT_MS[unit ?? ''] ?? Number.NaN);
  }
  return total;
}

/** An address to call, with a path prefix where the server has one. Credentials and parameters have their own settings. */
export const sourceUrl = z.string().transform((text, context) => {
  const message = whyNoSourceUrl(text);
  if (message === null) return new URL(text);
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

function whyNoSourceUrl(text: string): string | null {
  if (!URL.canParse(text)) return 'is no URL';
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'is not http or https';
  if (url.username !== '' || url.password !== '')
    return 'holds a user or password, which have their own settings';
  if (url.search !== '' || url.hash !== '') return 'holds parameters or a fragment; use _QUERY_PARAMETERS';
  return null;
}

/** The address under which browsers reach Periplus: an origin, and a path of plain characters where it is mounted at one. */
export const publicUrl = sourceUrl.refine(
  ({ pathname }) => /^(\/[A-Za-z0-9._~-]+)*\/?$/.test(pathname) && !/^\/(api|_next)(\/|$)/.test(pathname),
  'has a path that cannot be served: letters, digits and . _ ~ - between single slashes, and not below /api or /_next',
);

/** A JSON object of strings: extra headers, extra query parameters. */
export function stringRecord(
  nameOf: RegExp,
  what: string,
): z.ZodType<Readonly<Record<string, string>>, string> {
  return z.string().transform((text, context) => {
    const parsed = z.record(z.string().regex(nameOf), z.string()).safeParse(parseJson(text));
    const values = parsed.success ? Object.values(parsed.data) : [];
    // Node refuses such header values only when the request is made; say it at the start.
    if (parsed.success && values.every((value) => !/[\r\n\0]/.test(value))) return parsed.data;
    context.addIssue({ code: 'custom', message: `is no JSON object of ${what}` });
    return z.NEVER;
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** One label matcher of PromQL. */
export interface LabelMatcher {
  readonly name: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

/** Matchers as PromQL writes them between braces: `cluster="a", tenant!="b"`. */
export const labelMatchers = z.string().transform((text, context): readonly LabelMatcher[] => {
  const matchers = parseLabelMatchers(text);
  if (matchers !== null) return matchers;
  context.addIssue({ code: 'custom', message: 'is no list of label matchers' });
  return z.NEVER;
});

const MATCHER = /\s*([a-zA-Z_][a-zA-Z0-9_]*)\s*(=~|!~|!=|=)\s*("(?:[^"\\\n]|\\["\\ntr])*")\s*(?:,|$)/y;

function parseLabelMatchers(text: string): readonly LabelMatcher[] | null {
  const matchers: LabelMatcher[] = [];
  MATCHER.lastIndex = 0;
  while (MATCHER.lastIndex < text.length) {
    const match = MATCHER.exec(text);
    const [, name, operator, quoted] = match ?? [];
    if (name === undefined || operator === undefined || quoted === undefined) return null;
    matchers.push({
      name,
      operator: operator as LabelMatcher['operator'],
      value: String(JSON.parse(quoted)),
    });
  }
  return matchers;
}

/** Addresses and CIDR ranges, separated by commas. */
export const addressRanges = z.string().transform((text, context): readonly string[] => {
  const ranges = text.split(',').map((part) => part.trim());
  if (ranges.every(isAddressRange)) return ranges;
  context.addIssue({ code: 'custom', message: 'is no list of addresses' });
  return z.NEVER;
});

function isAddressRange(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  if (bits === -1 || rest.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits);
}

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;

export const port = z
  .string()
  .regex(/^\d{1,5}$/, 'is no port')
  .transform(Number)
  .refine((value) => value >= 1 && value <= 65_535, 'is no port');

export const nonEmpty = z.string().min(1);

/** A token, user or password: one line that a header can carry. */
export const credential = z
  .string()
  .regex(/^[\x20-\x7e]+$/, 'holds line breaks or characters that a header cannot carry');

export const filePath = z.string().regex(/^[^\0]+$/, 'is no path');

/** Short name of this Periplus among several: part of the cookie's name and of the page title. */
export const instanceName = z.string().regex(/^[a-z0-9]([-a-z0-9]{0,30}[a-z0-9])?$/, 'is no short name');

/** Enough for 256 bits; the well-known placeholders are shorter or repeat themselves. */
const sessionSecret = z
  .string()
  .min(32, 'is shorter than 32 characters')
  .refine((text) => new Set(text).size >= 10, 'repeats itself, so it can be guessed');

/** One secret a line: the first seals, all open. */
export const sessionSecrets = z
  .string()
  .transform((text) =>
    text
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  )
  .pipe(z.array(sessionSecret).min(1, 'is empty').max(8, 'holds more than eight lines'));

/** `lib/access/password.ts` writes and reads this form. */
export const passwordHash = z
  .string()
  .regex(/^scrypt\$\d+\$\d+\$\d+\$[\w-]{16,}\$[\w-]{40,}$/, 'is no password hash');

/** Characters of a password at least: `npm run hash-password` asks for as many. */
export const LEAST_PASSWORD = 12;

/** A password as somebody types it, in one line. */
export const plainPassword = z
  .string()
  .min(LEAST_PASSWORD, `is shorter than ${LEAST_PASSWORD} characters`)
  .regex(/^[^\r\n\0]*$/, 'is more than one line');
