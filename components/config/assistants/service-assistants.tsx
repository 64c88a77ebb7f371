'use client';
/** From a service to the assistants that rule its traffic. */
import { WandSparkles } from 'lucide-react';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useScopedHref } from '@/components/shell/scope';
import { Button } from '@/components/ui/button';
import { Menu, MenuItem } from '@/components/ui/menu';
import { ASSISTANTS } from '@/lib/config/assistants/about';
import { serviceAssistantHref } from './assistant-target';

export interface ServiceAssistantsProps {
  service: { readonly namespace: string; readonly name: string };
}

export function ServiceAssistants({ service }: ServiceAssistantsProps) {
  const router = useRouter();
  const scoped = useScopedHref();
  return (
    <Menu
      align="start"
      trigger={
        <Button className="mt-2">
          <WandSparkles aria-hidden="true" />
          Change its traffic
        </Button>
      }
    >
      {ASSISTANTS.filter(({ fromService }) => fromService).map(({ name, title }) => (
        <MenuItem
          key={name}
          onSelect={() => router.push(scoped(serviceAssistantHref(name, service)) as Route)}
        >
          {title}
        </MenuItem>
      ))}
    </Menu>
  );
}
