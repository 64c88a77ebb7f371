'use client';
/** The hide expression: written here, taken when it is finished, so that no half word empties the picture. */
import { EyeOff, Wand2, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { ExpressionInput } from '@/components/expression/expression-input';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import type { FindMenuProps } from './find-menu';
import { readingOf } from './use-find';

export function HidePart({ view, language, found, onChange, onArrange }: FindMenuProps) {
  const input = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState(view.hide);
  const [before, setBefore] = useState(view.hide);
  // A preset, Back or a chip changed it elsewhere.
  if (before !== view.hide) {
    setBefore(view.hide);
    setDraft(view.hide);
  }
  const { problem } = readingOf(language, draft);
  const take = () => {
    if (problem === null && draft !== view.hide) onChange({ hide: draft });
  };
  const hidden = (found.hide?.nodes.size ?? 0) + (found.hide?.edges.size ?? 0);
  return (
    <section className="grid gap-2 p-3 pb-2">
      <div className="flex items-center gap-2">
        <ExpressionInput
          label="Hide from the graph"
          placeholder="Hide by expression"
          value={draft}
          onValueChange={(text) => {
            setDraft(text);
            if (text.trim() === '') onChange({ hide: '' });
          }}
          language={language}
          context={found.context}
          problem={problem}
          input={input}
          onEnter={take}
          onBlur={take}
          leading={<EyeOff aria-hidden="true" />}
          trailingWidth={draft === '' ? 8 : 32}
          trailing={
            draft !== '' && (
              <IconButton
                label="Hide nothing"
                className="!size-6"
                onClick={() => {
                  setDraft('');
                  onChange({ hide: '' });
                }}
              >
                <X aria-hidden="true" className="!size-3.5" />
              </IconButton>
            )
          }
        />
        <Button disabled={view.hide === ''} onClick={onArrange}>
          <Wand2 aria-hidden="true" />
          Arrange again
        </Button>
      </div>
      <p className="text-text-3 text-xs">
        {view.hide === ''
          ? 'Enter hides what matches, with the edges of hidden nodes. The rest stays where it is.'
          : hidden === 0
            ? 'Nothing matches, so nothing is hidden.'
            : `${countWords(found.hide)}. The rest stays where it is until it is arranged again.`}
      </p>
    </section>
  );
}

/** `1 node is hidden`, `3 nodes and 2 edges are hidden`. */
function countWords(hide: FindMenuProps['found']['hide']): string {
  const nodes = hide?.nodes.size ?? 0;
  const edges = hide?.edges.size ?? 0;
  const words = [counted(nodes, 'node'), counted(edges, 'edge')].filter((part) => part !== null);
  return `${words.join(' and ')} ${nodes + edges === 1 ? 'is' : 'are'} hidden`;
}

function counted(count: number, what: string): string | null {
  return count === 0 ? null : `${count} ${what}${count === 1 ? '' : 's'}`;
}
