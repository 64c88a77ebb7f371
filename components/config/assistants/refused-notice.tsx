'use client';
/** Why an object cannot be opened in this form: what would be lost, field by field. */
import { FileWarning } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { useScopedHref } from '@/components/shell/scope';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import type { AssistantTarget, Loss } from '@/lib/config/assistants/assistant';
import { objectHref, objectName } from '@/lib/config/identity';

export function RefusedNotice({ losses, target }: { losses: readonly Loss[]; target: AssistantTarget }) {
  const scoped = useScopedHref();
  const id = target.kind === 'object' ? target.id : null;
  return (
    <EmptyState
      icon={<FileWarning />}
      title={
        id === null ? 'This cannot be opened here' : `${objectName(id)} says more than this form can hold`
      }
      action={
        id !== null && (
          <Button asChild>
            <Link href={scoped(objectHref(id)) as Route}>Open in the editor</Link>
          </Button>
        )
      }
    >
      <ul className="grid gap-1.5 text-left">
        {losses.map(({ path, because }) => (
          <li key={path}>
            <code className="font-mono text-xs">{path}</code>: {because}
          </li>
        ))}
      </ul>
    </EmptyState>
  );
}
