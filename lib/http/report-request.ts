/** After each API request: its duration for /metrics, and a log line where something went wrong. */
import 'server-only';
import { log, metrics } from '@/lib/telemetry';

interface RequestReport {
  readonly request: Request;
  /** The path's parameters, so that the route can be told from the path. */
  readonly parameters: unknown;
  readonly requestId: string;
  readonly status: number;
  readonly seconds: number;
  /** null = answered. */
  readonly error: unknown;
}

export function reportRequest({
  request,
  parameters,
  requestId,
  status,
  seconds,
  error,
}: RequestReport): void {
  const route = routeOf(new URL(request.url).pathname, parameters);
  const { method } = request;
  metrics().httpRequests.observe({ route, method, status: String(status) }, seconds);
  if (error === null) {
    log().debug({ requestId, route, method, status, seconds }, 'answered');
    return;
  }
  if (status === 500) {
    metrics().requestErrors.inc({ kind: 'api' });
    log().error({ requestId, route, method, status, seconds, err: error }, 'failed');
    return;
  }
  const message = error instanceof Error ? error.message : String(error);
  log()[status > 500 ? 'warn' : 'info'](
    { requestId, route, method, status, seconds, reason: message },
    'refused',
  );
}

/**
 * The route's pattern, `/api/traces/[traceId]`, from a path and its parameters: what Next matched is fixed,
 * so the number of different values stays that of the routes.
 */
export function routeOf(path: string, parameters: unknown): string {
  const names = new Map<string, string>();
  if (typeof parameters === 'object' && parameters !== null) {
    for (const [name, value] of Object.entries(parameters)) {
      const label = Array.isArray(value) ? `[...${name}]` : `[${name}]`;
      for (const segment of [value].flat()) names.set(encodeURIComponent(String(segment)), label);
    }
  }
  const segments = path.split('/').map((segment) => names.get(canonical(segment)) ?? segment);
  // The segments of a catch-all are one.
  return segments
    .filter((segment, index) => segment !== segments[index - 1] || !segment.startsWith('[...'))
    .join('/');
}

function canonical(segment: string): string {
  try {
    return encodeURIComponent(decodeURIComponent(segment));
  } catch {
    return segment;
  }
}
