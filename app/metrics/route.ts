/** `GET /metrics`: what Periplus measures of itself, for Prometheus. Holds no data of the mesh. */
import { metrics } from '@/lib/telemetry';

export const dynamic = 'force-dynamic';

export async function GET(): Promise<Response> {
  const { registry } = metrics();
  return new Response(await registry.metrics(), {
    headers: { 'Content-Type': registry.contentType, 'Cache-Control': 'no-store' },
  });
}
