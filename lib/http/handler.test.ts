import { beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { AuditSink } from '@/lib/access/audit';
import { Fault } from '@/lib/mesh/fault';
import { replaceProcessWide } from '@/lib/process-wide';
import { handler } from './handler';
import { requestAs, segments, useTestEnvironment } from './test-requests';

let auditLines: string[];

beforeEach(() => {
  useTestEnvironment();
  auditLines = [];
  replaceProcessWide<AuditSink>('audit-sink', (line) => auditLines.push(line));
});

const hello = handler({ summary: 'For a test.', role: 'viewer', load: () => ({ hello: 'world' }) });

describe('guarding', () => {
  it('answers a signed-in viewer', async () => {
    const response = await hello(await requestAs('viewer', '/api/x'));
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ hello: 'world' });
  });

  it('refuses whoever is not signed in, without running the route', async () => {
    const load = vi.fn(() => ({}));
    const response = await handler({ summary: 'For a test.', role: 'viewer', load })(
      await requestAs(null, '/api/x'),
    );
    expect(response.status).toBe(401);
    expect(load).not.toHaveBeenCalled();
  });

  it('refuses a viewer where an admin is needed', async () => {
    const admin = handler({ summary: 'For a test.', role: 'admin', load: () => ({}) });
    expect((await admin(await requestAs('viewer', '/api/x', { method: 'PUT' }))).status).toBe(403);
    expect((await admin(await requestAs('admin', '/api/x', { method: 'PUT' }))).status).toBe(200);
  });

  it('refuses a Host that is not ours with 421, as a rebinding page would send it', async () => {
    for (const host of [
      'evil.example',
      'localhost.evil.example:20001',
      '10.0.0.7:20001',
      '',
      '127.0.0.1.nip.io',
    ]) {
      const response = await hello(await requestAs('viewer', '/api/x', { headers: { Host: host } }));
      expect([host, response.status]).toEqual([host, 421]);
    }
  });

  it('refuses reads that another page makes', async () => {
    for (const site of ['cross-site', 'same-site']) {
      const response = await hello(
        await requestAs('viewer', '/api/x', { headers: { 'Sec-Fetch-Site': site } }),
      );
      expect([site, response.status]).toEqual([site, 403]);
    }
  });

  it('refuses writes without the exact own Origin, or without the token', async () => {
    const write = handler({ summary: 'For a test.', role: 'admin', load: () => ({}) });
    const wrong: Record<string, string | null>[] = [
      { Origin: null },
      { Origin: 'null' },
      { Origin: 'http://localhost:20002' },
      { Origin: 'http://localhost' },
      { Origin: 'http://localhost:20001.evil.example' },
      { 'Sec-Fetch-Site': 'same-site' },
      { 'Sec-Fetch-Site': 'none' },
      { 'X-Periplus-Token': null },
      { 'X-Periplus-Token': 'x'.repeat(43) },
    ];
    for (const headers of wrong) {
      const response = await write(await requestAs('admin', '/api/x', { method: 'PUT', headers }));
      expect([headers, response.status]).toEqual([headers, 403]);
    }
  });

  it('refuses a token that belongs to another session', async () => {
    const write = handler({ summary: 'For a test.', role: 'admin', load: () => ({}) });
    const other = (await requestAs('admin', '/')).headers.get('X-Periplus-Token');
    const request = await requestAs('admin', '/api/x', {
      method: 'PUT',
      headers: { 'X-Periplus-Token': other },
    });
    expect((await write(request)).status).toBe(403);
  });

  it('refuses every write while read-only, whoever asks', async () => {
    useTestEnvironment({ PERIPLUS_READ_ONLY: 'true' });
    const load = vi.fn(() => ({}));
    const response = await handler({ summary: 'For a test.', role: 'admin', load })(
      await requestAs('admin', '/api/x', { method: 'PUT' }),
    );
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: 'read-only' });
    expect(load).not.toHaveBeenCalled();
  });
});

describe('parsing', () => {
  const route = handler({
    summary: 'For a test.',
    role: 'viewer',
    query: z.object({ limit: z.coerce.number().int().max(10) }),
    params: z.object({ name: z.string().min(2) }),
    load: ({ query, params }) => ({ query, params }),
  });

  it('hands typed query and path parameters to the route', async () => {
    const response = await route(await requestAs('viewer', '/api/x/ab?limit=3'), segments({ name: 'ab' }));
    expect(await response.json()).toEqual({ query: { limit: 3 }, params: { name: 'ab' } });
  });

  it('names the field that is wrong', async () => {
    const response = await route(await requestAs('viewer', '/api/x/ab?limit=99'), segments({ name: 'ab' }));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'bad-request', issues: [{ path: ['limit'] }] });
  });

  it('refuses a parameter that is given twice', async () => {
    const response = await route(
      await requestAs('viewer', '/api/x/ab?limit=1&limit=2'),
      segments({ name: 'ab' }),
    );
    expect(response.status).toBe(400);
  });
});

