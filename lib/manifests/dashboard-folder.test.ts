import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { builtIn } from '@/lib/dashboards/built-in/built-in';
import {
  dashboardList,
  loadDashboard,
  removeDashboard,
  saveDashboard,
} from '@/lib/dashboards/library/library';
import type { DashboardFolders } from '@/lib/dashboards/library/port';
import { createDashboardFolder } from './dashboard-folder';

const mesh = builtIn('mesh');
if (mesh === null) throw new Error('no dashboard of the mesh');
const own = { ...mesh, uid: 'own', title: 'Own' };

let folder = '';
let folders: DashboardFolders;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dashboards-'));
  folders = {
    provisioned: createDashboardFolder(path.join(folder, 'given')),
    saved: createDashboardFolder(path.join(folder, 'saved')),
    notSavedBecause: null,
  };
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('dashboards in folders', () => {
  it('saves, reads the same again, saves over it, and removes', async () => {
    const first = await saveDashboard(folders, 'own', { dashboard: own, baseVersion: null });
    expect((await loadDashboard(folders, 'own')).dashboard).toEqual(own);
    const renamed = { ...own, title: 'Renamed' };
    const second = await saveDashboard(folders, 'own', { dashboard: renamed, baseVersion: first.version });
    expect((await dashboardList(folders)).dashboards.find(({ uid }) => uid === 'own')).toMatchObject({
      title: 'Renamed',
      origin: 'saved',
    });
    await removeDashboard(folders, 'own', second.version ?? '');
    await expect(loadDashboard(folders, 'own')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('refuses to save over what somebody else changed, and another uid', async () => {
    await saveDashboard(folders, 'own', { dashboard: own, baseVersion: null });
    await expect(saveDashboard(folders, 'own', { dashboard: own, baseVersion: null })).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(
      saveDashboard(folders, 'other', { dashboard: own, baseVersion: null }),
    ).rejects.toMatchObject({
      code: 'bad-request',
    });
    await expect(removeDashboard(folders, 'own', 'older')).rejects.toMatchObject({ code: 'conflict' });
  });

  it("reads Grafana's form, puts saved ones before others of the uid, and names what it cannot read", async () => {
    const given = createDashboardFolder(folder);
    await writeFile(
      path.join(folder, 'a.json'),
      JSON.stringify({ uid: 'mesh', title: 'Given', schemaVersion: 39, panels: [] }),
    );
    await writeFile(path.join(folder, 'b.json'), '{ "title": ');
    await writeFile(path.join(folder, 'c.json'), '[]');
    const list = await dashboardList({ ...folders, provisioned: given });
    expect(list.dashboards.find(({ uid }) => uid === 'mesh')).toMatchObject({
      title: 'Given',
      origin: 'provisioned',
    });
    expect(list.unreadable.map(({ file }) => file)).toEqual(['b.json', 'c.json']);
    await saveDashboard(folders, 'mesh', { dashboard: { ...mesh, title: 'Mine' }, baseVersion: null });
    expect((await loadDashboard({ ...folders, provisioned: given }, 'mesh')).dashboard.title).toBe('Mine');
  });

  it('sees a file that changed', async () => {
    const file = path.join(folder, 'a.json');
    const given = createDashboardFolder(folder);
    await writeFile(file, JSON.stringify({ ...own, title: 'One' }));
    expect((await given.get('own'))?.dashboard.title).toBe('One');
    await writeFile(file, JSON.stringify({ ...own, title: 'Another' }));
    expect((await given.get('own'))?.dashboard.title).toBe('Another');
  });

  it('says why nothing is saved', async () => {
    const closed = { ...folders, notSavedBecause: 'This console is read-only.' };
    await expect(saveDashboard(closed, 'own', { dashboard: own, baseVersion: null })).rejects.toMatchObject({
      code: 'read-only',
    });
  });
});
