'use client';
/** One workload that was called: who may go on calling it, and whether only for what they were seen asking for. */
import { useEffect } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { ProblemState } from '@/components/ui/problem-state';
import type { ObservedWorkload } from '@/lib/config/assistants/mesh/observed-authorization';
import type { MeshObjects } from '@/lib/config/assistants/mesh-objects';
import { withRequests } from './observed-requests';
import { useSeenRequests } from './use-seen-requests';

export interface ObservedRowProps {
  workload: ObservedWorkload;
  namespace: string;
  /** Of the window. */
  seconds: number;
  mesh: MeshObjects;
  onWorkload: (next: ObservedWorkload) => void;
}

export function ObservedRow({ workload, namespace, seconds, mesh, onWorkload }: ObservedRowProps) {
  const { name, isChosen, isLimited, callers } = workload;
  return (
    <div className="rounded-control border border-line bg-canvas p-2.5">
      <Checkbox
        label={name}
        checked={isChosen}
        onCheckedChange={(next) => onWorkload({ ...workload, isChosen: next })}
      />
      {isChosen && (
        <div className="mt-1 grid gap-2 pl-6">
          <ul className="grid gap-1">
            {callers.map((caller) => (
              <li key={`${caller.principal} ${caller.workload}`}>
                <Checkbox
                  label={caller.workload}
                  hint={`${caller.principal === '' ? 'Plain text: no identity to allow' : caller.principal} · ${caller.rate.toFixed(2)} per second`}
                  checked={caller.isAllowed && caller.principal !== ''}
                  disabled={caller.principal === ''}
                  onCheckedChange={(isAllowed) =>
                    onWorkload({
                      ...workload,
                      callers: callers.map((one) => (one === caller ? { ...one, isAllowed } : one)),
                    })
                  }
                />
                {isLimited && caller.requests.length > 0 && (
                  <p className="break-words pl-6 font-mono text-text-2 text-xs">
                    {caller.requests.map(({ method, path }) => `${method} ${path}`).join(', ')}
                  </p>
                )}
              </li>
            ))}
          </ul>
          <Checkbox
            label="Only what they were seen asking for"
            hint="Methods and paths of recent traces"
            checked={isLimited}
            onCheckedChange={(next) => onWorkload({ ...workload, isLimited: next })}
          />
          {isLimited && (
            <SeenNote
              workload={workload}
              namespace={namespace}
              seconds={seconds}
              mesh={mesh}
              onWorkload={onWorkload}
            />
          )}
        </div>
      )}
    </div>
  );
}

/** Reads the traces and puts what they tell into the form. */
function SeenNote({ workload, namespace, seconds, mesh, onWorkload }: ObservedRowProps) {
  const services = mesh.view.services.filter((service) =>
    mesh.workloadsOf(service).some((one) => one.namespace === namespace && one.name === workload.name),
  );
  const app = mesh.view.workloads.find((one) => one.namespace === namespace && one.name === workload.name)
    ?.labels.app;
  const { seen, traces, isPending, problem } = useSeenRequests({
    service: `${app ?? services[0]?.name ?? workload.name}.${namespace}`,
    hosts: new Set(services.map(({ host }) => host)),
    seconds,
  });
  const read = isPending ? workload : withRequests(workload, seen);
  const isNew = JSON.stringify(read) !== JSON.stringify(workload);
  // The answer is the source; the form follows it once it is whole.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the workload itself is new at every drawing
  useEffect(() => {
    if (isNew) onWorkload(read);
  }, [isNew]);
  if (problem !== null) return <ProblemState compact problem={problem} />;
  return (
    <p className="text-text-3 text-xs">
      {isPending
        ? 'Reading recent traces…'
        : traces === 0
          ? 'No traces of it in this window.'
          : `From ${traces} recent ${traces === 1 ? 'trace' : 'traces'}.`}
    </p>
  );
}
