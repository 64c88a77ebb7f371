'use client';
/** Above the list: texts that were not saved, and the way back to them. */
import { PenLine } from 'lucide-react';
import Link from 'next/link';
import { useScopedHref } from '@/components/shell/scope';
import { Button } from '@/components/ui/button';
import { useDrafts } from './use-drafts';

export function DraftsNotice() {
  const drafts = useDrafts();
  const scoped = useScopedHref();
  if (drafts.length === 0) return null;
  return (
    <Button asChild>
      <Link href={scoped('/config/changes') as '/config'}>
        <PenLine aria-hidden="true" />
        {drafts.length} unsaved {drafts.length === 1 ? 'draft' : 'drafts'}
      </Link>
    </Button>
  );
}
