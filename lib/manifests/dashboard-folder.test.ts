import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeDashboardStore, sampleDashboard } from '@/lib/dashboards/library/fixtures/store-contract';
import { dashboardList, loadDashboard, saveDashboard } from '@/lib/dashboards/library/library';
import type { DashboardStores } from '@/lib/dashboards/library/port';
import { createDashboardFolder } from './dashboard-folder';

const own = sampleDashboard('own');

let folder = '';
let stores: DashboardStores;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dashboards-'));
  stores = {
    provisioned: [createDashboardFolder(path.join(folder, 'given'))],
    saved: createDashboardFolder(path.join(folder, 'saved')),
    notSavedBecause: null,
  };
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('dashboards in folders', () => {
  describeDashboardStore(() => createDashboardFolder(path.join(folder, 'saved')));

  it("reads Grafana's form, puts saved ones before others of the uid, and names what it cannot read", async () => {
    const given = createDashboardFolder(folder);
    await writeFile(
      path.join(folder, 'a.json'),
      JSON.stringify({ uid: 'mesh', title: 'Given', schemaVersion: 39, panels: [] }),
    );
    await writeFile(path.join(folder, 'b.json'), '{ "title": ');
    await writeFile(path.join(folder, 'c.json'), '[]');
    const list = await dashboardList({ ...stores, provisioned: [given] });
    expect(list.dashboards.find(({ uid }) => uid === 'mesh')).toMatchObject({
      title: 'Given',
      origin: 'provisioned',
    });
    expect(list.unreadable.map(({ file }) => file)).toEqual(['b.json', 'c.json']);
    const dashboard = sampleDashboard('mesh', 'Mine');
    await saveDashboard(stores, 'mesh', { dashboard, baseVersion: null, by: 'ann' });
    expect((await loadDashboard({ ...stores, provisioned: [given] }, 'mesh')).dashboard.title).toBe('Mine');
  });

  it('sees a file that changed', async () => {
    const file = path.join(folder, 'a.json');
    const given = createDashboardFolder(folder);
    await writeFile(file, JSON.stringify({ ...own, title: 'One' }));
    expect((await given.get('own'))?.dashboard.title).toBe('One');
    await writeFile(file, JSON.stringify({ ...own, title: 'Another' }));
    expect((await given.get('own'))?.dashboard.title).toBe('Another');
  });

  it('keeps what was there before the first save as a version that nobody made here', async () => {
    await writeFile(path.join(folder, 'own.json'), JSON.stringify({ ...own, title: 'By hand' }));
    const store = createDashboardFolder(folder);
    const before = await store.get('own');
    await store.save(own, before?.version ?? null, 'ann');
    const versions = await store.versions('own');
    expect(versions.map(({ by }) => by)).toEqual(['ann', '']);
    expect((await store.atVersion('own', before?.version ?? ''))?.title).toBe('By hand');
  });

  it('forgets the oldest states', async () => {
    const store = createDashboardFolder(folder);
    let version: string | null = null;
    for (let at = 0; at < 53; at += 1) {
      version = (await store.save({ ...own, sections: [], title: `Title ${at}` }, version, 'ann')).version;
    }
    const versions = await store.versions('own');
    expect(versions).toHaveLength(50);
    expect(versions[0]?.version).toBe(version);
    expect((await readdir(folder)).filter((name) => name.endsWith('.json'))).toEqual(['own.json']);
  });

  it('says why nothing is saved', async () => {
    const closed = { ...stores, notSavedBecause: 'This console is read-only.' };
    await expect(
      saveDashboard(closed, 'own', { dashboard: own, baseVersion: null, by: 'ann' }),
    ).rejects.toMatchObject({ code: 'read-only' });
  });
});
