'use client';
/** The versions behind a route or a service beside one another, as they do today: what a canary is judged by. */
import { useQuery } from '@tanstack/react-query';
import { useScope } from '@/components/shell/scope';
import { Quantity } from '@/components/ui/quantity';
import type { ObjectId } from '@/lib/config/store';
import type { VersionFigures } from '@/lib/insight/canary/contract';
import { carriesTraffic, routeTrafficQuery } from './route-traffic-query';

const REFRESH_MS = 30_000;

/** A version by the name that a rule gives it, and the workloads that it stands for. */
export interface NamedVersion {
  readonly name: string;
  readonly workloads: readonly string[];
}

export interface VersionsTableProps {
  readonly id: ObjectId;
  /** Only these, by their names, also those without traffic; left out = every workload that answers. */
  readonly versions?: readonly NamedVersion[];
}

interface Row {
  readonly key: string;
  readonly name: string;
  readonly title: string;
  readonly figures: VersionFigures | null;
}

/** Nothing while there is nothing to compare. */
export function VersionsTable({ id, versions }: VersionsTableProps) {
  const { window } = useScope();
  const { data } = useQuery({ ...routeTrafficQuery(id, window), refetchInterval: REFRESH_MS });
  if (!carriesTraffic(id) || data === undefined) return null;
  const rows = versions === undefined ? data.versions.map(workloadRow) : namedRows(versions, data.versions);
  if (rows.length === 0) return null;
  return (
    <section aria-label="Versions today" className="border-line border-b px-4 py-3">
      <table className="w-full text-sm tabular-nums">
        <caption className="pb-1.5 text-left font-semibold text-sm">What answers today</caption>
        <thead className="text-text-3 text-xs">
          <tr>
            <th scope="col" className="py-1 text-left font-medium">
              {versions === undefined ? 'Workload' : 'Version'}
            </th>
            {['Rate', 'Share', 'Errors', 'p50', 'p95'].map((title) => (
              <th key={title} scope="col" className="py-1 pl-3 text-right font-medium">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <VersionRow key={row.key} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function workloadRow(figures: VersionFigures): Row {
  const { host, namespace, workload } = figures;
  const title = `${workload} in ${namespace}`;
  return { key: `${host} ${namespace}/${workload}`, name: workload, title, figures };
}

/** A version of several workloads has a row for each that answers. */
function namedRows(versions: readonly NamedVersion[], all: readonly VersionFigures[]): readonly Row[] {
  return versions.flatMap(({ name, workloads }): readonly Row[] => {
    const own = all.filter(({ workload }) => workloads.includes(workload)).map(workloadRow);
    if (own.length === 0) return [{ key: name, name, title: workloads.join(', '), figures: null }];
    return own.map((row) => ({
      ...row,
      key: `${name} ${row.key}`,
      name: own.length === 1 ? name : `${name}: ${row.name}`,
    }));
  });
}

function VersionRow({ row: { name, title, figures } }: { row: Row }) {
  const note = noteOf(figures);
  const errorShare = figures?.errorShare ?? null;
  return (
    <tr className="border-line border-t">
      <th scope="row" className="max-w-40 truncate py-1.5 text-left font-medium" title={title}>
        {name}
      </th>
      <td className="pl-3 text-right">
        <Quantity value={figures?.requestsPerSecond ?? null} unit="rps" {...note} />
      </td>
      <td className="pl-3 text-right">
        <Quantity value={figures?.share ?? null} unit="share" {...note} />
      </td>
      <td className={`pl-3 text-right ${(errorShare ?? 0) > 0 ? 'text-failing' : ''}`}>
        <Quantity value={errorShare} unit="share" {...noteOf(figures, 'no requests')} />
      </td>
      <td className="pl-3 text-right">
        <Quantity value={figures?.p50 ?? null} unit="ms" {...note} />
      </td>
      <td className="pl-3 text-right">
        <Quantity value={figures?.p95 ?? null} unit="ms" {...note} />
      </td>
    </tr>
  );
}

function noteOf(figures: VersionFigures | null, otherwise?: string): { readonly note?: string } {
  if (figures === null) return { note: 'No traffic in the window' };
  if (figures.isTcp) return { note: 'Connections opened' };
  return otherwise === undefined ? {} : { note: otherwise };
}
