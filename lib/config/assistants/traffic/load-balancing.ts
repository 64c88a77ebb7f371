/** How requests are spread over pods: `loadBalancer` in a form. */
import { z } from 'zod';
import { type Fields, fieldsAt, optionalFieldsAt, textAt } from '@/lib/config/simulation/read/fields';

export interface BalancerOption {
  readonly value: BalanceState['kind'];
  readonly label: string;
  /** What its name is of, where it has one. */
  readonly names?: string;
}

export const balanceSchema = z.object({
  kind: z.enum([
    'default',
    'LEAST_REQUEST',
    'ROUND_ROBIN',
    'RANDOM',
    'PASSTHROUGH',
    'header',
    'cookie',
    'query',
    'address',
    'other',
  ]),
  /** Of the header, cookie or parameter. */
  name: z.string(),
  /** Life of the cookie that the proxy sets. */
  ttl: z.string(),
});
export type BalanceState = z.infer<typeof balanceSchema>;

export const BALANCERS: readonly BalancerOption[] = [
  { value: 'default', label: 'As the mesh does (fewest requests)' },
  { value: 'LEAST_REQUEST', label: 'Fewest requests under way' },
  { value: 'ROUND_ROBIN', label: 'In turn' },
  { value: 'RANDOM', label: 'At random' },
  { value: 'PASSTHROUGH', label: 'The address that was called' },
  { value: 'header', label: 'The same pod for the same header', names: 'header' },
  { value: 'cookie', label: 'The same pod for the same cookie', names: 'cookie' },
  { value: 'query', label: 'The same pod for the same query parameter', names: 'parameter' },
  { value: 'address', label: 'The same pod for the same caller’s address' },
];

const SIMPLE: readonly string[] = ['LEAST_REQUEST', 'ROUND_ROBIN', 'RANDOM', 'PASSTHROUGH'];

export function balanceOf(balancer: Fields): BalanceState {
  const simple = textAt(balancer, 'simple');
  const hash = optionalFieldsAt(balancer, 'consistentHash');
  if (hash !== null) return hashOf(hash);
  if (simple === null || simple === 'UNSPECIFIED') return { kind: 'default', name: '', ttl: '' };
  const kind = SIMPLE.includes(simple) ? (simple as BalanceState['kind']) : 'other';
  return { kind, name: kind === 'other' ? simple : '', ttl: '' };
}

function hashOf(hash: Fields): BalanceState {
  const header = textAt(hash, 'httpHeaderName');
  if (header !== null) return { kind: 'header', name: header, ttl: '' };
  const query = textAt(hash, 'httpQueryParameterName');
  if (query !== null) return { kind: 'query', name: query, ttl: '' };
  const cookie = optionalFieldsAt(hash, 'httpCookie');
  if (cookie !== null) {
    return { kind: 'cookie', name: textAt(cookie, 'name') ?? '', ttl: textAt(cookie, 'ttl') ?? '' };
  }
  return { kind: hash.useSourceIp === true ? 'address' : 'other', name: '', ttl: '' };
}

const HASHED = ['httpHeaderName', 'httpQueryParameterName', 'httpCookie', 'useSourceIp'];

/** `before` keeps what the form does not show: locality, warm-up, the kind of hash table. */
export function balanceValue(state: BalanceState, before: Fields): Fields | undefined {
  const now = balanceOf(before);
  if (JSON.stringify(now) === JSON.stringify(state))
    return Object.keys(before).length === 0 ? undefined : before;
  const { simple: _, consistentHash: hash, ...rest } = before;
  if (state.kind === 'default') return Object.keys(rest).length === 0 ? undefined : rest;
  if (SIMPLE.includes(state.kind)) return { simple: state.kind, ...rest };
  const table = Object.entries(fieldsAt({ hash }, 'hash')).filter(([name]) => !HASHED.includes(name));
  return {
    ...rest,
    consistentHash: { ...hashValue(state, fieldsAt({ hash }, 'hash')), ...Object.fromEntries(table) },
  };
}

function hashValue({ kind, name, ttl }: BalanceState, before: Fields): Fields {
  if (kind === 'header') return { httpHeaderName: name };
  if (kind === 'query') return { httpQueryParameterName: name };
  if (kind === 'address') return { useSourceIp: true };
  const cookie = fieldsAt(before, 'httpCookie');
  return { httpCookie: { ...cookie, name, ttl: ttl || undefined } };
}

export function balanceWords({ kind, name }: BalanceState): string {
  if (kind === 'default')
    return 'Requests are spread as the mesh does by default, to pods with fewer under way.';
  if (kind === 'other') return 'Load balancing stays as it is written.';
  if (SIMPLE.includes(kind)) {
    return `Requests are spread so: ${BALANCERS.find(({ value }) => value === kind)?.label.toLowerCase()}.`;
  }
  const what = kind === 'address' ? 'address' : `${kind === 'query' ? 'query parameter' : kind} ${name}`;
  return `Requests with the same ${what} go to the same pod, as long as it is there.`;
}
