'use client';
/** The object as it is stored, to read; it is changed in the editor. */
import { useQuery } from '@tanstack/react-query';
import { PencilLine } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { configObjectQuery } from '@/components/config/queries';
import { useScopedHref } from '@/components/shell/scope';
import { Button } from '@/components/ui/button';
import { Card, CardHeader } from '@/components/ui/card';
import { ProblemState } from '@/components/ui/problem-state';
import { Skeleton } from '@/components/ui/skeleton';
import { objectHref, objectName } from '@/lib/config/identity';
import type { ObjectId } from '@/lib/config/store';

export function YamlTab({ id }: { id: ObjectId }) {
  const scoped = useScopedHref();
  const object = useQuery(configObjectQuery(id));
  if (object.isPending) return <Skeleton className="m-3 h-96" />;
  if (object.data === undefined) {
    return <ProblemState problem={object.error} onRetry={() => void object.refetch()} />;
  }
  const { text, origin } = object.data.object;
  const lines = text.replace(/\n$/, '').split('\n');
  return (
    <div className="p-3">
      <Card aria-label={`YAML of ${objectName(id)}`}>
        <CardHeader
          title={objectName(id)}
          note={origin}
          action={
            <Button asChild>
              <Link href={scoped(objectHref(id)) as Route} prefetch={false}>
                <PencilLine aria-hidden="true" />
                Open in the editor
              </Link>
            </Button>
          }
        />
        <div className="grid grid-cols-[auto_minmax(0,1fr)] overflow-x-auto border-line border-t py-2 font-mono text-xs leading-5">
          <pre aria-hidden="true" className="select-none pr-4 pl-3 text-right text-text-3">
            {lines.map((_, at) => at + 1).join('\n')}
          </pre>
          <pre className="pr-3">{text}</pre>
        </div>
      </Card>
    </div>
  );
}
