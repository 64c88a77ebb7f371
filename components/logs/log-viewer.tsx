'use client';
/** Logs of a workload's pods: merged by time, followed, searched, each line opened into what it says. */
import { useQuery } from '@tanstack/react-query';
import { ScrollText } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTimeZone } from '@/components/shell/time-zone';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ProblemState } from '@/components/ui/problem-state';
import { chosenLines } from './line-choice';
import { LineDetail } from './line-detail';
import { LogBar } from './log-bar';
import { LogList } from './log-list';
import { type LogQuestion, podsQuery } from './log-query';
import { MOST_KEPT } from './log-store';
import { FIRST_VIEW, type LogView } from './log-view';
import { usualSources } from './source-picker';
import { useLogs } from './use-logs';

export interface LogViewerProps {
  readonly namespace: string;
  /** Null = every pod of the namespace. */
  readonly workload: string | null;
}

export function LogViewer({ namespace, workload }: LogViewerProps) {
  const pods = useQuery(podsQuery(namespace, workload));
  const [picked, setPicked] = useState<readonly string[] | null>(null);
  const [view, setView] = useState<LogView>(FIRST_VIEW);
  const [chosen, setChosen] = useState<number | null>(null);
  const [atFoot, setAtFoot] = useState(true);
  const [zone] = useTimeZone();
  const sources = picked ?? usualSources(pods.data?.pods ?? []);
  const { follow, previous, lastSeconds, tail } = view;
  const question: LogQuestion | null =
    sources.length === 0 ? null : { namespace, sources, follow, previous, lastSeconds, tail };
  const logs = useLogs(question);
  const find = useDeferredValue(view.find);
  const { lines, problem: patternProblem } = useMemo(
    () => chosenLines(logs.lines, { find, isPattern: view.isPattern, level: view.level }),
    [logs.lines, find, view.isPattern, view.level],
  );
  if (pods.isError) return <ProblemState problem={pods.error} onRetry={() => void pods.refetch()} />;
  if (pods.data !== undefined && pods.data.pods.length === 0) {
    return (
      <EmptyState icon={<ScrollText />} title="No pods run now">
        {workload === null ? `Namespace ${namespace}` : workload} has no pod whose log could be read.
      </EmptyState>
    );
  }
  const line = logs.lines.find(({ number }) => number === chosen) ?? null;
  const [podName = '', container = ''] = sources[line?.source ?? 0]?.split('/') ?? [];
  const names = sources.map((source) => shortName(source, pods.data?.pods.length ?? 1));
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <LogBar
        pods={pods.data?.pods ?? []}
        sources={sources}
        onSources={setPicked}
        view={view}
        onView={(change) => setView((before) => ({ ...before, ...change }))}
        question={question}
        patternProblem={patternProblem}
        count={lines.length}
        total={logs.lines.length}
      />
      {logs.notices.map(({ source, message, hint }) => (
        <p
          key={`${source}${message}`}
          role="alert"
          className="border-line border-b bg-degraded-wash px-4 py-1.5 text-xs"
        >
          {source === null ? '' : `${names[source]}: `}
          {message} {hint}
        </p>
      ))}
      {logs.dropped > 0 && (
        <p className="border-line border-b px-4 py-1 text-text-3 text-xs">
          The oldest {logs.dropped.toLocaleString('en')} lines were let go: {MOST_KEPT.toLocaleString('en')}{' '}
          are kept here.
        </p>
      )}
      {logs.problem !== null ? (
        <ProblemState problem={logs.problem} onRetry={logs.readAgain} />
      ) : lines.length === 0 && (!logs.reading || logs.silent || logs.lines.length > 0) ? (
        <NoLines isFiltered={logs.lines.length > 0} isFollowed={logs.reading} />
      ) : (
        <LogList
          lines={lines}
          names={names}
          wrap={view.wrap}
          zone={zone}
          chosen={chosen}
          onChoose={setChosen}
          atFoot={atFoot}
          onAtFoot={setAtFoot}
        />
      )}
      <footer className="flex min-h-8 items-center gap-3 border-line border-t px-4 text-text-3 text-xs">
        <span role="status">
          {logs.end?.message ?? (logs.reading ? (follow ? 'Following' : 'Reading') : '')}
        </span>
        {logs.end !== null && logs.end.because !== 'complete' && (
          <Button variant="quiet" onClick={logs.readAgain}>
            Go on
          </Button>
        )}
        {!atFoot && lines.length > 0 && (
          <Button variant="quiet" className="ml-auto" onClick={() => setAtFoot(true)}>
            To the newest
          </Button>
        )}
      </footer>
      {line !== null && (
        <LineDetail
          line={line}
          pod={pods.data?.pods.find(({ name }) => name === podName) ?? null}
          container={container}
          zone={zone}
          onClose={() => setChosen(null)}
        />
      )}
    </div>
  );
}

function NoLines({ isFiltered, isFollowed }: { readonly isFiltered: boolean; readonly isFollowed: boolean }) {
  const [title, help] = isFiltered
    ? ['No line fits', 'Change what is looked for.']
    : isFollowed
      ? ['Nothing was written yet', 'What is written from now on is shown here.']
      : ['Nothing was written', 'Choose a longer time or other containers.'];
  return (
    <EmptyState icon={<ScrollText />} title={title ?? ''} className="min-h-0 flex-1">
      {help}
    </EmptyState>
  );
}

/** The end of the pod's name tells pods of a workload apart; the container always stands there. */
function shortName(source: string, podCount: number): string {
  const [pod = '', container = ''] = source.split('/');
  return podCount > 1 ? `${pod.split('-').slice(-1)} ${container}` : container;
}
