'use client';
/** One object: waits for it, and says so when there is none. */
import { useQuery } from '@tanstack/react-query';
import { FileCog, Plus } from 'lucide-react';
import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import { AnswerProblem } from '@/components/shell/answer-problem';
import { type PageFacts, usePage } from '@/components/shell/page';
import { useScopedHref } from '@/components/shell/scope';
import { sessionQuery } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ProblemState } from '@/components/ui/problem-state';
import { objectHref, objectKey, objectName } from '@/lib/config/identity';
import { isNotInstalled } from '@/lib/config/not-installed';
import type { ObjectId } from '@/lib/config/store';
import { EditorSkeleton } from './editor-skeleton';
import { ObjectEditor } from './object-editor';
import { configListQuery, configObjectQuery } from './queries';

/** How long somebody else's change may go unnoticed while an object is open. */
const LOOK_AGAIN_MS = 30_000;

export function ObjectPage({ id }: { id: ObjectId }) {
  const isNew = useSearchParams().get('new') === '1';
  // A new object is not asked for before it is known to be there: a missing one is no mistake then.
  const list = useQuery({ ...configListQuery(false), enabled: isNew });
  const isListed = list.data?.objects.some((entry) => objectKey(entry.id) === objectKey(id)) === true;
  const object = useQuery({
    ...configObjectQuery(id),
    enabled: !isNew || isListed || list.isError,
    refetchInterval: LOOK_AGAIN_MS,
  });
  const session = useQuery(sessionQuery);
  usePage(pageFacts(id));
  const isUnlisted = isNew && list.data !== undefined && !isListed;
  const isMissing = isUnlisted || isNoSuchObject(object.error);
  if ((object.isPending && !isUnlisted) || session.isPending) return <EditorSkeleton />;
  if (object.data === undefined && !isMissing) {
    return <ProblemState problem={object.error} onRetry={() => void object.refetch()} />;
  }
  const mayWrite = session.data?.mayWrite === true;
  if (object.data === undefined && !(isNew && mayWrite)) return <NoSuchObject id={id} mayWrite={mayWrite} />;
  return (
    <ObjectEditor
      key={objectKey(id)}
      id={id}
      stored={object.data?.object ?? null}
      firstAssessment={object.data?.assessment}
      isGone={object.data !== undefined && isMissing}
      onStoredAgain={() => void object.refetch()}
    />
  );
}

/** A source that is not connected is not found either, and names itself. */
function isNoSuchObject(error: Error | null): boolean {
  return error instanceof AnswerProblem && error.status === 404 && error.source === undefined;
}

function pageFacts(id: ObjectId): PageFacts {
  const kind = encodeURIComponent(`${id.group}/${id.kind}`);
  return {
    title: id.name,
    breadcrumb: [
      { label: 'Configuration', href: '/config' },
      { label: id.kind, href: `/config?kinds=${kind}` },
      ...(id.namespace === null ? [] : [{ label: id.namespace, href: `/config?namespaces=${id.namespace}` }]),
    ],
    without: ['window', 'namespaces', 'refresh'],
    keys: [
      { keys: 'Ctrl S', what: 'Review and save' },
      { keys: 'Ctrl F', what: 'Find in the text' },
      { keys: 'Ctrl Space', what: 'Suggest what fits here' },
      { keys: 'Alt Enter', what: 'Apply the fix of this line' },
      { keys: 'F12', what: 'Go to the object that is named here' },
      { keys: 'Shift Alt F', what: 'Format the text' },
      { keys: 'Esc Tab', what: 'Leave the editor by keyboard' },
    ],
  };
}

function NoSuchObject({ id, mayWrite }: { id: ObjectId; mayWrite: boolean }) {
  const scoped = useScopedHref();
  const { data: list } = useQuery(configListQuery(false));
  const isKindMissing = isNotInstalled(list?.notInstalled ?? [], id);
  return (
    <EmptyState
      icon={<FileCog />}
      title={isKindMissing ? `${id.kind} is not installed` : `There is no ${objectName(id)}`}
      action={
        <>
          <Button asChild>
            <Link href={scoped('/config') as '/config'}>All objects</Link>
          </Button>
          {mayWrite && !isKindMissing && (
            <Button asChild>
              <Link href={`${objectHref(id)}?new=1` as '/config'}>
                <Plus aria-hidden="true" />
                Create it
              </Link>
            </Button>
          )}
        </>
      }
    >
      {isKindMissing
        ? `The cluster does not have this kind of ${id.group}, so there are no objects of it. Install its definition if you mean to use it.`
        : 'It may have been deleted or renamed.'}
    </EmptyState>
  );
}
