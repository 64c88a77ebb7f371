'use client';
/** The assistants in which an object can be opened. */
import { WandSparkles } from 'lucide-react';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { memo } from 'react';
import { useScopedHref } from '@/components/shell/scope';
import { Button } from '@/components/ui/button';
import { Menu, MenuItem } from '@/components/ui/menu';
import { assistantsFor } from '@/lib/config/assistants/about';
import type { ObjectId } from '@/lib/config/store';
import { assistantHref } from './assistant-target';

export const AssistantsMenu = memo(function AssistantsMenu({ id }: { id: ObjectId }) {
  const router = useRouter();
  const scoped = useScopedHref();
  const assistants = assistantsFor(`${id.group}/${id.kind}`);
  if (assistants.length === 0) return null;
  return (
    <Menu
      align="end"
      trigger={
        <Button>
          <WandSparkles aria-hidden="true" />
          Assistants
        </Button>
      }
    >
      {assistants.map(({ name, title }) => (
        <MenuItem key={name} onSelect={() => router.push(scoped(assistantHref(name, id)) as Route)}>
          {title}
        </MenuItem>
      ))}
    </Menu>
  );
});
