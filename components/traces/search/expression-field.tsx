'use client';
/** The field for tags and expressions: coloured, completed and judged while it is written; Enter searches. */
import { CircleHelp, ListFilter, X } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { ExpressionInput } from '@/components/expression/expression-input';
import { DeferredLanguage, useLanguage } from '@/components/expression/use-language';
import { DeferredPart, useDeferred } from '@/components/ui/deferred';
import { IconButton } from '@/components/ui/icon-button';
import { Popover } from '@/components/ui/popover';
import type { QueryContext } from '@/lib/traces/language/complete';

const queryLanguage = new DeferredLanguage(async () => (await import('./query-language')).queryLanguage);
const help = new DeferredPart(async () => (await import('./query-help')).QueryHelp);

export interface ExpressionFieldProps {
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** Enter: the text is whole. */
  readonly onSubmit: () => void;
  readonly context: QueryContext;
}

export function ExpressionField({ value, onChange, onSubmit, context }: ExpressionFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const [wanted, setWanted] = useState(false);
  const [open, setOpen] = useState(false);
  const loaded = useLanguage(queryLanguage, wanted || open || value !== '');
  const QueryHelp = useDeferred(help, open);
  const problem = useMemo(() => {
    const parsed = loaded?.parse(value);
    return parsed?.kind === 'problem' ? parsed.problem : null;
  }, [loaded, value]);
  return (
    <search className="relative z-10 flex min-w-64 flex-[4]">
      <ExpressionInput
        label="Tags or expression"
        placeholder="error  duration > 800ms  http.route = /cart*"
        size="md"
        value={value}
        onValueChange={onChange}
        language={loaded}
        context={context}
        problem={open ? null : problem}
        input={input}
        onEnter={onSubmit}
        onFocus={() => setWanted(true)}
        leading={<ListFilter aria-hidden="true" />}
        trailingWidth={value === '' ? 36 : 62}
        trailing={
          <>
            {value !== '' && (
              <IconButton label="Clear the expression" className="!size-6" onClick={() => onChange('')}>
                <X aria-hidden="true" className="!size-3.5" />
              </IconButton>
            )}
            <Popover
              label="The language of expressions"
              open={open}
              onOpenChange={setOpen}
              align="end"
              className="w-[560px] max-w-[calc(100vw-24px)] p-0"
              trigger={
                <IconButton label="How to write an expression" className="!size-6">
                  <CircleHelp aria-hidden="true" className="!size-3.5" />
                </IconButton>
              }
            >
              {QueryHelp !== null && (
                <QueryHelp
                  onTake={(text) => {
                    onChange(text);
                    setOpen(false);
                    input.current?.focus();
                  }}
                />
              )}
            </Popover>
          </>
        }
      />
    </search>
  );
}
