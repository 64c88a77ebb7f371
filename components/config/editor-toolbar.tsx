'use client';
/** Above the text: text or difference, and the tools of the editor. */
import { AlignLeft, Check, Copy, Download, Redo2, Search, Undo2 } from 'lucide-react';
import { memo, type RefObject, useState } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { SegmentedControl } from '@/components/ui/segmented-control';
import type { CodeEditorHandle } from './editor/code-editor';

export type EditorView = 'text' | 'difference';

export interface EditorToolbarProps {
  view: EditorView;
  onView: (view: EditorView) => void;
  changeCount: number;
  /** Read when it is copied or downloaded, so that the tools are not drawn anew at each key. */
  readText: () => string;
  fileName: string;
  readOnly: boolean;
  editor: RefObject<CodeEditorHandle | null>;
  onFormat: () => void;
}

const COPIED_MS = 1500;

export const EditorToolbar = memo(function EditorToolbar({
  view,
  onView,
  changeCount,
  readText,
  fileName,
  readOnly,
  editor,
  onFormat,
}: EditorToolbarProps) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(readText());
    setCopied(true);
    setTimeout(() => setCopied(false), COPIED_MS);
  };
  const isText = view === 'text';
  return (
    <div className="flex items-center gap-1 overflow-x-auto border-line border-b bg-surface pr-2 pl-4 [scrollbar-width:none]">
      {!readOnly && (
        <SegmentedControl
          label="View"
          value={view}
          onValueChange={onView}
          segments={[
            { value: 'text', label: 'Text' },
            {
              value: 'difference',
              label: (
                <>
                  Difference <span className="font-normal text-text-3 tabular-nums">{changeCount}</span>
                </>
              ),
              disabled: changeCount === 0,
              title: changeCount === 0 ? 'Nothing was changed' : 'What differs from the stored text',
            },
          ]}
        />
      )}
      <span className="ml-auto flex items-center gap-1">
        {!readOnly && (
          <>
            <IconButton
              label="Undo"
              shortcut="Ctrl Z"
              disabled={!isText}
              onClick={() => editor.current?.undo()}
            >
              <Undo2 aria-hidden="true" />
            </IconButton>
            <IconButton
              label="Redo"
              shortcut="Ctrl Y"
              disabled={!isText}
              onClick={() => editor.current?.redo()}
            >
              <Redo2 aria-hidden="true" />
            </IconButton>
            <IconButton label="Format" shortcut="Shift Alt F" disabled={!isText} onClick={onFormat}>
              <AlignLeft aria-hidden="true" />
            </IconButton>
            <span aria-hidden="true" className="mx-1 h-4 w-px bg-line" />
          </>
        )}
        <IconButton
          label="Find"
          shortcut="Ctrl F"
          disabled={!isText}
          onClick={() => editor.current?.search()}
        >
          <Search aria-hidden="true" />
        </IconButton>
        <IconButton label={copied ? 'Copied' : 'Copy the text'} onClick={() => void copy()}>
          {copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
        </IconButton>
        <IconButton label="Download as a file" onClick={() => download(readText(), fileName)}>
          <Download aria-hidden="true" />
        </IconButton>
      </span>
    </div>
  );
});

function download(text: string, fileName: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
