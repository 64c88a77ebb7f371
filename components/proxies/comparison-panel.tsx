'use client';
/** What istiod would send now against what the proxy has. */
import { useQuery } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { Fragment } from 'react';
import { ProblemState } from '@/components/ui/problem-state';
import { Skeleton } from '@/components/ui/skeleton';
import type { TypeDifference } from '@/lib/proxies/contract';
import { type ProxyId, proxyComparisonQuery } from './proxy-queries';

const TITLES: Readonly<Record<TypeDifference['type'], string>> = {
  clusters: 'Clusters',
  listeners: 'Listeners',
  routes: 'Route tables',
  endpoints: 'Endpoints',
};

export function ComparisonPanel({ proxy }: { readonly proxy: ProxyId }) {
  const query = useQuery(proxyComparisonQuery(proxy));
  if (query.isError) return <ProblemState problem={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <Skeleton className="m-4 h-40" />;
  const { types, istiod, warnings } = query.data;
  return (
    <div className="min-h-0 flex-1 space-y-5 overflow-auto p-4 text-sm">
      <p className="text-text-2 text-xs">
        What {istiod.pod} would send now, beside what the proxy has. A difference for a moment after a change
        is usual; one that stays means that the proxy refused it or is not reached.
      </p>
      {warnings.map((warning) => (
        <p key={warning} className="text-degraded text-xs">
          {warning}
        </p>
      ))}
      {types.map((difference) => (
        <TypePart key={difference.type} difference={difference} />
      ))}
    </div>
  );
}

function TypePart({ difference }: { readonly difference: TypeDifference }) {
  const { type, same, missing, extra, changed } = difference;
  const isSame = missing.length + extra.length + changed.length === 0;
  return (
    <section aria-label={TITLES[type]}>
      <h3 className="flex items-center gap-2 font-semibold text-sm">
        {TITLES[type]}
        <span className="font-normal text-text-3 text-xs">{same} alike</span>
        {isSame && (
          <span className="inline-flex items-center gap-1 font-normal text-healthy text-xs">
            <CircleCheck aria-hidden="true" className="size-3.5" /> no difference
          </span>
        )}
      </h3>
      <Names title="Missing in the proxy" names={missing} />
      <Names title="In the proxy only" names={extra} />
      {changed.map(({ name, fields }) => (
        <div key={name} className="mt-2">
          <p className="break-all font-medium text-xs">{name}</p>
          <table className="mt-1 w-full table-fixed border-collapse text-xs">
            <thead className="text-left text-text-3 [&_th]:py-1 [&_th]:font-medium">
              <tr>
                <th scope="col" className="w-3/5">
                  Field
                </th>
                <th scope="col">Would be sent</th>
                <th scope="col">Held by the proxy</th>
              </tr>
            </thead>
            <tbody>
              {fields.map(({ path, intended, actual }) => (
                <tr key={path} className="border-line border-t align-top">
                  <td className="break-words py-1 pr-3 text-text-2">
                    <FieldPath path={path} />
                  </td>
                  <td className="break-all py-1 pr-3 font-mono">{intended ?? 'none'}</td>
                  <td className="break-all py-1 font-mono text-degraded">{actual ?? 'none'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ))}
    </section>
  );
}

/** A long path breaks between its steps. */
function FieldPath({ path }: { readonly path: string }) {
  return path.split(/(?<=[.\]])/).map((step, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the place in the path is the step's identity
    <Fragment key={index}>
      <wbr />
      {step}
    </Fragment>
  ));
}

function Names({ title, names }: { readonly title: string; readonly names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <details className="mt-2 text-xs" open={names.length <= 10}>
      <summary className="cursor-default text-degraded">
        {title}: {names.length}
      </summary>
      <ul className="mt-1 grid gap-0.5 pl-4 font-mono">
        {names.map((name) => (
          <li key={name} className="break-all">
            {name}
          </li>
        ))}
      </ul>
    </details>
  );
}
