'use client';
/** Leads to an object that a text names; where there is none, says so and offers to create it. */
import { useRouter } from 'next/navigation';
import { useScopedHref } from '@/components/shell/scope';
import { useToast } from '@/components/ui/toast';
import { objectHref, objectName } from '@/lib/config/identity';
import { meshKind } from '@/lib/config/kind-lookup';
import type { NamedReference } from './editor/hover';

/** What is typed stays as a draft, so nothing is asked before leaving. */
export function useGoToObject(mayWrite: boolean): (reference: NamedReference) => void {
  const router = useRouter();
  const scoped = useScopedHref();
  const toast = useToast();
  return ({ id, exists }) => {
    const href = scoped(objectHref(id));
    if (exists) {
      router.push(href as '/config');
      return;
    }
    const mayCreate = mayWrite && meshKind(id.group, id.kind) !== null;
    toast({
      title: `There is no ${objectName(id)}`,
      ...(mayCreate && {
        action: {
          label: 'Create it',
          onSelect: () => router.push(`${href}${href.includes('?') ? '&' : '?'}new=1` as '/config'),
        },
      }),
    });
  };
}
