'use client';
/** The form of each assistant, loaded when it is opened. */
import dynamic from 'next/dynamic';
import type { ComponentType } from 'react';
import { AssistantSkeleton } from './assistant-skeleton';
import type { AssistantPartProps } from './assistant-workbench';

export function lazily(load: () => Promise<ComponentType<AssistantPartProps>>): ComponentType<AssistantPartProps> {
  return dynamic(load, { ssr: false, loading: AssistantSkeleton });
}

/** By the name in the URL. */
export const ASSISTANT_FORMS: Readonly<Record<string, ComponentType<AssistantPartProps>>> = {};
