/** What stands in the cells of a list. */
import { ArrowUpRight, OctagonAlert, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { Sparkline } from '@/components/charts/sparkline';
import { PLANE_WORDS } from '@/components/inventory/kind-words';
import { inventoryHref } from '@/components/inventory/links';
import { classNames } from '@/components/ui/class-names';
import { HEALTH_TEXT, HealthIcon, type HealthKind } from '@/components/ui/health-icon';
import { Tag } from '@/components/ui/pill';
import { Quantity } from '@/components/ui/quantity';
import { Skeleton } from '@/components/ui/skeleton';
import type { InventoryRow } from '@/lib/insight/inventory/contract';
import type { RowFigures } from '@/lib/insight/inventory/row-figures-contract';
import type { InventoryKind } from '@/lib/insight/inventory/vocabulary';
import type { ColumnId } from './columns';
import type { Decimals } from './decimals';

export interface CellContext {
  readonly kind: InventoryKind;
  /** `coming`: metrics are being read; `missing`: they do not answer. */
  readonly figures: 'given' | 'coming' | 'missing';
  readonly decimals: Decimals;
  /** What takes longest, of this row; null = nobody called it. */
  readonly apart: RowFigures | 'coming' | null;
  /** Names alone do not tell rows apart. */
  readonly hasClusters: boolean;
  /** Keeps the scope in a link. */
  scoped(path: string): string;
  /** The cluster that no row has to say beside its name; null = a column tells all. */
  readonly home: string | null;
}

export interface InventoryCellProps {
  readonly row: InventoryRow;
  readonly column: ColumnId;
  readonly context: CellContext;
}

const MEASURED = new Set<ColumnId>([
  'health',
  'mtls',
  'rate',
  'trend',
  'errors',
  'p95',
  'apps',
  'cpu',
  'memory',
  'restarts',
]);

export function InventoryCell(props: InventoryCellProps) {
  const { row, column, context } = props;
  const isComing = context.figures === 'coming' && MEASURED.has(column);
  if (isComing || (context.apart === 'coming' && isAwaited(row, column)))
    return <Skeleton isStill className="ml-auto h-3.5 w-2/3" />;
  switch (column) {
    case 'health':
      return <HealthCell row={row} />;
    case 'name':
      return <NameCell row={row} context={context} />;
    case 'namespace':
      return <Words text={row.namespace} />;
    case 'cluster':
      return <Words text={row.cluster ?? row.clusters.join(', ')} />;
    case 'type':
      return <Words text={row.type} />;
    case 'plane':
      return <PlaneCell row={row} kind={context.kind} />;
    case 'ports':
      return <Words text={row.ports.length === 0 ? null : row.ports.join(', ')} />;
    case 'versions':
      return <Words text={row.holds?.versions.join(', ') ?? null} />;
    case 'holds':
      return <HoldsCell row={row} />;
    case 'apps':
      return <HealthCounts row={row} />;
    case 'replicas':
      return <ReplicasCell row={row} />;
    case 'findings':
      return <FindingsCell row={row} />;
    default:
      return <FigureCell {...props} />;
  }
}

/** A figure that comes after the others, and will come: of what nobody called there is none. */
function isAwaited({ figures }: InventoryRow, column: ColumnId): boolean {
  if (figures === null || figures.requestsPerSecond === null || figures.direction !== 'incoming')
    return false;
  return column === 'trend' || (column === 'p95' && figures.p95Ms === null);
}

function PlaneCell({ row: { plane, revision }, kind }: { row: InventoryRow; kind: InventoryKind }) {
  const { word, about } = PLANE_WORDS[plane];
  // A namespace without a label is a choice; a workload outside may be a mistake.
  const isDoubtful = plane === 'none' && kind !== 'namespaces';
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <span title={about} className={classNames('truncate', isDoubtful ? 'text-degraded' : 'text-text-2')}>
        {word}
      </span>
      {revision !== null && kind === 'namespaces' && (
        <Tag title="Revision of its control plane">{revision}</Tag>
      )}
    </span>
  );
}

