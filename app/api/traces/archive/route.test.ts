import { beforeEach, describe, expect, it } from 'vitest';
import type { AuditSink } from '@/lib/access/audit';
import { requestAs, useTestEnvironment } from '@/lib/http/test-requests';
import { Fault } from '@/lib/mesh/fault';
import { replaceProcessWide } from '@/lib/process-wide';
import { GET, POST } from './route';

const ID = '00000000000000ab';
let kept: string[];
let auditLines: string[];

beforeEach(() => {
  useTestEnvironment();
  kept = [];
  auditLines = [];
  replaceProcessWide<AuditSink>('audit-sink', (line) => void auditLines.push(line));
  replaceProcessWide('sources', {
    traces: {
      archive: async (traceId: string) => {
        if (traceId !== ID) throw new Fault('not-found', 'Jaeger has no such trace.', { source: 'jaeger' });
        kept.push(traceId);
      },
    },
  });
});

const asking = (role: 'admin' | 'viewer', traceId: string) =>
  requestAs(role, '/api/traces/archive', { method: 'POST', body: { traceId } });

describe('/api/traces/archive', () => {
  it('keeps a trace for an admin, between two lines of the audit log', async () => {
    const response = await POST(await asking('admin', 'AB'));
    expect([response.status, await response.json()]).toEqual([200, { traceId: ID }]);
    expect(kept).toEqual([ID]);
    expect(auditLines.map((line) => JSON.parse(line))).toMatchObject([
      { action: 'write', outcome: 'requested', user: 'admin', path: '/api/traces/archive' },
      { action: 'write', outcome: 'done', trace: 'AB' },
    ]);
  });

  it('keeps nothing for a viewer, where writes are refused, and from another site', async () => {
    expect((await POST(await asking('viewer', ID))).status).toBe(403);
    const elsewhere = await asking('admin', ID);
    elsewhere.headers.set('Origin', 'https://elsewhere.example');
    expect((await POST(elsewhere)).status).toBe(403);
    useTestEnvironment({ PERIPLUS_READ_ONLY: 'true' });
    expect((await POST(await asking('admin', ID))).status).toBe(403);
    expect(kept).toEqual([]);
  });

  it.each([
    ['no trace id', 'no-id', 400],
    ['a trace that Jaeger does not have', '00000000000000ff', 404],
  ])('says so of %s, in the audit log too', async (_, traceId, status) => {
    expect((await POST(await asking('admin', traceId))).status).toBe(status);
    expect(JSON.parse(auditLines.at(-1) ?? '{}')).toMatchObject({ outcome: 'refused', trace: traceId });
  });

  it('tells whether it is switched on, and keeps nothing where it is not', async () => {
    const told = async () => (await GET(await requestAs('viewer', '/api/traces/archive'))).json();
    expect(await told()).toEqual({ archives: true });
    replaceProcessWide('sources', { traces: {} });
    expect(await told()).toEqual({ archives: false });
    const response = await POST(await asking('admin', ID));
    expect([response.status, await response.json()]).toMatchObject([
      404,
      { hint: expect.stringContaining('PERIPLUS_JAEGER_ARCHIVE') },
    ]);
  });
});
