'use client';
import { usePutIn } from '@/components/dashboards/view/use-put-in';
/** Words: Markdown without any HTML; HTML and code as the text that they are. */
import { DeferredPart, useDeferred } from '@/components/ui/deferred';
import type { Panel } from '@/lib/dashboards/model/panel';
import type { MarkdownProps } from './markdown';

const markdown = new DeferredPart<MarkdownProps>(async () => (await import('./markdown')).Markdown);

export function TextPanel({ panel }: { readonly panel: Extract<Panel, { type: 'text' }> }) {
  const Markdown = useDeferred(markdown, panel.mode === 'markdown');
  const text = usePutIn()(panel.content);
  if (panel.mode !== 'markdown') {
    return <pre className="h-full overflow-auto whitespace-pre-wrap px-3 pb-2 font-mono text-xs">{text}</pre>;
  }
  return (
    <div className="h-full overflow-auto px-3 pb-2 text-sm">
      {Markdown !== null && <Markdown text={text} />}
    </div>
  );
}
