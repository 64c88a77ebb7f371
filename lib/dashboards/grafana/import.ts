/**
 * A dashboard in Grafana's form into ours: the classic JSON of schema 16 and later (and its rows from before), the V1
 * resource that wraps it, the V2 resource, and what `Export for sharing externally` writes. What cannot be carried over is
 * listed in the report; what is no dashboard is refused.
 */
import {
  type Annotation,
  DASHBOARD_FORMAT,
  DASHBOARD_VERSION,
  type Dashboard,
  dashboardSchema,
  MOST_PANELS,
  MOST_SECTIONS,
  type Section,
} from '@/lib/dashboards/model/dashboard';
import { dashboardTooLarge, FILE_LIMIT, MAX_DASHBOARD_BYTES, textBytes } from '@/lib/dashboards/model/size';
import { Fault } from '@/lib/mesh/fault';
import { importAnnotations } from './annotations';
import { resolveInputs } from './inputs';
import { placeOf, withoutOverlaps } from './layout';
import { importDashboardLinks } from './links';
import { flagAt, isObject, type Json, numberAt, objectAt, objectsAt, own, textAt, textsAt } from './loose';
import { importPanel } from './panels';
import { type ImportNote, ImportReport } from './report';
import { classicFromV2 } from './v2';
import { importVariables } from './variables';

export interface ImportedDashboard {
  readonly dashboard: Dashboard;
  readonly notes: readonly ImportNote[];
}

/** Throws `invalid-object` for what is no JSON or no dashboard, `too-large`. Ours are read as they are. */
export function importDashboard(text: string): ImportedDashboard {
  const bytes = textBytes(text);
  if (bytes > MAX_DASHBOARD_BYTES) throw dashboardTooLarge(bytes, FILE_LIMIT);
  const value = parse(text);
  if (!isObject(value)) throw noDashboard('It holds no object.');
  if (own(value, 'format') === DASHBOARD_FORMAT) return { dashboard: readOurs(value), notes: [] };
  const report = new ImportReport();
  const classic = classicOf(value, report);
  return { dashboard: fromClassic(resolveInputs(classic, report), report), notes: report.notes };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw noDashboard(`It is no JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

function noDashboard(why: string): Fault {
  return new Fault('invalid-object', `The file is no dashboard. ${why}`, {
    hint: "Give the JSON that Grafana exports (Share, Export, or the dashboard's JSON model), or one of ours.",
  });
}

function readOurs(value: Json): Dashboard {
  if (own(value, 'version') !== DASHBOARD_VERSION) {
    throw new Fault(
      'invalid-object',
      `The dashboard has version ${textAt(value, 'version')}, which is not known here.`,
      {
        hint: `This console reads version ${DASHBOARD_VERSION}.`,
      },
    );
  }
  return checked(value);
}

/** Throws `invalid-object` with the first place that is not as it should be. */
function checked(value: unknown): Dashboard {
  const parsed = dashboardSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw noDashboard(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'it is not of our form'}.`);
}

/** What is inside the wrappers that there are. */
function classicOf(value: Json, report: ImportReport): Json {
  const spec = objectAt(value, 'spec');
  if (isObject(own(spec, 'elements'))) return classicFromV2(spec, objectAt(value, 'metadata'), report);
  if (isObject(own(value, 'elements')) && isObject(own(value, 'layout')))
    return classicFromV2(value, {}, report);
  if (Array.isArray(own(spec, 'panels'))) {
    return { uid: textAt(objectAt(value, 'metadata'), 'name'), ...spec };
  }
  // The HTTP API answers `{dashboard, meta}`.
  if (isObject(own(value, 'dashboard'))) return objectAt(value, 'dashboard');
  if (Array.isArray(own(value, 'panels')) || Array.isArray(own(value, 'rows'))) return value;
  throw noDashboard('It has neither panels nor rows.');
}

function fromClassic(classic: Json, report: ImportReport): Dashboard {
  const title = (textAt(classic, 'title') ?? '').trim().slice(0, 500) || 'Untitled';
  const time = objectAt(classic, 'time');
  return checked({
    format: DASHBOARD_FORMAT,
    version: DASHBOARD_VERSION,
    uid: uidOf(textAt(classic, 'uid'), title),
    title,
    description: (textAt(classic, 'description') ?? '').slice(0, 10_000),
    tags: textsAt(classic, 'tags').map((tag) => tag.slice(0, 100)),
    time: { from: textAt(time, 'from') ?? 'now-6h', to: textAt(time, 'to') ?? 'now' },
    refresh: textAt(classic, 'refresh') || null,
    timeZone: textAt(classic, 'timezone') || 'browser',
    cursor: (['off', 'line', 'tooltip'] as const)[numberAt(classic, 'graphTooltip') ?? 0] ?? 'off',
    variables: importVariables(objectsAt(objectAt(classic, 'templating'), 'list'), report),
    annotations: importAnnotations(objectsAt(objectAt(classic, 'annotations'), 'list'), report),
    links: importDashboardLinks(objectsAt(classic, 'links')),
    sections: sectionsOf(classic, report),
  } satisfies Record<keyof Dashboard, unknown> & { annotations: Annotation[] });
}

