'use client';
/** Before an object is deleted: who still refers to it, what would be found wrong then, and what traffic would change. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ProblemState } from '@/components/ui/problem-state';
import type { Assessment } from '@/lib/config/contract';
import { objectKey, objectName } from '@/lib/config/identity';
import type { ObjectId } from '@/lib/config/store';
import { ElsewhereList } from './elsewhere-list';
import { ImpactPanel } from './impact/impact-panel';
import { ObjectLink } from './object-link';
import { rehearsalQuery } from './queries';

export interface DeleteDialogProps {
  id: ObjectId;
  version: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Undefined while they are on the way. */
  references: Assessment['references'] | undefined;
  busy: boolean;
  onDelete: () => void;
}

export function DeleteDialog(props: DeleteDialogProps) {
  const { id, version, open, onOpenChange, references, busy, onDelete } = props;
  const change = useMemo(() => [{ id, text: null, baseVersion: version }], [id, version]);
  const rehearsal = useQuery({ ...rehearsalQuery(change), enabled: open });
  const drafts = useMemo(() => [{ id, text: null }], [id]);
  const by = references?.by ?? [];
  const findings = (rehearsal.data?.findings ?? []).filter(
    (finding) => objectKey(finding.id) !== objectKey(id),
  );
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="md"
      title={`Delete ${objectName(id)}`}
      description="It can be put back afterwards with Undo."
      footer={
        <>
          <Button size="md" onClick={() => onOpenChange(false)}>
            Keep it
          </Button>
          <Button
            size="md"
            variant="danger"
            busy={busy}
            disabled={rehearsal.isPending || rehearsal.isError}
            onClick={onDelete}
          >
            Delete
          </Button>
        </>
      }
    >
      <div className="grid gap-4 text-sm">
        {rehearsal.isError && <ProblemState compact problem={rehearsal.error} />}
        <section aria-label="Referenced by" className="grid gap-1.5">
          <h3 className="font-semibold">{by.length === 0 ? 'Nothing refers to it' : 'Still refer to it'}</h3>
          {by.length > 0 && (
            <span className="flex flex-wrap gap-1.5">
              {by.map((reference) => (
                <ObjectLink key={objectKey(reference.id)} id={reference.id} />
              ))}
            </span>
          )}
        </section>
        <section aria-label="What changes" className="grid gap-1.5">
          <h3 className="font-semibold">
            {rehearsal.isPending
              ? 'Looking at what would change'
              : findings.length === 0
                ? 'No finding appears or goes elsewhere'
                : 'What would be found elsewhere'}
          </h3>
          {findings.length > 0 && (
            <div className="rounded-control border border-line">
              <ElsewhereList elsewhere={findings} />
            </div>
          )}
        </section>
        <section aria-label="Traffic that would change" className="grid gap-1.5">
          <h3 className="font-semibold">Today's traffic without it</h3>
          <div className="rounded-control border border-line">
            <ImpactPanel drafts={drafts} />
          </div>
        </section>
      </div>
    </Dialog>
  );
}
