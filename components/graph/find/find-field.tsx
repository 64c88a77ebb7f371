'use client';
/** Find in the graph: the field, how many it found, stepping through them, and the menu of expressions and hiding. */
import { ChevronDown, ChevronUp, EllipsisVertical, Search, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { ExpressionInput } from '@/components/expression/expression-input';
import type { GraphView } from '@/components/graph/view-state';
import { DeferredPart, useDeferred } from '@/components/ui/deferred';
import { IconButton } from '@/components/ui/icon-button';
import { Popover } from '@/components/ui/popover';
import type { Expressions, Found } from './use-find';
import { useFindKeys } from './use-find-keys';
import { useFindLanguage } from './use-find-language';
import type { Steps } from './use-steps';

const findMenu = new DeferredPart(async () => (await import('./find-menu')).FindMenu);

/** What the page knows of find and hide. */
export interface FindProps {
  readonly expressions: Expressions;
  readonly found: Found;
  readonly steps: Steps;
  /** Lays out what hiding has left. */
  readonly onArrange: () => void;
}

export interface FindFieldProps extends FindProps {
  readonly view: GraphView;
  readonly onChange: (change: Partial<GraphView>) => void;
}

/** Count, both arrows and the cross; and the menu's button alone. */
const WIDE_TRAILING = 164;
const NARROW_TRAILING = 36;

export function FindField(props: FindFieldProps) {
  const { view, expressions, found, steps, onChange } = props;
  const input = useRef<HTMLInputElement>(null);
  const [wanted, setWanted] = useState(false);
  const [open, setOpen] = useState(false);
  const language = useFindLanguage(wanted || open);
  const FindMenu = useDeferred(findMenu, open);
  useFindKeys(input, steps.step);
  const written = view.find.trim() !== '';
  return (
    <search className="relative flex h-7 max-w-[440px] flex-[99_1_14rem]">
      {/* Where the bar is full, the field grows over its neighbours while it is used, and moves none of them. */}
      <div className="absolute inset-y-0 right-0 flex w-full focus-within:z-20 focus-within:w-[max(100%,27rem)]">
        <ExpressionInput
          label="Find in the graph"
          placeholder="Find by name or expression  /"
          value={view.find}
          onValueChange={(find) => onChange({ find })}
          language={language}
          context={found.context}
          problem={open ? null : expressions.find.problem}
          hint={missing(expressions, found)}
          input={input}
          onEnter={(back) => steps.step(back ? -1 : 1)}
          onFocus={() => setWanted(true)}
          leading={<Search aria-hidden="true" />}
          trailingWidth={written ? WIDE_TRAILING : NARROW_TRAILING}
          trailing={
            <>
              {written && <Matches steps={steps} failed={expressions.find.problem !== null} />}
              {written && (
                <IconButton label="Clear" className="!size-6" onClick={() => onChange({ find: '' })}>
                  <X aria-hidden="true" className="!size-3.5" />
                </IconButton>
              )}
              <Popover
                label="Find and hide"
                open={open}
                onOpenChange={setOpen}
                className="w-[520px] max-w-[calc(100vw-24px)] p-0"
                trigger={
                  <IconButton
                    label="Hide, examples, saved expressions, syntax"
                    active={view.hide !== ''}
                    className="!size-6"
                  >
                    <EllipsisVertical aria-hidden="true" className="!size-3.5" />
                  </IconButton>
                }
              >
                {FindMenu !== null && (
                  <FindMenu {...props} language={language} onDone={() => input.current?.focus()} />
                )}
              </Popover>
            </>
          }
        />
      </div>
    </search>
  );
}

function Matches({ steps, failed }: { readonly steps: Steps; readonly failed: boolean }) {
  const none = steps.ids.length === 0;
  return (
    <>
      <span role="status" className="whitespace-nowrap pr-1 tabular-nums">
        {failed ? '' : none ? 'none' : `${steps.position} of ${steps.ids.length}`}
      </span>
      <IconButton
        label="Previous match"
        shortcut="Shift Enter"
        className="!size-6"
        disabled={none}
        onClick={() => steps.step(-1)}
      >
        <ChevronUp aria-hidden="true" />
      </IconButton>
      <IconButton
        label="Next match"
        shortcut="Enter"
        className="!size-6"
        disabled={none}
        onClick={() => steps.step(1)}
      >
        <ChevronDown aria-hidden="true" />
      </IconButton>
    </>
  );
}

/** What an expression asks for that the page cannot ask the server. */
function missing({ needs, find, hide }: Expressions, { context }: Found): string | null {
  if (find.expression === null && hide.expression === null) return null;
  const compared = context?.compared === true;
  return needs.comparison && !compared
    ? 'Words like changed and new need two moments: choose one to compare with first.'
    : null;
}