describe('answering', () => {
  it('lets nobody store, sniff or frame an answer', async () => {
    const { headers } = await hello(await requestAs('viewer', '/api/x'));
    expect(headers.get('Cache-Control')).toBe('no-store');
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    expect(headers.get('Access-Control-Allow-Origin')).toBeNull();
  });

  it('passes a fault on with its hint, issues and status', async () => {
    const route = handler({
      summary: 'For a test.',
      role: 'viewer',
      load: () => {
        throw new Fault('source-timeout', 'Prometheus did not answer.', {
          source: 'prometheus',
          hint: 'Look.',
        });
      },
    });
    const response = await route(await requestAs('viewer', '/api/x'));
    expect(response.status).toBe(504);
    expect(await response.json()).toEqual({
      code: 'source-timeout',
      message: 'Prometheus did not answer.',
      hint: 'Look.',
      source: 'prometheus',
      requestId: response.headers.get('X-Request-Id'),
    });
  });

  it('tells nothing of a defect but its request id', async () => {
    const route = handler({
      summary: 'For a test.',
      role: 'viewer',
      load: () => {
        throw new TypeError('secret detail of line 12');
      },
    });
    const response = await route(await requestAs('viewer', '/api/x'));
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).not.toContain('secret detail');
    expect(text).toContain(response.headers.get('X-Request-Id'));
  });

  it('drops what the contract does not name', async () => {
    const route = handler({
      summary: 'For a test.',
      role: 'viewer',
      answer: z.object({ shown: z.number() }),
      load: () => ({ shown: 1, hidden: 2 }),
    });
    expect(await (await route(await requestAs('viewer', '/api/x'))).json()).toEqual({ shown: 1 });
  });

  it('passes the abort of the request on to the route', async () => {
    const controller = new AbortController();
    const request = new Request(await requestAs('viewer', '/api/x'), { signal: controller.signal });
    const route = handler({
      summary: 'For a test.',
      role: 'viewer',
      load: ({ signal }) =>
        new Promise<object>((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
          controller.abort();
        }),
    });
    expect((await route(request)).status).toBe(499);
  });
});

describe('auditing writes', () => {
  it('writes a line before and after, with what the route knows', async () => {
    const route = handler({
      summary: 'For a test.',
      role: 'admin',
      load: ({ describeWrite }) => {
        expect(auditLines).toHaveLength(1);
        describeWrite({ object: 'VirtualService shop/reviews' });
        return {};
      },
    });
    await route(await requestAs('admin', '/api/x', { method: 'PUT' }));
    expect(auditLines.map((line) => JSON.parse(line))).toMatchObject([
      { audit: true, action: 'write', outcome: 'requested', user: 'admin', method: 'PUT', path: '/api/x' },
      { audit: true, action: 'write', outcome: 'done', object: 'VirtualService shop/reviews' },
    ]);
  });

  it('refuses the write when the line cannot be written', async () => {
    replaceProcessWide<AuditSink>('audit-sink', () => {
      throw new Error('ENOSPC');
    });
    const load = vi.fn(() => ({}));
    const response = await handler({ summary: 'For a test.', role: 'admin', load })(
      await requestAs('admin', '/api/x', { method: 'PUT' }),
    );
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({
      code: 'internal',
      message: expect.stringContaining('audit log'),
    });
    expect(load).not.toHaveBeenCalled();
  });

  it('tells of a request that was refused, and by whom it was sent', async () => {
    const route = handler({ summary: 'For a test.', role: 'admin', load: () => ({}) });
    await route(await requestAs('viewer', '/api/x', { method: 'PUT' }));
    await route(await requestAs(null, '/api/x', { headers: { Host: 'evil.example' } }));
    await route(await requestAs(null, '/api/x'));
    expect(auditLines.map((line) => JSON.parse(line))).toMatchObject([
      {
        action: 'request',
        outcome: 'refused',
        user: 'viewer',
        method: 'PUT',
        path: '/api/x',
        reason: 'forbidden',
      },
      { action: 'request', outcome: 'refused', user: null, reason: 'forbidden' },
    ]);
    expect(auditLines).toHaveLength(2);
  });

  it('keeps a forged line break inside its own line', async () => {
    const route = handler({
      summary: 'For a test.',
      role: 'admin',
      load: ({ describeWrite }) => {
        describeWrite({ object: 'a\n{"audit":true,"user":"forged"}' });
        return {};
      },
    });
    await route(await requestAs('admin', '/api/x', { method: 'PUT' }));
    expect(auditLines).toHaveLength(2);
    expect(auditLines[1]?.trimEnd().split('\n')).toHaveLength(1);
  });
});
