'use client';
/** The states that a dashboard was saved in: what differs from each, and the way back to it. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DiffView } from '@/components/config/diff-view';
import { atVersionQuery, versionsQuery } from '@/components/dashboards/data/write-dashboard';
import { useEditorView } from '@/components/dashboards/edit/editor-context';
import { ageText, instantText } from '@/components/shell/time-text';
import { useTimeZone } from '@/components/shell/time-zone';
import { Button } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { Dialog } from '@/components/ui/dialog';
import { Pill } from '@/components/ui/pill';
import { ProblemState } from '@/components/ui/problem-state';
import { Skeleton } from '@/components/ui/skeleton';
import { useToast } from '@/components/ui/toast';
import type { DashboardVersions } from '@/lib/dashboards/library/contract';
import { dashboardText } from './dashboard-text';

type Version = DashboardVersions['versions'][number];

export function VersionsDialog({ onClose }: { readonly onClose: () => void }) {
  const { dashboard, version: current, apply } = useEditorView();
  const toast = useToast();
  const answer = useQuery(versionsQuery(dashboard.uid));
  const [chosen, setChosen] = useState<Version | null>(null);
  const versions = answer.data ?? [];
  const shown = chosen ?? versions.find(({ version }) => version !== current) ?? null;
  const at = useQuery({
    ...atVersionQuery(dashboard.uid, shown?.version ?? ''),
    enabled: shown !== null,
  });
  const restore = () => {
    const { data } = at;
    if (data === undefined) return;
    apply(() => data);
    toast({ title: 'The version stands in the editor', description: 'Save to keep it, undo to leave it.' });
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="full"
      title="Versions"
      description="Each save is kept, the newest fifty at most. A version that is restored is a change like any other until it is saved."
      footer={
        <>
          <Button size="md" onClick={onClose}>
            Cancel
          </Button>
          <Button size="md" variant="primary" disabled={at.data === undefined} onClick={restore}>
            Restore this version
          </Button>
        </>
      }
    >
      {answer.error !== null ? (
        <ProblemState problem={answer.error} onRetry={() => void answer.refetch()} compact />
      ) : answer.data === undefined ? (
        <Skeleton className="h-[58vh]" />
      ) : (
        <div className="grid h-[62vh] grid-cols-[260px_minmax(0,1fr)] gap-3">
          <VersionList versions={versions} current={current} shown={shown} onShow={setChosen} />
          <div className="min-h-0 overflow-hidden rounded-control border border-line">
            {at.error !== null && <ProblemState problem={at.error} compact />}
            {shown === null && (
              <p className="p-4 text-sm text-text-2">There is no earlier version than what is stored.</p>
            )}
            {at.data !== undefined && (
              <DiffView
                before={dashboardText(at.data)}
                after={dashboardText(dashboard)}
                beforeLabel="That version"
                afterLabel="Here"
              />
            )}
          </div>
        </div>
      )}
    </Dialog>
  );
}

interface VersionListProps {
  readonly versions: readonly Version[];
  readonly current: string | null;
  readonly shown: Version | null;
  readonly onShow: (version: Version) => void;
}

/** A state that came back is a second save with the version of the first: saves are told apart by their moment too. */
function VersionList({ versions, current, shown, onShow }: VersionListProps) {
  const [clock] = useTimeZone();
  const now = Date.now();
  return (
    <ul aria-label="Versions" className="overflow-y-auto rounded-control border border-line">
      {versions.map((one, index) => {
        const { version, savedAtMs, by } = one;
        const pressed = shown !== null && keyOf(shown) === keyOf(one);
        return (
          <li key={keyOf(one)} className="border-line border-b last:border-b-0">
            <button
              type="button"
              aria-pressed={pressed}
              onClick={() => onShow(one)}
              className={classNames(
                'grid w-full gap-0.5 px-3 py-2 text-left -outline-offset-2',
                pressed ? 'bg-accent-wash' : 'hover:bg-raised',
              )}
            >
              <span className="flex items-center gap-2 text-sm tabular-nums">
                {instantText(savedAtMs, clock)}
                {index === 0 && version === current && <Pill>stored</Pill>}
              </span>
              <span className="text-text-3 text-xs">
                {ageText(now - savedAtMs)} ago · {by === '' ? 'nobody knows by whom' : by}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function keyOf({ version, savedAtMs }: Version): string {
  return `${savedAtMs} ${version}`;
}
