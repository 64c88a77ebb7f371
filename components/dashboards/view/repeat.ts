/** Sections and panels repeated for the values of a variable, and where each then stands. Pure. */
import type { Section } from '@/lib/dashboards/model/dashboard';
import { GRID_COLUMNS, type Panel, type Place } from '@/lib/dashboards/model/panel';
import type { Chosen } from '@/lib/dashboards/variables/interpolate';

/** A value that a repeated panel or section sees in place of all that are chosen. */
export interface OwnValue {
  readonly name: string;
  readonly value: Chosen;
}

export interface LaidPanel {
  readonly key: string;
  readonly panel: Panel;
  readonly place: Place;
  readonly chosen: readonly OwnValue[];
}

export interface LaidSection {
  readonly key: string;
  readonly title: string | null;
  readonly collapsed: boolean;
  readonly panels: readonly LaidPanel[];
}

/** More copies are not drawn. */
const MOST_COPIES = 50;

export function laidOut(
  sections: readonly Section[],
  chosen: ReadonlyMap<string, Chosen>,
): readonly LaidSection[] {
  return sections.flatMap((section, at) => {
    const values = section.repeat === null ? [null] : valuesOf(section.repeat, chosen);
    return values.map((own, copy): LaidSection => {
      const known = own === null ? chosen : new Map([...chosen, [own.name, own.value]]);
      const title = own === null || section.title === null ? section.title : titled(section.title, own);
      return {
        key: `${at} ${copy}`,
        title,
        collapsed: section.collapsed,
        panels: panelsOf(section.panels, known, own === null ? [] : [own]),
      };
    });
  });
}

function titled(title: string, { name, value }: OwnValue): string {
  const text = value.texts.join(' + ');
  return title.replaceAll(`\${${name}}`, text).replaceAll(`$${name}`, text).replaceAll(`[[${name}]]`, text);
}

/** Each value alone; a variable that there is not, or without values, repeats nothing: the panel stands once. */
function valuesOf(name: string, chosen: ReadonlyMap<string, Chosen>): readonly (OwnValue | null)[] {
  const its = chosen.get(name);
  if (its === undefined || its.values.length === 0) return [null];
  // All has one text for many values.
  const texts = its.texts.length === its.values.length ? its.texts : its.values;
  return its.values.slice(0, MOST_COPIES).map((value, at) => ({
    name,
    value: { values: [value], texts: [texts[at] ?? value], multi: false },
  }));
}

function panelsOf(
  panels: readonly Panel[],
  chosen: ReadonlyMap<string, Chosen>,
  own: readonly OwnValue[],
): readonly LaidPanel[] {
  /** Rows that copies took, by which everything below moves down. */
  let added = 0;
  const inOrder = panels.toSorted((a, b) => a.place.y - b.place.y || a.place.x - b.place.x);
  return inOrder.flatMap((panel) => {
    const place = { ...panel.place, y: panel.place.y + added };
    if (panel.repeat === null) return [{ key: `${panel.id}`, panel, place, chosen: own }];
    const values = valuesOf(panel.repeat.variable, chosen);
    const places = copies(place, values.length, panel.repeat);
    const last = places.at(-1) ?? place;
    added += last.y + last.h - (place.y + place.h);
    return values.map((value, at) => ({
      key: `${panel.id} ${value?.value.values[0] ?? ''}`,
      panel,
      place: places[at] ?? place,
      chosen: value === null ? own : [...own, value],
    }));
  });
}

function copies(
  place: Place,
  count: number,
  { direction, maxPerRow }: NonNullable<Panel['repeat']>,
): readonly Place[] {
  if (direction === 'v')
    return Array.from({ length: count }, (_, at) => ({ ...place, y: place.y + at * place.h }));
  const perRow = Math.max(1, Math.min(count, maxPerRow));
  const w = Math.max(1, Math.floor(GRID_COLUMNS / perRow));
  return Array.from({ length: count }, (_, at) => ({
    x: (at % perRow) * w,
    y: place.y + Math.floor(at / perRow) * place.h,
    w: count === 1 ? place.w : w,
    h: place.h,
  }));
}
