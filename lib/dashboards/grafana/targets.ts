/** Queries of a panel. */
import type { Target } from '@/lib/dashboards/model/target';
import { flagAt, isObject, type Json, numberAt, objectsAt, own, textAt, wordAt } from './loose';
import type { ImportReport } from './report';

interface Context {
  readonly report: ImportReport;
  readonly where: string;
  readonly panelId: number;
}

/** Only what asks Prometheus; for other sources the report says what is left out. */
export function importTargets(panel: Json, context: Context): Target[] {
  const source = sourceOf(own(panel, 'datasource'));
  const targets = objectsAt(panel, 'targets').slice(0, 100);
  return targets.flatMap((target, at) => {
    const named = sourceOf(own(target, 'datasource')) ?? source;
    const expr = textAt(target, 'expr');
    const refId = (textAt(target, 'refId') ?? '').slice(0, 64) || letter(at);
    if (expr === null || (named?.type !== undefined && named.type !== 'prometheus' && named.type !== '')) {
      const kind = named?.type ?? 'unknown';
      context.report.lost(
        context.where,
        `Query ${refId} asks a source of kind "${kind}", and this console asks Prometheus.`,
        context.panelId,
      );
      return [];
    }
    return [importTarget(target, expr, refId, named?.name || null)];
  });
}

function importTarget(target: Json, expr: string, refId: string, source: string | null): Target {
  const instant = flagAt(target, 'instant') ?? false;
  const range = flagAt(target, 'range');
  return {
    refId,
    expr,
    legend: legendOf(target),
    format: wordAt(target, 'format', ['time_series', 'table', 'heatmap']) ?? 'time_series',
    mode: instant ? (range === true ? 'both' : 'instant') : 'range',
    // Not `step`: editors have written the step there that came out, and nobody reads it.
    minStep: textAt(target, 'interval') || null,
    stepFactor: Math.min(100, Math.max(1, Math.round(numberAt(target, 'intervalFactor') ?? 1))),
    exemplars: flagAt(target, 'exemplar') ?? false,
    hidden: flagAt(target, 'hide') ?? false,
    source,
  };
}

/** Queries that were written before `__auto` have an empty legend for the same. */
function legendOf(target: Json): string {
  const legend = textAt(target, 'legendFormat');
  return legend === null || legend === '' ? '__auto' : legend;
}

function letter(at: number): string {
  return at < 26 ? String.fromCharCode(65 + at) : `Q${at + 1}`;
}

interface SourceName {
  readonly type: string | undefined;
  readonly name: string;
}

/** A name, a variable, or (today) a type and a uid. `-- Mixed --` and nothing say nothing. */
export function sourceOf(value: unknown): SourceName | null {
  if (typeof value === 'string') {
    return value === '' || value.startsWith('-- ') ? null : { type: undefined, name: value };
  }
  if (!isObject(value)) return null;
  const type = textAt(value, 'type') ?? undefined;
  const uid = textAt(value, 'uid') ?? '';
  return uid.startsWith('-- ') || type === 'datasource' ? null : { type, name: uid };
}
