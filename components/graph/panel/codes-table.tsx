'use client';
/** How requests ended: code, flag, its meaning in words, share and rate. */
import type { Route } from 'next';
import Link from 'next/link';
import { useScopedHref } from '@/components/shell/scope';
import { classNames } from '@/components/ui/class-names';
import { Quantity } from '@/components/ui/quantity';
import { endInWords, flagDetails } from '@/lib/graph/response-flags';
import type { Protocol } from '@/lib/mesh/identity';
import { isError, outcomeOf } from '@/lib/metrics/outcome';
import type { CodeRate } from '@/lib/metrics/traffic';

export interface CodeRow {
  readonly code: string;
  readonly flags: string;
  readonly words: string;
  readonly ratePerSecond: number;
  readonly tone: 'healthy' | 'degraded' | 'injected' | 'failing';
}

/** Rows with the same ending are one, whichever host was asked; most frequent first. */
export function codeRows(codes: readonly CodeRate[], protocol: Protocol): CodeRow[] {
  const rows = new Map<string, CodeRow>();
  for (const one of codes) {
    const grpc = one.grpcStatus === null || one.grpcStatus === '0' ? '' : ` · ${one.grpcStatus}`;
    const code = `${one.code === '0' ? '–' : one.code || 'not told'}${grpc}`;
    const key = `${code} ${one.flags}`;
    const outcome = outcomeOf(protocol, one);
    const tone = isError(outcome)
      ? 'failing'
      : outcome === 'injected'
        ? 'injected'
        : outcome === 'clientError'
          ? 'degraded'
          : 'healthy';
    const before = rows.get(key)?.ratePerSecond ?? 0;
    rows.set(key, {
      code,
      flags: one.flags,
      words: endInWords(one),
      ratePerSecond: before + one.ratePerSecond,
      tone,
    });
  }
  return [...rows.values()]
    .filter((row) => row.ratePerSecond > 0)
    .sort((a, b) => b.ratePerSecond - a.ratePerSecond);
}

/** The colours of the charts. */
export const CODE_BAR = {
  healthy: 'bg-healthy',
  degraded: 'bg-degraded-mark',
  injected: 'bg-series-5',
  failing: 'bg-failing',
} as const;

export interface CodesTableProps {
  readonly rows: readonly CodeRow[];
  /** The traces that ended so; null where there are none to look for. */
  readonly hrefOf?: (row: CodeRow) => string | null;
}

export function CodesTable({ rows, hrefOf }: CodesTableProps) {
  const total = rows.reduce((sum, row) => sum + row.ratePerSecond, 0);
  return (
    <table className="w-full text-xs">
      <thead className="sr-only">
        <tr>
          <th scope="col">Code</th>
          <th scope="col">Flags</th>
          <th scope="col">Meaning</th>
          <th scope="col">Part</th>
          <th scope="col">Share</th>
          <th scope="col">Rate</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr
            key={`${row.code} ${row.flags}`}
            className="h-[26px] border-line border-t"
            title={flagDetails(row.flags) || undefined}
          >
            <td className="whitespace-nowrap pr-2 font-medium font-mono">
              <Code row={row} href={hrefOf?.(row) ?? null} />
            </td>
            <td
              className={classNames('whitespace-nowrap pr-2 font-mono', row.flags === '-' && 'text-text-3')}
            >
              {row.flags === '-' ? '–' : row.flags}
            </td>
            <td className="w-full max-w-0 truncate pr-2">{row.words}</td>
            <td className="pr-2">
              <span aria-hidden="true" className="block h-1.5 w-12 overflow-hidden rounded-full bg-raised">
                <span
                  className={classNames('block h-full min-w-0.5 rounded-full', CODE_BAR[row.tone])}
                  style={{ width: `${total === 0 ? 0 : (row.ratePerSecond / total) * 100}%` }}
                />
              </span>
            </td>
            <td className="whitespace-nowrap pl-1 text-right">
              <Quantity value={total === 0 ? null : row.ratePerSecond / total} unit="share" />
            </td>
            <td className="whitespace-nowrap pl-2 text-right">
              <Quantity value={row.ratePerSecond} unit="rps" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Code({ row, href }: { readonly row: CodeRow; readonly href: string | null }) {
  const scoped = useScopedHref();
  if (href === null) return row.code;
  return (
    <Link
      href={scoped(href) as Route}
      prefetch={false}
      title={`Traces that ended with ${row.code}`}
      className="text-accent hover:underline"
    >
      {row.code}
    </Link>
  );
}
