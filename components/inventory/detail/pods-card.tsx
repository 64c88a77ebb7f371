/** The pods: ready or why not, restarts, CPU and memory. */
import { Card, CardHeader } from '@/components/ui/card';
import { HealthIcon } from '@/components/ui/health-icon';
import { Quantity } from '@/components/ui/quantity';
import type { InventoryRow } from '@/lib/insight/inventory/contract';
import type { PodAnswer } from '@/lib/insight/inventory/subject-contract';

export interface PodsCardProps {
  /** null = nobody tells of pods. */
  readonly pods: readonly PodAnswer[] | null;
  readonly replicas: InventoryRow['replicas'];
}

export function PodsCard({ pods, replicas }: PodsCardProps) {
  return (
    <Card aria-label="Pods">
      <CardHeader title="Pods" note={pods?.length ?? ''} />
      {pods === null ? (
        <p className="border-line border-t px-3 py-2 text-pretty text-sm text-text-2">
          {replicas === null ? '' : `${replicas.desired} wanted. `}
          Neither the source of configuration nor Prometheus (cAdvisor, kube-state-metrics) tells of its pods.
        </p>
      ) : pods.length === 0 ? (
        <p className="border-line border-t px-3 py-2 text-sm text-text-2">No pod of it runs.</p>
      ) : (
        <ul>
          {pods.map((pod) => (
            <Pod key={pod.name} pod={pod} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Pod({ pod }: { pod: PodAnswer }) {
  const { ready, usage } = pod;
  const isReady = ready !== null && pod.problem === null;
  const recent = Math.round(usage?.restartsInWindow ?? 0);
  return (
    <li className="grid gap-0.5 border-line border-t px-3 py-1.5 text-sm">
      <p className="flex min-w-0 items-center gap-1.5">
        {ready !== null && (
          <HealthIcon
            kind={isReady ? 'healthy' : 'failing'}
            label={isReady ? 'ready' : 'not ready'}
            className="size-3.5"
          />
        )}
        <span className="truncate font-mono text-xs" title={pod.name}>
          {pod.name}
        </span>
      </p>
      <p className="flex flex-wrap gap-x-4 gap-y-0.5 text-text-2 text-xs tabular-nums">
        {ready !== null && (
          <span>
            {ready.ready}/{ready.total} ready
          </span>
        )}
        {pod.restarts !== null && (
          <span className={recent > 0 ? 'font-medium text-degraded' : ''}>
            {pod.restarts} {pod.restarts === 1 ? 'restart' : 'restarts'}
            {recent > 0 && `, ${recent} in the window`}
          </span>
        )}
        {usage?.cpuCores != null && (
          <span>
            <Quantity
              value={usage.cpuCores}
              unit="count"
              decimals={3}
              note="cores, averaged over the window"
            />{' '}
            cores
          </span>
        )}
        {usage?.memoryBytes != null && <Quantity value={usage.memoryBytes} unit="bytes" note="working set" />}
        {pod.node !== null && <span>{pod.node}</span>}
        {pod.ip !== null && <span>{pod.ip}</span>}
        {pod.phase !== null && pod.phase !== 'Running' && <span>{pod.phase}</span>}
      </p>
      {pod.problem !== null && <p className="text-failing text-xs">{pod.problem}</p>}
    </li>
  );
}
