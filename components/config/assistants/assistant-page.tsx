'use client';
/** `/config/assistants/<name>`: waits for the mesh, then hands over to the assistant's own form. */
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'next/navigation';
import { useMemo } from 'react';
import { ConfigTabs } from '@/components/config/config-tabs';
import { usePage } from '@/components/shell/page';
import { useScope } from '@/components/shell/scope';
import { ProblemState } from '@/components/ui/problem-state';
import type { AssistantAbout } from '@/lib/config/assistants/assistant';
import { MeshObjects } from '@/lib/config/assistants/mesh-objects';
import type { MeshAnswer } from '@/lib/config/mesh-answer/contract';
import { DEFAULT_MESH_SETTINGS } from '@/lib/config/simulation/mesh-view';
import { ASSISTANT_FORMS } from './assistant-forms';
import { AssistantSkeleton } from './assistant-skeleton';
import { targetKey, targetOf } from './assistant-target';
import { meshQuery } from './mesh-query';

export function AssistantPage({ about }: { about: AssistantAbout }) {
  const answer = useQuery(meshQuery);
  const target = useTarget();
  usePage({
    title: about.title,
    breadcrumb: [
      { label: 'Configuration', href: '/config' },
      { label: 'Assistants', href: '/config/assistants' },
    ],
    without: ['window', 'namespaces', 'refresh'],
  });
  const mesh = useMemo(() => (answer.data === undefined ? null : meshOf(answer.data)), [answer.data]);
  const Form = ASSISTANT_FORMS[about.name];
  return (
    <div className="grid h-full grid-rows-[auto_minmax(0,1fr)]">
      <ConfigTabs />
      {mesh !== null && Form !== undefined ? (
        <Form key={targetKey(target)} mesh={mesh} target={target} />
      ) : answer.error === null ? (
        <AssistantSkeleton />
      ) : (
        <ProblemState problem={answer.error} onRetry={() => void answer.refetch()} />
      )}
    </div>
  );
}

function useTarget() {
  const query = useSearchParams();
  const { namespaces } = useScope();
  const object = query.get('object');
  const service = query.get('service');
  const namespace = namespaces?.[0] ?? null;
  return useMemo(() => targetOf({ object, service, namespace }), [object, service, namespace]);
}

function meshOf({ objects, settings }: MeshAnswer): MeshObjects {
  return new MeshObjects(objects, { ...DEFAULT_MESH_SETTINGS, ...settings });
}
