/**
 * The requests that were asked in this tab, newest first, with what was answered. They live as long as the tab, of each
 * user by himself: headers may hold what should not be kept longer.
 */
import type { Verdict } from '@/lib/config/simulation/contract';
import { EMPTY_FORM, type Pair, type RequestForm } from './request-form-state';

export interface RecentRequest {
  readonly form: RequestForm;
  /** Texts that are not saved stood in for what is stored. */
  readonly isUnsaved: boolean;
  readonly tone: Verdict['tone'];
  readonly sentence: string;
  /** Unix milliseconds of the last answer. */
  readonly askedAtMs: number;
  /** Asked more than once, so it was not merely passed while somebody typed. */
  readonly isKept?: boolean;
}

const KEY = 'periplus.config.recent-requests.';
const KEPT_AT_MOST = 50;
/** An answer that stood for less was passed on the way, while somebody typed. */
const PASSED_MS = 4000;

const changed = new EventTarget();

/** What is shown of them: the same list for as long as nothing changed. */
const known = new Map<
  string,
  { readonly written: string | null; readonly requests: readonly RecentRequest[] }
>();
const NONE: readonly RecentRequest[] = [];

export function recentRequests(user: string): readonly RecentRequest[] {
  let written: string | null = null;
  try {
    written = window.sessionStorage.getItem(KEY + user);
  } catch {
    return NONE;
  }
  const last = known.get(user);
  if (last !== undefined && last.written === written) return last.requests;
  const requests = readRequests(written);
  known.set(user, { written, requests });
  return requests;
}

/** Puts a request that was answered on top; the same one is not kept twice. */
export function rememberRequest(user: string, request: RecentRequest): void {
  write(user, withRequest(recentRequests(user), request));
}

export function forgetRequests(user: string): void {
  write(user, NONE);
}

/** Calls back when they change; returns how to end that. */
export function watchRequests(tell: () => void): () => void {
  changed.addEventListener('change', tell);
  return () => changed.removeEventListener('change', tell);
}

export function isSameRequest(a: Pick<RecentRequest, 'form' | 'isUnsaved'>, b: typeof a): boolean {
  return requestKey(a) === requestKey(b);
}

/** Identifies a request in a list. A row without a name is not part of it yet. */
export function requestKey({ form, isUnsaved }: Pick<RecentRequest, 'form' | 'isUnsaved'>): string {
  const named = ({ name }: Pair) => name.trim() !== '';
  const own = { ...form, headers: form.headers.filter(named), query: form.query.filter(named) };
  const fields = Object.keys(EMPTY_FORM) as (keyof RequestForm)[];
  return JSON.stringify([isUnsaved, fields.map((field) => own[field])]);
}

export function withRequest(
  requests: readonly RecentRequest[],
  request: RecentRequest,
): readonly RecentRequest[] {
  const [newest, ...older] = requests;
  const isQuick = newest !== undefined && request.askedAtMs - newest.askedAtMs < PASSED_MS;
  const before = requests.find((one) => isSameRequest(one, request));
  const isKept = before !== undefined && (before !== newest || !isQuick || before.isKept === true);
  const wasPassed = isQuick && newest.isKept !== true;
  const others = (wasPassed ? older : requests).filter((one) => one !== before);
  return [{ ...request, isKept }, ...others].slice(0, KEPT_AT_MOST);
}

function write(user: string, requests: readonly RecentRequest[]): void {
  try {
    window.sessionStorage.setItem(KEY + user, JSON.stringify(requests));
  } catch {
    // Storage is full or forbidden: there is no list then.
  }
  changed.dispatchEvent(new Event('change'));
}

function readRequests(written: string | null): readonly RecentRequest[] {
  try {
    const values: unknown = JSON.parse(written ?? '[]');
    return Array.isArray(values) ? values.filter(isRequest) : NONE;
  } catch {
    return NONE;
  }
}

/** What an older version of this page wrote is dropped rather than drawn. */
function isRequest(value: unknown): value is RecentRequest {
  if (typeof value !== 'object' || value === null) return false;
  const { form, sentence, askedAtMs } = value as Partial<Record<keyof RecentRequest, unknown>>;
  const isForm =
    typeof form === 'object' && form !== null && Object.keys(EMPTY_FORM).every((field) => field in form);
  return isForm && typeof sentence === 'string' && typeof askedAtMs === 'number';
}
