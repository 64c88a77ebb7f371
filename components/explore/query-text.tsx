'use client';
/** The text of one query: the editor once it is there, the bare text until then, at the same place. */
import { DeferredPart, useDeferred } from '@/components/ui/deferred';
import type { PromqlEditorProps } from './promql-editor';

const editor = new DeferredPart<PromqlEditorProps>(
  async () => (await import('./promql-editor')).PromqlEditor,
);

export function QueryText(props: PromqlEditorProps) {
  const Editor = useDeferred(editor, true);
  return (
    <div className="min-w-0 flex-1 rounded-control border border-control bg-surface focus-within:border-accent focus-within:outline-2 focus-within:outline-accent">
      {Editor === null ? (
        <textarea
          aria-label={props.label}
          rows={1}
          value={props.text}
          spellCheck={false}
          onChange={(event) => props.onText(event.target.value)}
          className="block h-[30px] w-full resize-none bg-transparent px-2.5 py-[5px] font-mono text-sm leading-5 outline-none"
        />
      ) : (
        <Editor {...props} />
      )}
    </div>
  );
}
