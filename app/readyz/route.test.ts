import { beforeEach, describe, expect, it } from 'vitest';
import { GET as healthz } from '@/app/healthz/route';
import { useTestEnvironment } from '@/lib/http/test-requests';
import { replaceProcessWide } from '@/lib/process-wide';
import { observeUpstream } from '@/lib/telemetry';
import { startDraining } from '@/lib/telemetry/readiness';
import { GET } from './route';

beforeEach(() => {
  useTestEnvironment({ PERIPLUS_JAEGER_URL: 'http://127.0.0.1:1' });
  replaceProcessWide('readiness', undefined);
  replaceProcessWide('upstream-calls', undefined);
});

describe('readyz', () => {
  it('is ready with a source down, and lists each without the reason, which names addresses', async () => {
    observeUpstream('prometheus', 'source-unreachable', 0.1, 'Prometheus at http://10.0.0.9 refused.');
    const response = GET();
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      status: 'ready',
      sources: { prometheus: 'down', jaeger: 'unknown' },
    });
  });

  it('wants no more requests once the server is stopping, while it still lives', async () => {
    startDraining();
    expect(GET().status).toBe(503);
    expect(healthz().status).toBe(200);
  });
});
