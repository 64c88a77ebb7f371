'use client';
/** Drafts of whoever is signed in: each can be looked at, and those that are chosen are saved as one. */
import { useQuery } from '@tanstack/react-query';
import { PenLine } from 'lucide-react';
import { useMemo, useState } from 'react';
import { ConfigTabs } from '@/components/config/config-tabs';
import { DiffView } from '@/components/config/diff-view';
import type { KeptDraft } from '@/components/config/drafts';
import { SetManagers } from '@/components/config/managers/set-managers';
import { rehearsalQuery } from '@/components/config/queries';
import { useDrafts } from '@/components/config/use-drafts';
import { usePage } from '@/components/shell/page';
import { sessionQuery } from '@/components/shell/session';
import { useReasonAgainst } from '@/components/shell/write-rights';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import type { Change } from '@/lib/config/changes/change';
import { objectKey } from '@/lib/config/identity';
import { DoneNotice } from './done-notice';
import { DraftList } from './draft-list';
import { FailedWrite } from './failed-write';
import { PlanPanel } from './plan-panel';
import { useChangeSet } from './use-change-set';

export function ChangesPage() {
  usePage({
    title: 'Drafts',
    breadcrumb: [{ label: 'Configuration', href: '/config' }],
    without: ['window', 'namespaces', 'refresh'],
  });
  const drafts = useDrafts();
  const set = useChangeSet();
  return (
    <div className="grid h-full grid-rows-[auto_auto_minmax(0,1fr)]">
      <ConfigTabs />
      <div className="max-h-[40vh] overflow-y-auto">
        {set.done.map((done) => (
          <DoneNotice
            key={done.key}
            done={done}
            busy={set.busy}
            onUndo={() => void set.undo(done)}
            onForget={() => set.forget(done)}
          />
        ))}
        {set.problem !== null && <FailedWrite problem={set.problem} />}
      </div>
      {drafts.length === 0 ? (
        <EmptyState icon={<PenLine />} title="No unsaved drafts">
          What is typed into an object and not saved is kept here for seven days, in this browser.
        </EmptyState>
      ) : (
        <DraftWorkbench
          drafts={drafts}
          busy={set.busy}
          onSave={(changes) => void set.save(changes, 'Drafts')}
        />
      )}
    </div>
  );
}

interface DraftWorkbenchProps {
  drafts: readonly KeptDraft[];
  busy: boolean;
  onSave: (changes: readonly Change[]) => void;
}

function DraftWorkbench({ drafts, busy, onSave }: DraftWorkbenchProps) {
  const { data: session } = useQuery(sessionQuery);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [shownKey, setShownKey] = useState<string | null>(null);
  const chosen = useMemo(() => drafts.filter(({ id }) => !left.has(objectKey(id))), [drafts, left]);
  const changes = useMemo(
    () => chosen.map(({ id, text, version }): Change => ({ id, text, baseVersion: version })),
    [chosen],
  );
  const refused = useReasonAgainst(changes);
  const rehearsal = useQuery({ ...rehearsalQuery(changes), enabled: changes.length > 0 });
  const shown = drafts.find(({ id }) => objectKey(id) === shownKey) ?? drafts[0];
  const choose = (key: string, isChosen: boolean) => {
    const next = new Set(left);
    if (isChosen) next.delete(key);
    else next.add(key);
    setLeft(next);
  };
  return (
    <div className="grid min-h-0 grid-cols-[minmax(300px,380px)_minmax(0,1fr)] grid-rows-[minmax(0,1fr)_auto]">
      <div className="row-span-2 grid min-h-0 grid-rows-[minmax(0,1fr)_auto] border-line border-r bg-surface">
        <DraftList
          drafts={drafts}
          left={left}
          shownKey={shown === undefined ? null : objectKey(shown.id)}
          onChoose={choose}
          onShow={setShownKey}
        />
        <div className="grid gap-2 border-line border-t p-3">
          <Button
            size="md"
            variant="primary"
            busy={busy}
            disabled={
              changes.length === 0 || !rehearsal.isSuccess || session?.mayWrite !== true || refused !== null
            }
            onClick={() => onSave(changes)}
          >
            {changes.length === 1 ? 'Save 1 object' : `Save ${changes.length} objects as one`}
          </Button>
          <p className="text-text-3 text-xs">{refused ?? 'All of it is put back when one write fails.'}</p>
        </div>
      </div>
      <div className="min-h-0 overflow-hidden">
        {shown !== undefined && (
          <DiffView
            before={shown.baseText ?? ''}
            after={shown.text}
            beforeLabel={shown.baseText === null ? 'Nothing is stored yet' : 'Stored when it was opened'}
            afterLabel="Draft"
          />
        )}
      </div>
      <div className="max-h-[40vh] overflow-y-auto border-line border-t bg-surface">
        <SetManagers changes={changes} />
        <PlanPanel drafts={chosen} rehearsal={rehearsal} />
      </div>
    </div>
  );
}
