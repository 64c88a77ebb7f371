/** Changes of a dashboard, each a new value; what does not change keeps its identity, so that nothing else is drawn anew. Pure. */
import { type Dashboard, panelsOf, type Section } from '@/lib/dashboards/model/dashboard';
import type { Panel, Place } from '@/lib/dashboards/model/panel';
import { arranged, compacted, freePlace, rowsOf } from './arrange';
import { type NewPanelType, newPanel, usualSize } from './new-panel';

/** From one dashboard to the next. */
export type Change = (dashboard: Dashboard) => Dashboard;

/** Where a panel is: the index of its section, and itself. Null = there is none of that id. */
export function findPanel(
  { sections }: Pick<Dashboard, 'sections'>,
  id: number,
): { readonly section: number; readonly panel: Panel } | null {
  for (const [section, { panels }] of sections.entries()) {
    const panel = panels.find((one) => one.id === id);
    if (panel !== undefined) return { section, panel };
  }
  return null;
}

/** Replaces a panel by one of the same id. */
export function putPanel(panel: Panel): Change {
  return (dashboard) => {
    const found = findPanel(dashboard, panel.id);
    if (found === null) return dashboard;
    return withPanels(dashboard, found.section, (panels) =>
      panels.map((one) => (one.id === panel.id ? panel : one)),
    );
  };
}

/** Puts a new panel where there is room in the last section, or in the one named. */
export function addPanel(type: NewPanelType, section?: number): Change {
  return (dashboard) => {
    const sections = dashboard.sections.length === 0 ? [emptySection(null)] : dashboard.sections;
    const at = section ?? sections.length - 1;
    const panels = sections[at]?.panels ?? [];
    const panel = newPanel(type, nextPanelId(dashboard), freePlace(panels, usualSize(type)));
    return withPanels({ ...dashboard, sections }, at, (known) => [...known, panel], false);
  };
}

/** A copy below the panel. */
export function duplicatePanel(id: number): Change {
  return (dashboard) => {
    const found = findPanel(dashboard, id);
    if (found === null) return dashboard;
    const { panel, section } = found;
    const copy: Panel = { ...structuredClone(panel), id: nextPanelId(dashboard) };
    const place = freePlace(dashboard.sections[section]?.panels ?? [], panel.place);
    return withPanels(dashboard, section, (panels) => [...panels, { ...copy, place }]);
  };
}

export function removePanel(id: number): Change {
  return (dashboard) => {
    const found = findPanel(dashboard, id);
    if (found === null) return dashboard;
    return withPanels(dashboard, found.section, (panels) => compacted(panels.filter((one) => one.id !== id)));
  };
}

/** Puts a panel at a place of a section, its own or another; the others make room. */
export function movePanel(id: number, place: Place, section?: number): Change {
  return (dashboard) => {
    const found = findPanel(dashboard, id);
    const to = section ?? found?.section;
    if (found === null || to === undefined || dashboard.sections[to] === undefined) return dashboard;
    if (to === found.section) {
      return withPanels(dashboard, to, (panels) => arranged(panels, id, place));
    }
    const moved: Panel = { ...found.panel, place };
    const left = withPanels(dashboard, found.section, (panels) =>
      compacted(panels.filter((one) => one.id !== id)),
    );
    return withPanels(left, to, (panels) => arranged([...panels, moved], id, place));
  };
}

/** Puts a panel below all others of a section. */
export function movePanelToEnd(id: number, section: number): Change {
  return (dashboard) => {
    const found = findPanel(dashboard, id);
    const panels = dashboard.sections[section]?.panels.filter((one) => one.id !== id);
    if (found === null || panels === undefined) return dashboard;
    return movePanel(id, { ...found.panel.place, y: rowsOf(panels) }, section)(dashboard);
  };
}

/** A row at the end. */
export function addSection(title: string): Change {
  return (dashboard) => ({ ...dashboard, sections: [...dashboard.sections, emptySection(title)] });
}

export function putSection(at: number, section: Partial<Omit<Section, 'panels'>>): Change {
  return (dashboard) => ({
    ...dashboard,
    sections: dashboard.sections.map((one, index) => (index === at ? { ...one, ...section } : one)),
  });
}

/** Removes a row; its panels go with it, or to the end of the row above. */
export function removeSection(at: number, panels: 'with-panels' | 'keep-panels'): Change {
  return (dashboard) => {
    const section = dashboard.sections[at];
    if (section === undefined) return dashboard;
    const rest = dashboard.sections.filter((_, index) => index !== at);
    if (panels === 'with-panels' || section.panels.length === 0) return { ...dashboard, sections: rest };
    const above = dashboard.sections[at - 1];
    if (above === undefined) {
      return { ...dashboard, sections: [{ ...emptySection(null), panels: section.panels }, ...rest] };
    }
    const end = rowsOf(above.panels);
    const lower = section.panels.map((panel) => ({
      ...panel,
      place: { ...panel.place, y: panel.place.y + end },
    }));
    return withPanels({ ...dashboard, sections: rest }, at - 1, (known) => compacted([...known, ...lower]));
  };
}

/** Changes places with the row above (-1) or below (1). Panels before the first row stay before it. */
export function moveSection(at: number, by: -1 | 1): Change {
  return (dashboard) => {
    const [one, other] = [dashboard.sections[at], dashboard.sections[at + by]];
    if (one === undefined || other === undefined || one.title === null || other.title === null)
      return dashboard;
    return {
      ...dashboard,
      sections: dashboard.sections.map((section, index) =>
        index === at ? other : index === at + by ? one : section,
      ),
    };
  };
}

function withPanels(
  dashboard: Dashboard,
  at: number,
  change: (panels: Section['panels']) => readonly Panel[],
  keepsCollapsed = true,
): Dashboard {
  return {
    ...dashboard,
    sections: dashboard.sections.map((section, index) =>
      index === at
        ? {
            ...section,
            collapsed: keepsCollapsed && section.collapsed,
            panels: [...change(section.panels)],
          }
        : section,
    ),
  };
}

function nextPanelId(dashboard: Dashboard): number {
  return 1 + panelsOf(dashboard).reduce((most, { id }) => Math.max(most, id), 0);
}

function emptySection(title: string | null): Section {
  return { title, collapsed: false, repeat: null, panels: [] };
}
