/**
 * p95 and trend of rows. They cost a source far more than rates, so they are asked for the rows in sight only, and for
 * a whole list only where it is sorted by them.
 */
import type { Warning } from '@/lib/mesh/fault';
import { type TimeWindow, windowSeconds } from '@/lib/mesh/time-window';
import type {
  Subject,
  SubjectLevel,
  SubjectsPort,
  SubjectsQuery,
  SubjectTrend,
} from '@/lib/metrics/subjects';
import type { InventoryRow } from './contract';
import { optionalParts } from './optional-parts';
import type { RowFigures } from './row-figures-contract';
import type { InventoryKind } from './vocabulary';

/** A sparkline is some 60 px wide. */
const POINTS = 20;

const LEVELS: Readonly<Record<InventoryKind, SubjectLevel>> = {
  namespaces: 'namespace',
  applications: 'app',
  services: 'service',
  workloads: 'workload',
};

export interface SubjectFiguresRequest {
  readonly kind: InventoryKind;
  readonly window: TimeWindow;
  /** All rows of the list, for names that occur in several clusters. */
  readonly all: readonly InventoryRow[];
  /** Those that are asked for; null = all. */
  readonly rows: readonly InventoryRow[] | null;
  /** True asks for what sparklines show too, which is a query over the whole window. */
  readonly trends: boolean;
}

export interface SubjectFigures {
  /** By the id of the row; rows of which nothing is known are left out. */
  readonly figures: ReadonlyMap<string, RowFigures>;
  readonly warnings: readonly Warning[];
}

/** A query for p95 and one for trends, once more each where names occur in several clusters. What fails is a warning. */
export async function loadSubjectFigures(
  port: SubjectsPort,
  { kind, window, all, rows, trends }: SubjectFiguresRequest,
  signal?: AbortSignal,
): Promise<SubjectFigures> {
  const wanted = (rows ?? all).filter(isCalled);
  if (wanted.length === 0) return { figures: new Map(), warnings: [] };
  const warnings: Warning[] = [];
  const level = LEVELS[kind];
  const twins = kind === 'namespaces' ? new Set<string>() : twinNames(all);
  const isTwin = (row: InventoryRow) => twins.has(nameOf(row));
  const ask = (of: readonly InventoryRow[], byCluster: boolean) =>
    askSubjects(
      port,
      { level, window, byCluster, signal, among: rows === null ? undefined : of },
      trends,
      warnings,
    );
  const several = wanted.filter(isTwin);
  const [single, apart] = await Promise.all([
    ask(wanted, false),
    several.length === 0 ? NOTHING : ask(several, true),
  ]);
  const figures = wanted.map(
    (row) => [row.id, isTwin(row) ? apart(row, row.cluster) : single(row, null)] as const,
  );
  return { figures: new Map(figures), warnings };
}

const NOTHING = (): RowFigures => ({ p95Ms: null, trend: null });

/** Only of what is called there is anything to ask. */
function isCalled({ figures }: InventoryRow): boolean {
  return figures !== null && figures.direction === 'incoming' && figures.requestsPerSecond !== null;
}

function nameOf({ namespace, name }: InventoryRow): string {
  return `${namespace ?? ''}/${name}`;
}

function twinNames(all: readonly InventoryRow[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const twins = new Set<string>();
  for (const row of all) {
    const name = nameOf(row);
    if (seen.has(name)) twins.add(name);
    seen.add(name);
  }
  return twins;
}

type FiguresOf = (row: InventoryRow, cluster: string | null) => RowFigures;

async function askSubjects(
  port: SubjectsPort,
  query: SubjectsQuery,
  wantsTrends: boolean,
  warnings: Warning[],
): Promise<FiguresOf> {
  const how = query.byCluster === true ? ' by cluster' : '';
  const stepSeconds = windowSeconds(query.window) / POINTS;
  const from = query.window.fromSeconds;
  const instants = Array.from({ length: POINTS }, (_, at) => from + (at + 1) * stepSeconds);
  const optional = optionalParts(warnings);
  const [p95, trends] = await Promise.all([
    optional(`The 95th percentiles${how} are`, port.p95(query)),
    wantsTrends ? optional(`Trends${how} are`, port.trends({ ...query, instants, stepSeconds })) : null,
  ]);
  const latencies = new Map((p95?.rows ?? []).map((row) => [subjectKey(row), row.p95Ms]));
  const courses = new Map((trends?.rows ?? []).map((row) => [subjectKey(row), row]));
  return ({ namespace, name }, cluster) => {
    const key = subjectKey({ cluster, namespace, name });
    return { p95Ms: latencies.get(key) ?? null, trend: trendOf(courses.get(key)) };
  };
}

function subjectKey({ cluster, namespace, name }: Subject): string {
  return `${cluster ?? ''}/${namespace}/${name}`;
}

function trendOf(trend: SubjectTrend | undefined): RowFigures['trend'] {
  if (trend === undefined) return null;
  const { requestsPerSecond, errorsPerSecond } = trend;
  return { requestsPerSecond: [...requestsPerSecond], errorsPerSecond: [...errorsPerSecond] };
}

/** Rows that bear the percentiles they were asked for. */
export function withPercentiles(
  rows: readonly InventoryRow[],
  figures: SubjectFigures['figures'],
): readonly InventoryRow[] {
  return rows.map((row) => {
    const p95Ms = figures.get(row.id)?.p95Ms ?? null;
    return row.figures === null || p95Ms === null ? row : { ...row, figures: { ...row.figures, p95Ms } };
  });
}
