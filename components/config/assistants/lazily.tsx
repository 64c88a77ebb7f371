'use client';
/** An assistant's form that is loaded when it is opened. */
import dynamic from 'next/dynamic';
import type { ComponentType } from 'react';
import { AssistantSkeleton } from './assistant-skeleton';
import type { AssistantPartProps } from './assistant-workbench';

export function lazily(
  load: () => Promise<ComponentType<AssistantPartProps>>,
): ComponentType<AssistantPartProps> {
  return dynamic(load, { ssr: false, loading: AssistantSkeleton });
}
