/**
 * How many requests may end with which codes. The model is Kiali's (kiali:business/health_calculator.go): each tolerance
 * is judged by itself, for each direction and protocol, and the worst decides.
 */

import { FAULT_INJECTED, hasFlag } from '@/lib/mesh/response-flags';
import type { RequestEnd } from '@/lib/metrics/outcome';
import type { CodeRate, RequestTraffic } from '@/lib/metrics/traffic';
import { type Finding, levelOf, percent } from './finding';
import { DEFAULT_THRESHOLDS, type Threshold } from './thresholds';

export type Direction = 'inbound' | 'outbound';
export type RequestProtocol = 'http' | 'grpc';

export interface Tolerance {
  /** The codes as they were written, e.g. `5XX`. */
  readonly code: string;
  /** As words after "12 % of requests ". */
  readonly words: string;
  /** Shares of requests, 0..1; 0 = from the first one on, null = never. */
  readonly degradedFrom: number | null;
  readonly failingFrom: number | null;
  /** `code` as Kiali writes it: see `codeOf`. */
  coversCode(code: string): boolean;
  coversProtocol(protocol: RequestProtocol): boolean;
  /** `main` = what arrives, or what is sent by things that receive nothing. */
  readonly directions: 'main' | { covers(direction: Direction): boolean };
}

const anyProtocol = () => true;
const isNoResponse = (code: string) => code === '-';

/**
 * Kiali's, with two differences: 4xx and 5xx count for gRPC as well, where HTTP itself failed; and failures of others
 * that something calls are theirs.
 */
export const DEFAULT_TOLERANCES: readonly Tolerance[] = [
  builtIn('5XX', 'fail: 5xx', DEFAULT_THRESHOLDS.errors, isHttpClass('5'), anyProtocol),
  builtIn('-', 'fail: no response', DEFAULT_THRESHOLDS.errors, isNoResponse, anyProtocol),
  builtIn('^[1-9]$|^1[0-6]$', 'fail: gRPC errors', DEFAULT_THRESHOLDS.errors, isGrpcError, isGrpc),
  builtIn('4XX', 'are answered with 4xx', DEFAULT_THRESHOLDS.clientErrors, isHttpClass('4'), anyProtocol),
];

function builtIn(
  code: string,
  words: string,
  { degradedFrom, failingFrom }: Threshold,
  coversCode: Tolerance['coversCode'],
  coversProtocol: Tolerance['coversProtocol'],
): Tolerance {
  return { code, words, degradedFrom, failingFrom, coversCode, coversProtocol, directions: 'main' };
}

function isHttpClass(digit: string): (code: string) => boolean {
  return (code) => code.length === 3 && code.startsWith(digit);
}

function isGrpcError(code: string): boolean {
  return code.length <= 2 && Number(code) >= 1 && Number(code) <= 16;
}

function isGrpc(protocol: RequestProtocol): boolean {
  return protocol === 'grpc';
}

/** gRPC's status, unless HTTP itself failed; `-` is no response. */
export function codeOf({ code, grpcStatus }: Pick<RequestEnd, 'code' | 'grpcStatus'>): string {
  if (code === '0' || code === '' || code === '-') return '-';
  const httpFailed = code.length === 3 && (code.startsWith('4') || code.startsWith('5'));
  return grpcStatus !== null && !httpFailed ? grpcStatus : code;
}

/** Requests by how they ended, told apart by protocol. Injected failures are somebody's intention: left out of both. */
interface Counted {
  readonly protocol: RequestProtocol;
  readonly total: number;
  readonly codes: readonly CodeRate[];
}

