/** Short ways to write the dashboards that come with the console. */
import type { z } from 'zod';
import {
  DASHBOARD_FORMAT,
  DASHBOARD_VERSION,
  type Dashboard,
  dashboardSchema,
} from '@/lib/dashboards/model/dashboard';
import type { FieldOptions, fieldMatcherSchema } from '@/lib/dashboards/model/field';
import { GRID_COLUMNS, type panelSchema } from '@/lib/dashboards/model/panel';
import type { variableSchema } from '@/lib/dashboards/model/variable';

type PanelInput = z.input<typeof panelSchema>;
type Unplaced = PanelInput extends infer P ? (P extends unknown ? Omit<P, 'id' | 'place'> : never) : never;
export type VariableInput = z.input<typeof variableSchema>;

/** A panel with the width and height that it wants, in grid units. */
export interface Piece {
  readonly w: number;
  readonly h: number;
  readonly panel: Unplaced;
}

export interface Part {
  readonly title: string | null;
  readonly collapsed?: boolean;
  readonly pieces: readonly Piece[];
}

export interface Plan {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly variables?: readonly VariableInput[];
  readonly parts: readonly Part[];
}

/** Pieces are set from left to right, a new line where one does not fit. */
export function compose({ uid, title, description, tags, variables = [], parts }: Plan): Dashboard {
  let id = 0;
  return dashboardSchema.parse({
    format: DASHBOARD_FORMAT,
    version: DASHBOARD_VERSION,
    uid,
    title,
    description,
    tags: ['built-in', ...tags],
    refresh: '30s',
    variables,
    annotations: [
      { name: 'Configuration', color: 'purple', source: { kind: 'config-changes' } },
      { name: 'Rollouts', color: 'blue', source: { kind: 'rollouts' } },
      { name: 'Incidents', color: 'red', source: { kind: 'incidents' } },
      { name: 'Alerts', color: 'red', enabled: false, source: { kind: 'alerts' } },
    ],
    sections: parts.map(({ title: heading, collapsed = false, pieces }) => ({
      title: heading,
      collapsed,
      panels: placed(pieces).map(({ panel, place }) => {
        id += 1;
        return { ...panel, id, place };
      }),
    })),
  });
}

function placed(pieces: readonly Piece[]) {
  let x = 0;
  let y = 0;
  let tallest = 0;
  return pieces.map(({ w, h, panel }) => {
    if (x + w > GRID_COLUMNS) {
      x = 0;
      y += tallest;
      tallest = 0;
    }
    const place = { x, y, w, h };
    x += w;
    tallest = Math.max(tallest, h);
    return { panel, place };
  });
}

/** Query and legend; a legend that is left out is made of the labels that differ. */
export type Query = string | readonly [expr: string, legend: string];

function targets(queries: readonly Query[]) {
  return queries.map((query, at) => {
    const [expr, legend = '__auto'] = typeof query === 'string' ? [query] : query;
    return { refId: String.fromCharCode(65 + at), expr, legend };
  });
}

interface ChartOptions {
  readonly w?: number;
  readonly h?: number;
  readonly unit: string;
  readonly description?: string;
  readonly stack?: boolean;
  readonly exemplars?: boolean;
  readonly overrides?: readonly { matcher: z.input<typeof fieldMatcherSchema>; options: FieldOptions }[];
}

/** Lines over time from zero. */
export function chart(title: string, queries: readonly Query[], options: ChartOptions): Piece {
  const { w = 12, h = 8, unit, description = '', stack = false, exemplars = false, overrides = [] } = options;
  return {
    w,
    h,
    panel: {
      type: 'timeseries',
      title,
      description,
      targets: targets(queries).map((target) => ({ ...target, exemplars })),
      field: {
        defaults: {
          unit,
          min: 0,
          // Areas of lines that are not stacked lie over each other: one at 100 % would tint the whole chart.
          draw: { fillOpacity: stack ? 25 : 0, lineWidth: 1, ...(stack && { stacking: 'normal' as const }) },
        },
        overrides: [...overrides],
      },
      legend: {
        display: 'table',
        placement: w > 12 ? 'right' : 'bottom',
        calcs: ['lastNotNull', 'max'],
        // Few rows are in sight: the most first, but for percentiles and the like, which keep their order.
        ...(queries.length === 1 && { sortBy: 'lastNotNull', sortDesc: true }),
      },
    },
  };
}

