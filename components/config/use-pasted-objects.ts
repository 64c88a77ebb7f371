'use client';
/** Several documents pasted into the editor of one object: offers to open each as a draft of its own. */
import type { RefObject } from 'react';
import { useToast } from '@/components/ui/toast';
import type { CodeEditorHandle } from './editor/code-editor';
import { useOpenDrafts } from './use-open-drafts';

/** A line that separates documents, or a List; whatever else is pasted is one object or a part of it. */
const MAY_BE_SEVERAL = /^---|List\b/m;

export function usePastedObjects(
  editor: RefObject<CodeEditorHandle | null>,
): (text: string) => Promise<void> {
  const toast = useToast();
  const openDrafts = useOpenDrafts();
  return async (text) => {
    if (!MAY_BE_SEVERAL.test(text)) return;
    const { pastedObjects } = await import('./pasted-objects');
    const { objects } = pastedObjects(text);
    if (objects.length < 2) return;
    toast({
      title: `You pasted ${objects.length} objects`,
      description: 'One text holds one object. As drafts they can be saved together.',
      action: {
        label: `Open ${objects.length} drafts`,
        onSelect: () => {
          editor.current?.undo();
          void openDrafts(objects).catch(() =>
            toast({
              title: 'The drafts were not opened',
              description: 'The server does not answer.',
              tone: 'failing',
            }),
          );
        },
      },
    });
  };
}
