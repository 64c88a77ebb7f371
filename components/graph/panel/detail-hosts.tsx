'use client';
/** Which hosts were asked for, how each answered: codes and flags of every host. */
import { Quantity } from '@/components/ui/quantity';
import { flagDetails } from '@/lib/graph/response-flags';
import type { RequestTraffic } from '@/lib/metrics/traffic';
import { CODE_BAR, codeRows } from './codes-table';
import { Nothing, Section } from './parts';

/** The rest is in the answer of the API. */
const MOST_HOSTS = 20;

export function DetailHosts({ requests }: { readonly requests: RequestTraffic | null }) {
  const codes = (requests?.codes ?? []).filter(({ ratePerSecond }) => ratePerSecond > 0);
  const rate = (of: typeof codes) => of.reduce((sum, { ratePerSecond }) => sum + ratePerSecond, 0);
  const hosts = [...Map.groupBy(codes, ({ host }) => host)]
    .map(([host, own]) => ({ host, own, ratePerSecond: rate(own) }))
    .sort((a, b) => b.ratePerSecond - a.ratePerSecond);
  return (
    <Section id="hosts" title="Hosts asked for" {...(hosts.length > 1 ? { note: String(hosts.length) } : {})}>
      {hosts.length === 0 && <Nothing>No request in this window.</Nothing>}
      <ul>
        {hosts.slice(0, MOST_HOSTS).map(({ host, own, ratePerSecond }) => (
          <li key={host} className="border-line border-t py-1 text-xs">
            <div className="flex h-[18px] items-center gap-2">
              <span className="min-w-0 flex-1 truncate" title={host ?? undefined}>
                {host ?? 'not told'}
              </span>
              <Quantity value={ratePerSecond} unit="rps" />
            </div>
            <HostCodes own={own} total={ratePerSecond} />
          </li>
        ))}
      </ul>
      {hosts.length > MOST_HOSTS && (
        <Nothing>{hosts.length - MOST_HOSTS} more hosts, each asked less.</Nothing>
      )}
    </Section>
  );
}

function HostCodes({ own, total }: { readonly own: RequestTraffic['codes']; readonly total: number }) {
  const isGrpc = own.some(({ grpcStatus }) => grpcStatus !== null);
  const rows = codeRows(own, isGrpc ? 'grpc' : 'http');
  return (
    <>
      <div aria-hidden="true" className="my-1 flex h-1.5 gap-px overflow-hidden rounded-full bg-raised">
        {rows.map((row) => (
          <span
            key={`${row.code} ${row.flags}`}
            className={`min-w-0.5 ${CODE_BAR[row.tone]}`}
            style={{ width: `${(row.ratePerSecond / total) * 100}%` }}
          />
        ))}
      </div>
      <ul className="flex flex-wrap gap-x-3 text-2xs text-text-2 leading-4">
        {rows.map((row) => (
          <li
            key={`${row.code} ${row.flags}`}
            title={flagDetails(row.flags) || row.words}
            className="whitespace-nowrap"
          >
            <span
              aria-hidden="true"
              className={`mr-1 inline-block size-1.5 rounded-full ${CODE_BAR[row.tone]}`}
            />
            <span className="font-mono">
              {row.code}
              {row.flags === '-' ? '' : ` ${row.flags}`}
            </span>{' '}
            <Quantity value={row.ratePerSecond / total} unit="share" />
          </li>
        ))}
      </ul>
    </>
  );
}
