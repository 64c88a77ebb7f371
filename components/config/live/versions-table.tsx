'use client';
/** The versions behind a route object beside one another, as they do today: the comparison that a canary is judged by. */
import { useQuery } from '@tanstack/react-query';
import { useScope } from '@/components/shell/scope';
import { Quantity } from '@/components/ui/quantity';
import type { ObjectId } from '@/lib/config/store';
import { carriesTraffic, routeTrafficQuery } from './route-traffic-query';

/** Nothing while there is no traffic to compare. */
export function VersionsTable({ id }: { id: ObjectId }) {
  const { window } = useScope();
  const { data } = useQuery(routeTrafficQuery(id, window));
  if (!carriesTraffic(id) || data === undefined || data.versions.length === 0) return null;
  return (
    <section aria-label="Versions today" className="border-line border-b px-4 py-3">
      <table className="w-full text-sm tabular-nums">
        <caption className="pb-1.5 text-left font-semibold text-sm">What answers today</caption>
        <thead className="text-text-3 text-xs">
          <tr>
            <th scope="col" className="py-1 text-left font-medium">
              Workload
            </th>
            {['Rate', 'Share', 'Errors', 'p50', 'p95'].map((title) => (
              <th key={title} scope="col" className="py-1 pl-3 text-right font-medium">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.versions.map((one) => (
            <tr key={`${one.host} ${one.namespace}/${one.workload}`} className="border-line border-t">
              <th
                scope="row"
                className="max-w-40 truncate py-1.5 text-left font-medium"
                title={`${one.workload} in ${one.namespace}`}
              >
                {one.workload}
              </th>
              <td className="pl-3 text-right">
                <Quantity value={one.requestsPerSecond} unit="rps" />
              </td>
              <td className="pl-3 text-right">
                <Quantity value={one.share} unit="share" />
              </td>
              <td className={`pl-3 text-right ${(one.errorShare ?? 0) > 0 ? 'text-failing' : ''}`}>
                <Quantity value={one.errorShare} unit="share" note="no requests" />
              </td>
              <td className="pl-3 text-right">
                <Quantity value={one.p50} unit="ms" />
              </td>
              <td className="pl-3 text-right">
                <Quantity value={one.p95} unit="ms" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
