'use client';
/** What an administrator can do with a namespace: each leads to a change set that says first what happens to which pods. */
import { useQuery } from '@tanstack/react-query';
import { Settings2 } from 'lucide-react';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { assistantHref } from '@/components/config/assistants/assistant-target';
import { useScopedHref } from '@/components/shell/scope';
import { sessionQuery } from '@/components/shell/session';
import { useReasonAgainst } from '@/components/shell/write-rights';
import { Button } from '@/components/ui/button';
import { Menu, MenuItem } from '@/components/ui/menu';
import { AMBIENT, INJECTION } from '@/lib/config/assistants/about';
import type { AssistantAbout } from '@/lib/config/assistants/assistant';

export function NamespaceActions({ name }: { name: string }) {
  const { data: session } = useQuery(sessionQuery);
  const id = { group: '', kind: 'Namespace', namespace: null, name };
  const refused = useReasonAgainst([{ id, text: '', baseVersion: 'any' }]);
  const router = useRouter();
  const scoped = useScopedHref();
  if (session?.mayWrite !== true) return null;
  if (refused !== null) {
    return (
      <span title={refused}>
        <Button disabled>
          <Settings2 aria-hidden="true" />
          Change its mode
          <span className="sr-only">: {refused}</span>
        </Button>
      </span>
    );
  }
  const open = ({ name: assistant }: AssistantAbout) => {
    router.push(scoped(assistantHref(assistant, id)) as Route);
  };
  return (
    <Menu
      align="end"
      trigger={
        <Button>
          <Settings2 aria-hidden="true" />
          Change its mode
        </Button>
      }
    >
      <MenuItem onSelect={() => open(INJECTION)}>Sidecar injection or revision</MenuItem>
      <MenuItem onSelect={() => open(AMBIENT)}>Ambient mode and waypoint</MenuItem>
    </Menu>
  );
}
