import { expect, it } from 'vitest';
import { GET as session } from '@/app/api/session/route';
import { requestAs, useTestEnvironment } from '@/lib/http/test-requests';
import { observeUpstream } from '@/lib/telemetry';
import { GET } from './route';

it('tells Prometheus of requests by route, of upstream queries, and of the process', async () => {
  useTestEnvironment();
  // Other tests of the same process ask for it too.
  const before = countIn(await (await GET()).text());
  await session(await requestAs(null, '/api/session'));
  observeUpstream('prometheus', 'source-timeout', 10);
  const response = await GET();
  const text = await response.text();
  expect(response.headers.get('Content-Type')).toContain('text/plain');
  expect(countIn(text)).toBe(before + 1);
  expect(text).toMatch(
    /periplus_upstream_query_duration_seconds_count\{source="prometheus",outcome="source-timeout"\} 1/,
  );
  for (const name of [
    'periplus_sign_ins_total',
    'periplus_writes_total',
    'nodejs_eventloop_lag_p99_seconds',
    'process_cpu_seconds_total',
  ]) {
    expect(text).toContain(`# TYPE ${name}`);
  }
});

/** Answers to the question who is signed in, as the metrics count them. */
function countIn(text: string): number {
  const counted =
    /^periplus_http_request_duration_seconds_count\{route="\/api\/session",method="GET",status="200"\} (\d+)$/m;
  return Number(counted.exec(text)?.[1] ?? 0);
}
