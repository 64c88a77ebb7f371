'use client';
/** Details of the selection: the window before, percentiles, sizes, shares, hosts and identities. */
import { useQuery } from '@tanstack/react-query';
import { ProblemState } from '@/components/ui/problem-state';
import { Skeleton } from '@/components/ui/skeleton';
import type { GraphAnswer } from '@/lib/graph/contract';
import type { DetailAnswer } from '@/lib/graph/detail/contract';
import { DetailBefore } from './detail-before';
import { DetailHosts } from './detail-hosts';
import { DetailIdentities } from './detail-identities';
import { DetailLadder, DetailSizes } from './detail-ladder';
import { type DetailOf, detailQuery } from './detail-query';
import { DetailShares } from './detail-shares';
import { Nothing, Section } from './parts';

export interface DetailSectionsProps {
  readonly of: DetailOf;
  readonly window: GraphAnswer['window'];
  /** What runs there, as far as the picture knows: how much room the figures need. */
  readonly carries: { readonly requests: boolean; readonly tcp: boolean };
}

export function DetailSections({ of, window, carries }: DetailSectionsProps) {
  const { data, error, refetch } = useQuery(detailQuery(of, window));
  if (data === undefined) {
    if (error === null) return <Waiting carries={carries} isEdge={'source' in of} />;
    return (
      <Section id="detail" title="Details">
        <ProblemState problem={error} compact onRetry={() => void refetch()} />
      </Section>
    );
  }
  return (
    <>
      <Missing data={data} />
      <DetailBefore data={data} carries={carries} />
      {carries.requests && <DetailLadder ladder={data.latency} />}
      {carries.requests && <DetailSizes request={data.requestSize} response={data.responseSize} />}
      {data.shares !== null && <DetailShares shares={data.shares} />}
      {carries.requests && <DetailHosts requests={data.requests} />}
      <DetailIdentities mtls={data.mtls} />
    </>
  );
}

function Missing({ data }: { readonly data: DetailAnswer }) {
  if (data.warnings.length === 0) return null;
  return (
    <div role="status" className="px-4 pt-3">
      {data.warnings.map(({ message }) => (
        <Nothing key={message}>{message}</Nothing>
      ))}
    </div>
  );
}

/** As high as what comes. */
function Waiting({
  carries,
  isEdge,
}: {
  readonly carries: DetailSectionsProps['carries'];
  readonly isEdge: boolean;
}) {
  const rows = (carries.requests ? 8 : 0) + (carries.tcp ? 3 : 0) + 1;
  const sections: readonly (readonly [id: string, title: string, height: number])[] = [
    ['before', 'Against the window before', 20 + rows * 24],
    ...(carries.requests
      ? ([
          ['percentiles', 'Latency percentiles', 7 * 22],
          ['sizes', 'Sizes', 20 + 2 * 24],
        ] as const)
      : []),
    ...(isEdge ? ([['shares', 'Share of traffic', 2 * 26]] as const) : []),
    ...(carries.requests ? ([['hosts', 'Hosts asked for', 26]] as const) : []),
    ['identities', 'Identities', 40],
  ];
  return sections.map(([id, title, height]) => (
    <Section key={id} id={id} title={title}>
      <div style={{ height }}>
        <Skeleton className="h-full w-full" />
      </div>
    </Section>
  ));
}
