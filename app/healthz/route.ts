/** `GET /healthz`: this process answers. Says nothing about its sources: restarting would not mend them. */
export const dynamic = 'force-dynamic';

export function GET(): Response {
  return Response.json({ status: 'ok' }, { headers: { 'Cache-Control': 'no-store' } });
}
