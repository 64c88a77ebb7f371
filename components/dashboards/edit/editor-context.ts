'use client';
/** What every part of the edit mode knows. */
import { createContext, useContext } from 'react';
import type { Editor } from './use-editor';

export interface EditorView extends Editor {
  /** Id of the panel whose editor is open; null = none. */
  readonly selected: number | null;
  readonly select: (panel: number | null) => void;
  /** Says to those who do not see what happened. */
  readonly announce: (text: string) => void;
}

const EditorContext = createContext<EditorView | null>(null);
export const EditorProvider = EditorContext.Provider;

export function useEditorView(): EditorView {
  const view = useContext(EditorContext);
  if (view === null) throw new Error('This stands in the edit mode of a dashboard.');
  return view;
}
