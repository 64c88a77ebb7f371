/**
 * `GET /readyz`: whether this server wants requests, with what is known of its sources. A source that is down does
 * not change the status: the console is there to show that, and its other parts work.
 */
import { knownStates } from '@/lib/sources/known-states';
import { isDraining } from '@/lib/telemetry/readiness';

export const dynamic = 'force-dynamic';

export function GET(): Response {
  const draining = isDraining();
  const body = { status: draining ? 'stopping' : 'ready', sources: knownStates() };
  return Response.json(body, { status: draining ? 503 : 200, headers: { 'Cache-Control': 'no-store' } });
}
