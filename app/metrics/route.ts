/**
 * `GET /metrics`: what Periplus measures of itself, for Prometheus, and which objects of configuration there are in which
 * version. No traffic, no texts, no users.
 */
import { metrics } from '@/lib/telemetry';

export const dynamic = 'force-dynamic';

export async function GET(): Promise<Response> {
  const { registry } = metrics();
  return new Response(await registry.metrics(), {
    headers: { 'Content-Type': registry.contentType, 'Cache-Control': 'no-store' },
  });
}
