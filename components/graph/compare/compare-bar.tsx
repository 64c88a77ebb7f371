'use client';
/** Above the picture while two moments are compared: which, from when on a difference counts, and the way out. */
import { ArrowLeftRight, ArrowRight, TriangleAlert, X } from 'lucide-react';
import type { GraphView } from '@/components/graph/view-state';
import { useScope } from '@/components/shell/scope';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { IconButton } from '@/components/ui/icon-button';
import { beforeText, isEarlier } from '@/lib/graph/compare/moments';
import type { TimeWindow } from '@/lib/mesh/time-window';
import { MomentPicker } from './moment-picker';
import { ThresholdsForm } from './thresholds-form';
import type { ComparedMoments } from './use-comparison';

export interface CompareBarProps {
  readonly compared: ComparedMoments;
  readonly view: GraphView;
  readonly onChange: (change: Partial<GraphView>) => void;
}

const HOUR = 3600;
const DAY = 24 * HOUR;

export function CompareBar({ compared, view, onChange }: CompareBarProps) {
  const scope = useScope();
  const { beforeWindow, afterWindow, problem, error } = compared;
  const length = afterWindow.toSeconds - afterWindow.fromSeconds;
  const setBefore = (window: TimeWindow) => onChange({ before: beforeText({ kind: 'absolute', ...window }) });
  const setAfter = (window: TimeWindow) => scope.set({ window: { kind: 'absolute', ...window } });
  const apart = [...new Set([length, HOUR, DAY, 7 * DAY])]
    .filter((one) => one >= length)
    .sort((a, b) => a - b);
  return (
    <div className="border-line border-b bg-surface">
      <div className="flex min-h-11 flex-wrap items-center gap-2 px-3 py-1.5">
        <div className="flex h-7 items-center rounded-control border border-line">
          <MomentPicker
            name="Before"
            window={beforeWindow}
            apart={apart}
            onApart={(seconds) => onChange({ before: beforeText({ kind: 'apart', seconds }) })}
            onWindow={setBefore}
          />
          {isEarlier(beforeWindow, afterWindow) ? (
            <ArrowRight aria-hidden="true" className="size-3.5 text-text-3" />
          ) : (
            <IconButton
              label="Swap the two moments"
              className="!size-[26px]"
              onClick={() => {
                setBefore(afterWindow);
                setAfter(beforeWindow);
              }}
            >
              <ArrowLeftRight aria-hidden="true" className="!size-3.5" />
            </IconButton>
          )}
          <MomentPicker
            name="After"
            window={afterWindow}
            apart={[]}
            onApart={() => undefined}
            onWindow={setAfter}
          />
        </div>
        <ThresholdsForm
          thresholds={compared.thresholds}
          onChange={(thresholds) => onChange({ thresholds })}
        />
        <Checkbox
          checked={view.changedOnly}
          onCheckedChange={(changedOnly) => onChange({ changedOnly })}
          label={<span className="text-xs">Changed only</span>}
        />
        <span className="flex-1" />
        <IconButton label="Stop comparing" onClick={() => onChange({ before: null, changedOnly: false })}>
          <X aria-hidden="true" />
        </IconButton>
      </div>
      {(problem !== null || error !== null) && (
        <p
          role="status"
          className={`flex items-center gap-2 border-line border-t px-3 py-1.5 text-xs ${problem?.kind === 'wrong' || error !== null ? 'bg-failing-wash text-text' : 'bg-degraded-wash text-text'}`}
        >
          <TriangleAlert aria-hidden="true" className="size-3.5 shrink-0" />
          <span>
            {error !== null ? `The moment before could not be read: ${error.message}` : problem?.message}{' '}
            {error === null && <span className="text-text-2">{problem?.hint}</span>}
          </span>
          {error !== null && (
            <Button variant="quiet" onClick={compared.retry}>
              Try again
            </Button>
          )}
        </p>
      )}
    </div>
  );
}