function countedByProtocol({ codes }: RequestTraffic): readonly Counted[] {
  const real = codes.some(({ flags }) => hasFlag(flags, FAULT_INJECTED))
    ? codes.filter(({ flags }) => !hasFlag(flags, FAULT_INJECTED))
    : codes;
  const grpc = real.filter(({ grpcStatus }) => grpcStatus !== null);
  const http = grpc.length === 0 ? real : real.filter(({ grpcStatus }) => grpcStatus === null);
  // A stream that ended without an answer has no gRPC status. Where nothing spoke HTTP with success it was one of gRPC's:
  // by itself, all of its requests would have failed.
  if (grpc.length > 0 && http.every(failedBeforeStatus)) {
    const total = totalOf(real);
    return total > 0 ? [{ protocol: 'grpc', total, codes: real }] : [];
  }
  const counted: Counted[] = [];
  if (http.length > 0) counted.push({ protocol: 'http', total: totalOf(http), codes: http });
  if (grpc.length > 0) counted.push({ protocol: 'grpc', total: totalOf(grpc), codes: grpc });
  return counted.filter(({ total }) => total > 0);
}

function failedBeforeStatus(rate: CodeRate): boolean {
  const code = codeOf(rate);
  return code === '-' || isHttpClass('4')(code) || isHttpClass('5')(code);
}

function totalOf(codes: readonly CodeRate[]): number {
  let total = 0;
  for (const { ratePerSecond } of codes) total += ratePerSecond;
  return total;
}

export interface ByDirection {
  readonly main: readonly Tolerance[];
  readonly inbound: readonly Tolerance[];
  readonly outbound: readonly Tolerance[];
}

const split = new WeakMap<readonly Tolerance[], ByDirection>();

/** The tolerances that judge each direction; a mesh has few lists of them, and thousands of edges to judge. */
export function byDirection(tolerances: readonly Tolerance[]): ByDirection {
  const known = split.get(tolerances);
  if (known !== undefined) return known;
  const covering = (direction: Direction) =>
    tolerances.filter(({ directions }) => directions !== 'main' && directions.covers(direction));
  const made = {
    main: tolerances.filter(({ directions }) => directions === 'main'),
    inbound: covering('inbound'),
    outbound: covering('outbound'),
  };
  split.set(tolerances, made);
  return made;
}

const byDefault = byDirection(DEFAULT_TOLERANCES);
const NOTHING: Finding[] = [];

/** Almost everything goes well, and the defaults look for nothing else than these. */
function hasNoFailure({ errorsPerSecond, clientErrorsPerSecond }: RequestTraffic): boolean {
  return errorsPerSecond === 0 && clientErrorsPerSecond === 0;
}

/** What the tolerances find in requests of one direction. */
export function judgeRequests(requests: RequestTraffic, tolerances: readonly Tolerance[]): Finding[] {
  if (tolerances.length === 0 || (tolerances === byDefault.main && hasNoFailure(requests))) return NOTHING;
  const counted = countedByProtocol(requests);
  const findings: Finding[] = [];
  for (const tolerance of tolerances) {
    for (const part of counted) {
      const found = judgeOne(tolerance, part, counted.length > 1);
      if (found !== null) findings.push(found);
    }
  }
  return findings;
}

function judgeOne(tolerance: Tolerance, part: Counted, isMixed: boolean): Finding | null {
  if (!tolerance.coversProtocol(part.protocol)) return null;
  let rate = 0;
  for (const code of part.codes) if (tolerance.coversCode(codeOf(code))) rate += code.ratePerSecond;
  const share = rate / part.total;
  const { degradedFrom, failingFrom } = tolerance;
  const level = levelOf(share, degradedFrom, failingFrom);
  if (level === null) return null;
  const from = (level === 'failing' ? failingFrom : degradedFrom) ?? 0;
  const limit = from === 0 ? 'the first failure on' : percent(from);
  const what = isMixed ? (part.protocol === 'grpc' ? 'gRPC requests' : 'HTTP requests') : 'requests';
  return {
    level,
    reason: `${percent(share)} of ${what} ${tolerance.words} (${level} from ${limit})`,
    figure: { measure: 'failedShare', of: tolerance.code, value: share, degradedFrom, failingFrom },
  };
}
