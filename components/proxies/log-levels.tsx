'use client';
/** The levels of the proxy's loggers; administrators may set them until the pod is replaced. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { sessionQuery } from '@/components/shell/session';
import { useWriteRights } from '@/components/shell/write-rights';
import { ProblemState } from '@/components/ui/problem-state';
import { Select } from '@/components/ui/select';
import { LEVELS, type ProxyOverview } from '@/lib/proxies/contract';
import { type ProxyId, proxyOverviewQuery, setLogLevel } from './proxy-queries';

export interface LogLevelsProps {
  readonly proxy: ProxyId;
  readonly levels: ProxyOverview['logLevels'];
}

export function LogLevels({ proxy, levels }: LogLevelsProps) {
  const client = useQueryClient();
  const session = useQuery(sessionQuery);
  const change = useMutation({
    mutationFn: (wanted: { logger: string | null; level: string }) => setLogLevel(proxy, wanted),
    onSuccess: () => client.invalidateQueries({ queryKey: proxyOverviewQuery(proxy).queryKey }),
  });
  // A level is set through the port that the rest is read from.
  const rights = useWriteRights({ group: '', kind: 'pods/portforward', namespace: proxy.namespace });
  const maySet = rights.create;
  const all = new Set(levels.map(({ level }) => level));
  return (
    <div className="min-h-0 flex-1 space-y-3 overflow-auto p-4 text-sm">
      <p className="text-text-2 text-xs">
        {whatLevelsAre(maySet, session.data?.mayWrite === true ? rights.because : NOT_ADMIN)}
      </p>
      {change.isError && <ProblemState problem={change.error} compact />}
      <div className="grid grid-cols-[repeat(auto-fill,minmax(260px,1fr))] gap-x-6 gap-y-1">
        <div className="col-span-full grid grid-cols-subgrid pb-2">
          <LevelRow
            name="all loggers"
            level={all.size === 1 ? ([...all][0] ?? '') : ''}
            disabled={!maySet || change.isPending}
            onLevel={(level) => change.mutate({ logger: null, level })}
          />
        </div>
        {levels
          .filter(({ logger }) => logger !== '')
          .map(({ logger, level }) => (
            <LevelRow
              key={logger}
              name={logger}
              level={level}
              disabled={!maySet || change.isPending}
              onLevel={(next) => change.mutate({ logger, level: next })}
            />
          ))}
      </div>
    </div>
  );
}

const NOT_ADMIN = 'Only administrators set levels.';

function whatLevelsAre(maySet: boolean, because: string | null): string {
  if (maySet)
    return 'A level holds until the pod is replaced, and each change is written to the audit log. Debug and trace slow a busy proxy down.';
  return because ?? 'Who may set levels is being asked.';
}

interface LevelRowProps {
  readonly name: string;
  readonly level: string;
  readonly disabled: boolean;
  readonly onLevel: (level: string) => void;
}

function LevelRow({ name, level, disabled, onLevel }: LevelRowProps) {
  const options = [...new Set([...LEVELS, ...(level === '' ? [] : [level])])].map((value) => ({
    value,
    label: value,
  }));
  return (
    <div className="flex max-w-[320px] items-center justify-between gap-3">
      <span className="truncate font-mono text-xs">{name}</span>
      <Select
        label={`Level of ${name}`}
        value={level}
        onValueChange={onLevel}
        options={options}
        placeholder="mixed"
        disabled={disabled}
        className="w-28"
      />
    </div>
  );
}
