'use client';
/** Above the lines: what is read, what is looked for, and what can be done with it. */
import { Download, Regex, WrapText } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { SearchField } from '@/components/ui/search-field';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { Select } from '@/components/ui/select';
import { withBasePath } from '@/lib/http/base-path';
import type { PodsAnswer } from '@/lib/logs/contract';
import type { LevelChoice } from './line-choice';
import { type LogQuestion, logParameters } from './log-query';
import type { LogView } from './log-view';
import { SourcePicker } from './source-picker';

export interface LogBarProps {
  readonly pods: PodsAnswer['pods'];
  readonly sources: readonly string[];
  readonly onSources: (sources: readonly string[]) => void;
  readonly view: LogView;
  readonly onView: (change: Partial<LogView>) => void;
  readonly question: LogQuestion | null;
  readonly patternProblem: string | null;
  readonly count: number;
  readonly total: number;
}

const RANGES = [
  { value: 'lines', label: 'Last 200 lines each' },
  { value: 'many', label: 'Last 2,000 lines each' },
  { value: '300', label: 'Last 5 min' },
  { value: '3600', label: 'Last hour' },
  { value: '21600', label: 'Last 6 h' },
] as const;
type Range = (typeof RANGES)[number]['value'];

const LEVELS: readonly { value: LevelChoice; label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'warn', label: 'Warnings' },
  { value: 'error', label: 'Errors' },
];

function rangeOf({ lastSeconds, tail }: LogView): Range {
  if (lastSeconds === null) return tail > 200 ? 'many' : 'lines';
  return RANGES.find(({ value }) => value === String(lastSeconds))?.value ?? '300';
}

function changeOf(range: Range): Pick<LogView, 'lastSeconds' | 'tail'> {
  if (range === 'lines') return { lastSeconds: null, tail: 200 };
  if (range === 'many') return { lastSeconds: null, tail: 2000 };
  return { lastSeconds: Number(range), tail: 5000 };
}

export function LogBar(props: LogBarProps) {
  const { pods, sources, onSources, view, onView, question, patternProblem, count, total } = props;
  const hasPrevious = pods.some((pod) => pod.containers.some((one) => one.hasPrevious));
  const download = () => {
    if (question === null) return;
    const parameters = logParameters({ ...question, follow: false }, Date.now() / 1000);
    if (view.find !== '') parameters.set('find', view.find);
    if (view.isPattern) parameters.set('pattern', 'true');
    window.location.assign(withBasePath(`/api/logs/download?${parameters}`));
  };
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-2 border-line border-b bg-surface px-4 py-1.5">
      <SourcePicker pods={pods} chosen={sources} onChosen={onSources} />
      <Select
        label="Time"
        value={rangeOf(view)}
        onValueChange={(range: Range) => onView(changeOf(range))}
        options={RANGES}
      />
      <Button
        active={view.follow}
        aria-pressed={view.follow}
        onClick={() => onView({ follow: !view.follow })}
      >
        Follow
      </Button>
      {hasPrevious && (
        <Button
          active={view.previous}
          aria-pressed={view.previous}
          onClick={() => onView({ previous: !view.previous })}
        >
          Before the restart
        </Button>
      )}
      <SearchField
        label="Find in these lines"
        value={view.find}
        onValueChange={(find) => onView({ find })}
        aria-invalid={patternProblem !== null || undefined}
        title={patternProblem ?? undefined}
        className="w-64"
        trailing={
          <span className="tabular-nums">
            {view.find === '' && view.level === 'all' ? '' : `${count} of ${total}`}
          </span>
        }
      />
      <IconButton
        label="Read it as an RE2 pattern"
        active={view.isPattern}
        aria-pressed={view.isPattern}
        onClick={() => onView({ isPattern: !view.isPattern })}
      >
        <Regex aria-hidden="true" />
      </IconButton>
      <SegmentedControl
        label="Level"
        value={view.level}
        onValueChange={(level) => onView({ level })}
        segments={LEVELS}
      />
      <span className="ml-auto flex gap-1">
        <IconButton
          label="Wrap long lines"
          active={view.wrap}
          aria-pressed={view.wrap}
          onClick={() => onView({ wrap: !view.wrap })}
        >
          <WrapText aria-hidden="true" />
        </IconButton>
        <IconButton label="Download as a file" onClick={download} disabled={question === null}>
          <Download aria-hidden="true" />
        </IconButton>
      </span>
      {patternProblem !== null && <p className="w-full text-failing text-xs">{patternProblem}</p>}
    </div>
  );
}