function HealthCell({ row: { health } }: { row: InventoryRow }) {
  const why =
    'reasons' in health ? health.reasons.join('. ') : health.kind === 'unknown' ? health.because : undefined;
  return (
    <span title={why} className="flex items-center">
      <HealthIcon kind={health.kind} label={why === undefined ? health.kind : `${health.kind}: ${why}`} />
    </span>
  );
}

function NameCell({
  row,
  context: { kind, hasClusters, home, scoped },
}: {
  row: InventoryRow;
  context: CellContext;
}) {
  const { cluster } = row;
  const isElsewhere = home !== null && hasClusters && cluster !== null && cluster !== home;
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Link
        href={
          scoped(inventoryHref(kind, { ...row, cluster: hasClusters ? cluster : null })) as ReturnType<
            typeof inventoryHref
          >
        }
        prefetch={false}
        title={row.name}
        className="min-w-0 truncate font-medium text-text after:absolute after:inset-0 hover:text-accent"
      >
        {row.name}
      </Link>
      {isElsewhere && <Tag title={`In cluster ${cluster}`}>{cluster}</Tag>}
    </span>
  );
}

function Words({ text }: { text: string | null }) {
  if (text === null || text === '') return <None because="Not known" />;
  return (
    <span title={text} className="block truncate text-text-2">
      {text}
    </span>
  );
}

function None({ because }: { because: string }) {
  return (
    <span title={because} className="text-text-3">
      –
    </span>
  );
}

function HoldsCell({ row: { holds } }: { row: InventoryRow }) {
  if (holds === null) return <None because="Configuration does not hold it." />;
  const count = (many: number, word: string) => `${many} ${word}${many === 1 ? '' : 's'}`;
  return <Words text={`${count(holds.workloads, 'workload')}, ${count(holds.services, 'service')}`} />;
}

const COUNTED: readonly HealthKind[] = ['failing', 'degraded', 'healthy', 'idle'];

function HealthCounts({ row: { holds } }: { row: InventoryRow }) {
  const shown = COUNTED.flatMap((kind) => {
    const count = holds?.health[kind as keyof typeof holds.health] ?? 0;
    return count > 0 ? [{ kind, count }] : [];
  });
  if (shown.length === 0) return <None because="No application of it is known." />;
  return (
    <span className="flex items-center gap-2.5 tabular-nums">
      {shown.map(({ kind, count }) => (
        <span
          key={kind}
          title={`${count} ${kind}`}
          className="inline-flex items-center gap-1 text-text-2 text-xs"
        >
          <HealthIcon kind={kind} className="size-3.5" />
          {count}
        </span>
      ))}
    </span>
  );
}

function ReplicasCell({ row: { replicas } }: { row: InventoryRow }) {
  if (replicas === null) return <None because="Not known, or no thing that has replicas" />;
  const { desired, ready } = replicas;
  if (ready === null) {
    return (
      <span
        title={`${desired} wanted; the source of configuration does not tell how many are ready`}
        className="text-text-2 tabular-nums"
      >
        {desired}
      </span>
    );
  }
  const tone =
    ready >= desired ? 'text-text-2' : ready === 0 ? 'font-medium text-failing' : 'font-medium text-degraded';
  return (
    <span title={`${ready} of ${desired} ready`} className={classNames('tabular-nums', tone)}>
      {ready}/{desired}
    </span>
  );
}

function FindingsCell({ row: { findings } }: { row: InventoryRow }) {
  if (findings === null) return <None because="Configuration does not answer." />;
  const { errors, warnings } = findings;
  if (errors + warnings === 0) return <span className="text-text-3 tabular-nums">0</span>;
  return (
    <span
      title={`${errors} errors, ${warnings} warnings`}
      className="inline-flex items-center justify-end gap-2 text-xs tabular-nums"
    >
      {errors > 0 && (
        <span className="inline-flex items-center gap-1 text-failing">
          <OctagonAlert aria-hidden="true" className="size-3.5" />
          {errors}
        </span>
      )}
      {warnings > 0 && (
        <span className="inline-flex items-center gap-1 text-degraded">
          <TriangleAlert aria-hidden="true" className="size-3.5" />
          {warnings}
        </span>
      )}
    </span>
  );
}