interface FigureOptions {
  readonly w?: number;
  readonly h?: number;
  readonly unit: string;
  readonly description?: string;
  readonly thresholds?: readonly (readonly [value: number | null, color: string])[];
  readonly decimals?: number;
}

/** The last figure, with its course behind it. */
export function figure(title: string, query: string, options: FigureOptions): Piece {
  const { w = 4, h = 4, unit, description = '', thresholds, decimals } = options;
  return {
    w,
    h,
    panel: {
      type: 'stat',
      title,
      description,
      targets: targets([query]),
      colorMode: thresholds === undefined ? 'none' : 'value',
      field: {
        defaults: {
          unit,
          noValue: '–',
          ...(decimals !== undefined && { decimals }),
          ...(thresholds && {
            thresholds: { mode: 'absolute', steps: thresholds.map(([value, color]) => ({ value, color })) },
          }),
        },
      },
    },
  };
}

/** A column of a table of instant answers, merged on their labels. */
export interface TableColumn {
  readonly title: string;
  readonly expr: string;
  readonly unit: string;
  readonly thresholds?: FigureOptions['thresholds'];
}

/** `labels` are the first columns, by their titles; what is not named there is left out. */
export function table(
  title: string,
  labels: Readonly<Record<string, string>>,
  columns: readonly TableColumn[],
  options: { readonly w?: number; readonly h?: number; readonly description?: string },
): Piece {
  const named = columns.map((column, at) => ({ ...column, refId: String.fromCharCode(65 + at) }));
  const single = named.length === 1;
  const valueName = (refId: string) => (single ? 'Value' : `Value #${refId}`);
  const order = [...Object.keys(labels), ...named.map(({ refId }) => valueName(refId))];
  return {
    w: options.w ?? 24,
    h: options.h ?? 10,
    panel: {
      type: 'table',
      title,
      description: options.description ?? '',
      targets: named.map(({ refId, expr }) => ({
        refId,
        expr,
        format: 'table',
        mode: 'instant',
      })),
      transformations: [
        { id: 'merge' },
        {
          id: 'organize',
          includeByName: Object.fromEntries(order.map((name) => [name, true])),
          indexByName: Object.fromEntries(order.map((name, at) => [name, at])),
          renameByName: {
            ...labels,
            ...Object.fromEntries(named.map(({ refId, title }) => [valueName(refId), title])),
          },
        },
      ],
      field: {
        defaults: { noValue: '–' },
        overrides: named.map(({ title: name, unit, thresholds }) => ({
          matcher: { by: 'name' as const, name },
          options: {
            unit,
            cell: { align: 'right' as const, ...(thresholds && { display: 'color-text' as const }) },
            ...(thresholds && {
              thresholds: {
                mode: 'absolute' as const,
                steps: thresholds.map(([value, color]) => ({ value, color })),
              },
            }),
          },
        })),
      },
      sortBy: [{ field: named[0]?.title ?? '', desc: true }],
    },
  };
}

/** Buckets of a classic histogram over time; `selector` with braces. */
export function heatmap(
  title: string,
  bucketRate: string,
  options: { unit: string; w?: number; h?: number; description?: string },
): Piece {
  return {
    w: options.w ?? 12,
    h: options.h ?? 8,
    panel: {
      type: 'heatmap',
      title,
      description: options.description ?? '',
      targets: [{ refId: 'A', expr: bucketRate, format: 'heatmap', legend: '{{le}}' }],
      field: { defaults: { unit: options.unit } },
    },
  };
}

/** The traffic graph; `focus` stands in the middle with its neighbours. */
export function graph(
  title: string,
  options: { namespaces?: string; focus?: string; w?: number; h?: number; description?: string },
): Piece {
  const { namespaces = '', focus = '', w = 12, h = 8, description = '' } = options;
  return { w, h, panel: { type: 'servicegraph', title, description, namespaces, focus } };
}

/** Traces of a service, `<app>.<namespace>` as Istio's proxies name it. */
export function traces(
  title: string,
  options: { service: string; expression?: string; w?: number; h?: number },
): Piece {
  const { service, expression = '', w = 12, h = 8 } = options;
  return { w, h, panel: { type: 'traces', title, service, expression, limit: 20 } };
}

export function prose(content: string, size: { w?: number; h?: number } = {}): Piece {
  return { w: size.w ?? 24, h: size.h ?? 3, panel: { type: 'text', content, transparent: true } };
}