/** What a URL can hold, made of the title where there is none. */
function uidOf(uid: string | null, title: string): string {
  const given = (uid ?? '').replace(/[^a-zA-Z0-9_-]/g, '-').slice(0, 64);
  if (given !== '') return given;
  const slug = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 64);
  return slug === '' ? 'dashboard' : slug;
}

interface RawSection {
  readonly row: Json | null;
  readonly panels: Json[];
}

function sectionsOf(classic: Json, report: ImportReport): Section[] {
  const raw =
    Array.isArray(own(classic, 'rows')) && !Array.isArray(own(classic, 'panels'))
      ? formerRows(objectsAt(classic, 'rows'))
      : rowsOf(objectsAt(classic, 'panels'));
  const ids = new PanelIds(raw.flatMap(({ panels }) => panels));
  return withinLimits(raw, report).map(({ row, panels }): Section => {
    const repeat = row === null ? '' : (textAt(row, 'repeat') ?? '');
    const imported = panels.map((panel) => {
      const id = ids.of(panel);
      const where = textAt(panel, 'title') || `panel ${id}`;
      return importPanel(panel, { report, id, place: placeOf(panel, where, report) });
    });
    return {
      title: row === null ? null : (textAt(row, 'title') ?? '').slice(0, 500),
      collapsed: row !== null && (flagAt(row, 'collapsed') ?? flagAt(row, 'collapse') ?? false),
      repeat: /^\w+$/.test(repeat) ? repeat : null,
      panels: [...withoutOverlaps(imported)],
    };
  });
}

/** More than these nobody looks at, and no browser draws; what is left out is said. */
function withinLimits(raw: readonly RawSection[], report: ImportReport): readonly RawSection[] {
  if (raw.length > MOST_SECTIONS) {
    report.lost('dashboard', `It has ${raw.length} rows; the first ${MOST_SECTIONS} are kept.`);
  }
  return raw.slice(0, MOST_SECTIONS).map(({ row, panels }) => {
    if (panels.length > MOST_PANELS) {
      const where = (row === null ? null : textAt(row, 'title')) ?? 'dashboard';
      report.lost(where, `A row has ${panels.length} panels; the first ${MOST_PANELS} are kept.`);
    }
    return { row, panels: panels.slice(0, MOST_PANELS) };
  });
}

/** A row holds what follows it until the next, and, collapsed, what is nested in it. */
function rowsOf(panels: readonly Json[]): readonly RawSection[] {
  const sections: RawSection[] = [];
  // By where they stand: the order in the file is not always that on screen.
  for (const panel of panels.toSorted((a, b) => top(a) - top(b))) {
    if (textAt(panel, 'type') === 'row') {
      sections.push({ row: panel, panels: [...objectsAt(panel, 'panels')] });
      continue;
    }
    if (sections.length === 0) sections.push({ row: null, panels: [] });
    sections.at(-1)?.panels.push(panel);
  }
  return sections;
}

function top(panel: Json): number {
  return numberAt(objectAt(panel, 'gridPos'), 'y') ?? 0;
}

/** Before version 5: rows of panels whose widths are spans of twelve. */
function formerRows(rows: readonly Json[]): readonly RawSection[] {
  return rows.map((row) => {
    const height = Math.max(
      3,
      Math.round((numberAt(row, 'height') ?? pixels(textAt(row, 'height')) ?? 250) / 38),
    );
    let x = 0;
    let y = 0;
    const panels = objectsAt(row, 'panels').map((panel) => {
      const w = Math.min(24, Math.max(1, (numberAt(panel, 'span') ?? 4) * 2));
      if (x + w > 24) {
        x = 0;
        y += height;
      }
      const gridPos = { x, y, w, h: height };
      x += w;
      return { gridPos, ...panel };
    });
    return { row: flagAt(row, 'showTitle') === false && rows.length === 1 ? null : row, panels };
  });
}

function pixels(text: string | null): number | null {
  const [, amount] = /^(\d+)px$/.exec(text ?? '') ?? [];
  return amount === undefined ? null : Number(amount);
}

/** Ids as they were where they are unique, else the next that is free. */
class PanelIds {
  readonly #taken = new Set<number>();
  #next: number;

  constructor(panels: readonly Json[]) {
    this.#next = 1 + panels.reduce((most, panel) => Math.max(most, idOf(panel) ?? 0), 0);
  }

  of(panel: Json): number {
    const given = idOf(panel);
    const id = given === null || this.#taken.has(given) ? this.#next++ : given;
    this.#taken.add(id);
    return id;
  }
}

function idOf(panel: Json): number | null {
  const id = numberAt(panel, 'id');
  return id !== null && Number.isInteger(id) && id >= 1 && id < 2 ** 31 ? id : null;
}
