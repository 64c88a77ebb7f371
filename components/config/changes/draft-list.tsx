'use client';
/** The drafts with a box each: which belong to the change set, which is looked at, and the ways to open or drop one. */
import { useQuery } from '@tanstack/react-query';
import { PenLine, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { type KeptDraft, writeDraft } from '@/components/config/drafts';
import { KindIcon } from '@/components/config/kind-icon';
import { sessionQuery } from '@/components/shell/session';
import { Checkbox } from '@/components/ui/checkbox';
import { IconButton } from '@/components/ui/icon-button';
import { Tag } from '@/components/ui/pill';
import { useToast } from '@/components/ui/toast';
import { objectKey, objectName } from '@/lib/config/identity';
import { useEditHref } from './use-edit-href';

export interface DraftListProps {
  drafts: readonly KeptDraft[];
  /** Keys of those that are not chosen. */
  left: ReadonlySet<string>;
  shownKey: string | null;
  onChoose: (key: string, isChosen: boolean) => void;
  onShow: (key: string) => void;
}

export function DraftList({ drafts, left, shownKey, onChoose, onShow }: DraftListProps) {
  const discard = useDiscard();
  const editHref = useEditHref();
  return (
    <ul className="min-h-0 overflow-y-auto" aria-label="Drafts">
      {drafts.map((draft) => {
        const key = objectKey(draft.id);
        const name = objectName(draft.id);
        return (
          <li
            key={key}
            className={`flex items-center gap-2 border-line border-b py-1.5 pr-2 pl-3 text-sm ${key === shownKey ? 'bg-accent-faint' : ''}`}
          >
            <Checkbox
              checked={!left.has(key)}
              onCheckedChange={(isChosen) => onChoose(key, isChosen)}
              label={`Save ${name}`}
              labelHidden
            />
            <button
              type="button"
              aria-pressed={key === shownKey}
              onClick={() => onShow(key)}
              className="flex min-w-0 flex-1 items-center gap-2 rounded-tag py-1 text-left"
            >
              <KindIcon kind={draft.id.kind} className="size-4 shrink-0 text-text-3" />
              <span className="grid min-w-0">
                <span className="truncate font-medium">{draft.id.name}</span>
                <span className="truncate text-text-3 text-xs">
                  {draft.id.kind}
                  {draft.id.namespace !== null && ` in ${draft.id.namespace}`}
                </span>
              </span>
              {draft.version === null && <Tag className="ml-auto">new</Tag>}
            </button>
            <Link
              href={editHref(draft) as '/config'}
              aria-label={`Edit ${name}`}
              title="Edit"
              className="grid size-7 place-items-center rounded-control text-text-2 hover:bg-raised hover:text-text"
            >
              <PenLine aria-hidden="true" className="size-4" />
            </Link>
            <IconButton label={`Discard ${name}`} onClick={() => discard(draft)}>
              <Trash2 aria-hidden="true" />
            </IconButton>
          </li>
        );
      })}
    </ul>
  );
}

function useDiscard(): (draft: KeptDraft) => void {
  const { data: session } = useQuery(sessionQuery);
  const toast = useToast();
  return ({ id, text, version, baseText }) => {
    const user = session?.user;
    if (user === undefined) return;
    writeDraft(user, id, null);
    toast({
      title: `The draft of ${objectName(id)} was discarded`,
      action: { label: 'Undo', onSelect: () => writeDraft(user, id, { text, version, baseText }) },
    });
  };
}
