import { describe, expect, it } from 'vitest';
import { builtIn } from '@/lib/dashboards/built-in/built-in';
import { type Dashboard, dashboardSchema, panelsOf } from '@/lib/dashboards/model/dashboard';
import { asksQueries } from '@/lib/dashboards/model/panel';
import * as change from './change';
import { copyOf, freeUid, newDashboard } from './copy';
import { changed, redone, startHistory, undone } from './history';
import { asType, NEW_PANEL_TYPES, newPanel, nextRefId } from './new-panel';

const place = { x: 0, y: 0, w: 12, h: 8 };
function dashboardOf(...sections: readonly (readonly [string | null, ...number[]])[]): Dashboard {
  const dashboard = newDashboard('Test', new Set());
  return dashboardSchema.parse({
    ...dashboard,
    sections: sections.map(([title, ...ids]) => ({
      title,
      panels: ids.map((id, at) =>
        newPanel('timeseries', id, { ...place, x: (at % 2) * 12, y: Math.floor(at / 2) * 8 }),
      ),
    })),
  });
}
const shape = ({ sections }: Dashboard) =>
  sections.map(({ title, panels }) => [title, ...panels.map(({ id }) => id)]);

describe('changes of a dashboard', () => {
  it('adds a panel where there is room, under an id that is free', () => {
    const grown = change.addPanel('stat')(dashboardOf([null, 1], ['Row', 7]));
    expect(shape(grown)).toEqual([
      [null, 1],
      ['Row', 7, 8],
    ]);
    expect(change.findPanel(grown, 8)?.panel).toMatchObject({
      type: 'stat',
      place: { x: 12, y: 0, w: 6, h: 4 },
    });
    expect(shape(change.addPanel('text')({ ...grown, sections: [] }))).toEqual([[null, 1]]);
  });

  it('opens the row that a panel is added to', () => {
    const folded = change.putSection(0, { collapsed: true })(dashboardOf(['Row', 1]));
    expect(change.addPanel('stat')(folded).sections[0]?.collapsed).toBe(false);
  });

  it('duplicates and removes a panel', () => {
    const twice = change.duplicatePanel(1)(dashboardOf([null, 1]));
    expect(change.findPanel(twice, 2)?.panel.place).toEqual({ x: 12, y: 0, w: 12, h: 8 });
    expect(shape(change.removePanel(1)(twice))).toEqual([[null, 2]]);
    expect(change.removePanel(99)(twice)).toBe(twice);
  });

  it('moves a panel into another row, and closes the gap that it leaves', () => {
    const moved = change.movePanel(1, place, 1)(dashboardOf([null, 1, 2, 3], ['Row', 4]));
    expect(shape(moved)).toEqual([
      [null, 2, 3],
      ['Row', 4, 1],
    ]);
    expect(change.findPanel(moved, 3)?.panel.place).toMatchObject({ x: 0, y: 0 });
    expect(change.findPanel(moved, 4)?.panel.place).toMatchObject({ x: 0, y: 8 });
    expect(shape(change.movePanelToEnd(4, 0)(moved))).toEqual([
      [null, 2, 3, 4],
      ['Row', 1],
    ]);
  });

  it('leaves what does not change as it is', () => {
    const dashboard = dashboardOf([null, 1], ['Row', 2]);
    const moved = change.movePanel(1, { ...place, w: 6 })(dashboard);
    expect(moved.sections[1]).toBe(dashboard.sections[1]);
  });

  it('removes a row with its panels or without them', () => {
    const dashboard = dashboardOf([null, 1], ['Row', 2]);
    expect(shape(change.removeSection(1, 'with-panels')(dashboard))).toEqual([[null, 1]]);
    const kept = change.removeSection(1, 'keep-panels')(dashboard);
    expect(shape(kept)).toEqual([[null, 1, 2]]);
    expect(change.findPanel(kept, 2)?.panel.place.y).toBe(8);
    expect(shape(change.removeSection(0, 'keep-panels')(dashboardOf(['Row', 1])))).toEqual([[null, 1]]);
  });

  it('moves a row past another, never above the panels that have none', () => {
    const dashboard = change.addSection('B')(dashboardOf([null, 1], ['A', 2]));
    expect(shape(change.moveSection(2, -1)(dashboard))).toEqual([[null, 1], ['B'], ['A', 2]]);
    expect(change.moveSection(1, -1)(dashboard)).toBe(dashboard);
  });

  it('gives a dashboard of every kind of panel that the form takes', () => {
    const all = NEW_PANEL_TYPES.reduce((known, [type]) => change.addPanel(type)(known), dashboardOf([null]));
    expect(dashboardSchema.parse(all)).toEqual(all);
    expect(panelsOf(all)).toHaveLength(NEW_PANEL_TYPES.length);
  });
});

describe('the kind of a panel', () => {
  it('becomes any other from any, and keeps title, place and queries', () => {
    for (const [from] of NEW_PANEL_TYPES) {
      for (const [to] of NEW_PANEL_TYPES) {
        const panel = { ...newPanel(from, 3, place), title: 'Kept' };
        const turned = asType(panel, to);
        expect(turned, `${from} to ${to}`).toMatchObject({ type: to, id: 3, title: 'Kept', place });
        if (asksQueries(turned)) expect(turned.targets).toHaveLength(1);
      }
    }
  });

  it('names new queries by the next free letter', () => {
    expect(nextRefId({ targets: [] })).toBe('A');
    const panel = newPanel('timeseries', 1, place);
    expect(asksQueries(panel) && nextRefId(panel)).toBe('B');
    const letters = Array.from({ length: 26 }, (_, at) => ({ refId: String.fromCharCode(65 + at) }));
    expect(nextRefId({ targets: letters as never })).toBe('A1');
  });
});

describe('undo and redo', () => {
  it('takes back and brings again', () => {
    const history = changed(changed(startHistory(1), 2), 3);
    expect(undone(history).now).toBe(2);
    expect(undone(undone(undone(history))).now).toBe(1);
    expect(redone(undone(history)).now).toBe(3);
    expect(redone(history)).toBe(history);
    expect(changed(undone(history), 9).future).toEqual([]);
  });

  it('takes typing in one field for one step', () => {
    const typed = changed(changed(changed(startHistory('a'), 'ab', 'title'), 'abc', 'title'), 'x', 'other');
    expect(undone(typed).now).toBe('abc');
    expect(undone(undone(typed)).now).toBe('a');
  });
});

describe('copies', () => {
  it('gets a uid that nobody has, and is none of the console', () => {
    const mesh = builtIn('mesh');
    if (mesh === null) throw new Error('no dashboard of the mesh');
    const copy = copyOf(mesh, 'Mesh', new Set(['mesh']));
    expect(copy).toMatchObject({ uid: 'mesh-2', title: 'Mesh', sections: mesh.sections });
    expect(copy.tags).not.toContain('built-in');
  });

  it('makes a uid of any title', () => {
    expect(freeUid('Übersicht: Läufe & Fehler', new Set())).toBe('u-bersicht-la-ufe-fehler');
    expect(freeUid('監視', new Set(['dashboard']))).toBe('dashboard-2');
    expect(freeUid('x'.repeat(200), new Set())).toHaveLength(56);
  });
});
