import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AuditSink } from '@/lib/access/audit';
import { newDashboard } from '@/lib/dashboards/edit/copy';
import { newPanel } from '@/lib/dashboards/edit/new-panel';
import { requestAs, segments, useTestEnvironment } from '@/lib/http/test-requests';
import { replaceProcessWide } from '@/lib/process-wide';
import { GET, PUT } from './route';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dashboards-'));
  useTestEnvironment({ PERIPLUS_CONFIG_FOLDER: folder });
  replaceProcessWide('dashboard-folders', undefined);
  replaceProcessWide<AuditSink>('audit-sink', () => undefined);
});
afterEach(async () => {
  replaceProcessWide('dashboard-folders', undefined);
  await rm(folder, { recursive: true, force: true });
});

/** With so many texts of 90 kB. */
function dashboardOf(texts: number) {
  const own = { ...newDashboard('Large', new Set()), uid: 'large' };
  const panels = Array.from({ length: texts }, (_, at) => ({
    ...newPanel('text', at + 1, { x: 0, y: at * 3, w: 24, h: 3 }),
    content: 'x'.repeat(90_000),
  }));
  return { ...own, sections: [{ title: null, collapsed: false, repeat: null, panels }] };
}

const params = () => segments({ uid: 'large' });
const put = async (texts: number) =>
  PUT(
    await requestAs('admin', '/api/dashboards/large', {
      method: 'PUT',
      body: { dashboard: dashboardOf(texts), baseVersion: null },
    }),
    params(),
  );

it('saves what is larger than other bodies may be, and tells what there is room for', async () => {
  expect((await put(20)).status).toBe(200);
  const read = await GET(await requestAs('viewer', '/api/dashboards/large'), params());
  expect(await read.json()).toMatchObject({ limit: { bytes: 5_000_000 }, version: expect.any(String) });
});

it('says of a dashboard that is too large how large it is, what there is room for, and what to do', async () => {
  for (const texts of [56, 90]) {
    const refused = await put(texts);
    expect(refused.status).toBe(413);
    const problem = (await refused.json()) as { detail?: string; message?: string; hint?: string };
    expect(JSON.stringify(problem)).toMatch(
      /The dashboard has (more than )?\d,\d{3} kB; there is room for 5,000 kB at most\./,
    );
    expect(JSON.stringify(problem)).toContain('Split it into several, or take panels out.');
  }
});