const QUIET = 'No traffic in this window';

function FigureCell({ row, column, context: { decimals, figures, apart } }: InventoryCellProps) {
  const told = row.figures;
  const later = apart === 'coming' ? null : apart;
  const p95Ms = told?.p95Ms ?? later?.p95Ms ?? null;
  const note = figures === 'missing' ? 'Metrics do not answer' : QUIET;
  switch (column) {
    case 'rate':
      return <RateCell row={row} decimals={decimals.rate} note={note} />;
    case 'errors':
      return (
        <Quantity
          value={told?.errorShare ?? null}
          unit="share"
          note={told?.errorShare == null ? note : 'of its requests in the window'}
          className={(told?.errorShare ?? 0) > 0 ? errorTone(row.health.kind) : ''}
        />
      );
    case 'p95':
      return (
        <Quantity
          value={p95Ms}
          unit="ms"
          note={p95Ms === null ? 'No request was sent to it' : 'over the window'}
        />
      );
    case 'mtls':
      return (
        <Quantity
          value={told?.mutualTlsShare ?? null}
          unit="share"
          note={told?.mutualTlsShare == null ? 'No server tells' : 'of what arrives'}
        />
      );
    case 'trend':
      return <TrendCell row={row} trend={later?.trend ?? null} />;
    case 'cpu':
      return (
        <Quantity
          value={row.usage?.cpuCores ?? null}
          unit="count"
          decimals={decimals.cpu}
          note={row.usage === null ? NO_USAGE : 'cores, averaged over the window'}
        />
      );
    case 'memory':
      return (
        <Quantity
          value={row.usage?.memoryBytes ?? null}
          unit="bytes"
          note={row.usage === null ? NO_USAGE : 'working set at the end of the window'}
        />
      );
    case 'restarts':
      return <RestartsCell row={row} />;
    default:
      return null;
  }
}

const NO_USAGE = 'Prometheus has no such series of its pods, or none that names its cluster';

function errorTone(kind: HealthKind): string {
  return kind === 'failing' || kind === 'degraded' ? `font-medium ${HEALTH_TEXT[kind]}` : '';
}

function RateCell({
  row: { figures },
  decimals,
  note,
}: {
  row: InventoryRow;
  decimals: number;
  note: string;
}) {
  if (figures === null) return <Quantity value={null} unit="rps" note={note} />;
  const { requestsPerSecond, tcpBytesPerSecond, direction } = figures;
  const isOut = direction === 'outgoing';
  return (
    <span className="inline-flex items-center justify-end gap-1">
      {isOut && <ArrowUpRight role="img" aria-label="calls that it makes" className="size-3.5 text-text-3" />}
      {requestsPerSecond === null && tcpBytesPerSecond !== null ? (
        <Quantity value={tcpBytesPerSecond} unit="bytesPerSecond" note="TCP, both ways" />
      ) : (
        <Quantity
          value={requestsPerSecond}
          unit="rps"
          decimals={decimals}
          note={requestsPerSecond === null ? note : isOut ? 'calls that it makes' : 'what arrives'}
        />
      )}
    </span>
  );
}

function TrendCell({ row: { health, name }, trend }: { row: InventoryRow; trend: RowFigures['trend'] }) {
  if (trend === null) return <span aria-hidden="true" />;
  const color =
    health.kind === 'failing'
      ? 'var(--failing)'
      : health.kind === 'degraded'
        ? 'var(--degraded-mark)'
        : 'var(--text-3)';
  return (
    <Sparkline
      values={trend.requestsPerSecond}
      label={`Requests to ${name} over the window`}
      width={64}
      color={color}
    />
  );
}

function RestartsCell({ row: { usage } }: { row: InventoryRow }) {
  const recent = Math.round(usage?.restartsInWindow ?? 0);
  return (
    <Quantity
      value={usage?.restarts ?? null}
      unit="count"
      note={
        usage?.restarts == null
          ? NO_USAGE
          : recent > 0
            ? `${recent} of them in the window`
            : 'none of them in the window'
      }
      className={recent > 0 ? 'font-medium text-degraded' : ''}
    />
  );
}
