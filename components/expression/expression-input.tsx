'use client';
/**
 * A field for an expression: its words in colour, what may come next below it, and what is wrong at its place. The
 * colours lie in a layer under the field's own transparent text, which has the same type and scrolls along.
 * Pattern: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
 */
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { classNames } from '@/components/ui/class-names';
import { inputBase } from '@/components/ui/text-field';
import type { Problem } from '@/lib/expression/problem';
import { CompletionList, optionId } from './completion-list';
import type { ExpressionLanguage } from './language';
import { ProblemLine } from './problem-line';
import { type Segment, segmentsOf } from './segments';
import { useCompletion } from './use-completion';

export interface ExpressionInputProps<Context> {
  readonly label: string;
  /** Of the field itself, where something looks for it. */
  readonly name?: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onValueChange: (text: string) => void;
  readonly language: ExpressionLanguage<Context> | null;
  readonly context: Context | null;
  readonly problem: Problem | null;
  /** Said below where nothing is wrong: what the expression misses. */
  readonly hint?: string | null;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly onEnter: (back: boolean) => void;
  readonly onFocus?: () => void;
  readonly onBlur?: () => void;
  /** Before the text: an icon. */
  readonly leading: ReactNode;
  readonly trailing?: ReactNode;
  /** Pixels that the trailing part takes. */
  readonly trailingWidth: number;
  /** `sm` 28 px (bars), `md` 32 px (forms). */
  readonly size?: 'sm' | 'md';
}

export function ExpressionInput<Context>(props: ExpressionInputProps<Context>) {
  const { value, language, problem, input, size = 'sm' } = props;
  const id = useId();
  const [focused, setFocused] = useState(false);
  const [scroll, setScroll] = useState(0);
  const caret = useRef<number | null>(null);
  const put = (text: string, at: number) => {
    caret.current = at;
    props.onValueChange(text);
  };
  const completion = useCompletion(value, language, props.context, put);
  const { offered, active } = completion;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the caret can only go where the new text is
  useLayoutEffect(() => {
    if (caret.current === null) return;
    input.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
    setScroll(input.current?.scrollLeft ?? 0);
  }, [value, input]);

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (completion.onKey(event)) {
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      completion.close();
      props.onEnter(event.shiftKey);
    } else if (event.key === 'Escape' && value !== '') {
      event.preventDefault();
      event.stopPropagation();
      completion.close();
      props.onValueChange('');
    }
  };
  // What is not finished is no mistake yet.
  const unfinished = focused && problem !== null && problem.from >= value.trimEnd().length;
  const shown = offered === null ? problem : null;
  return (
    <div className="relative min-w-0 flex-1">
      <div className="relative flex items-center">
        <span className="pointer-events-none absolute left-2.5 z-10 text-text-3 [&_svg]:size-3.5">
          {props.leading}
        </span>
        <Layer
          segments={language === null ? null : segmentsOf(value, language, unfinished ? null : problem)}
          text={value}
          scroll={scroll}
          right={props.trailingWidth}
          size={size}
        />
        <input
          ref={input}
          type="text"
          name={props.name}
          role="combobox"
          aria-label={props.label}
          aria-autocomplete="list"
          aria-expanded={offered !== null}
          aria-controls={`${id}-list`}
          aria-activedescendant={active < 0 ? undefined : optionId(`${id}-list`, active)}
          aria-invalid={problem !== null && !unfinished}
          aria-describedby={shown === null ? undefined : `${id}-problem`}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          placeholder={props.placeholder}
          value={value}
          onChange={(event) => {
            props.onValueChange(event.target.value);
            completion.typed(event.target.selectionStart ?? event.target.value.length);
          }}
          onSelect={(event) => completion.setCaret(event.currentTarget.selectionStart ?? 0)}
          onScroll={(event) => setScroll(event.currentTarget.scrollLeft)}
          onKeyDown={onKeyDown}
          onFocus={() => {
            setFocused(true);
            props.onFocus?.();
          }}
          onBlur={() => {
            setFocused(false);
            completion.close();
            props.onBlur?.();
          }}
          style={{ paddingRight: props.trailingWidth }}
          className={classNames(
            inputBase,
            size === 'md' ? 'h-8' : 'h-7',
            'pl-8 font-mono text-transparent text-xs [font-variant-ligatures:none] caret-text placeholder:font-sans placeholder:text-text-3 selection:bg-accent-wash selection:text-transparent',
          )}
        />
        <span className="absolute right-1 flex items-center gap-0.5 text-text-3 text-xs">
          {props.trailing}
        </span>
      </div>
      {focused && offered !== null && (
        <Below>
          <CompletionList
            id={`${id}-list`}
            items={offered.items}
            active={active}
            onAccept={completion.accept}
          />
        </Below>
      )}
      {shown !== null && (focused || problem !== null) && (
        <Below>
          <ProblemLine
            id={`${id}-problem`}
            problem={shown}
            unfinished={unfinished}
            scroll={scroll}
            onFix={(text) => {
              put(value.slice(0, shown.from) + text + value.slice(shown.to), shown.from + text.length);
              input.current?.focus();
            }}
          />
        </Below>
      )}
      {problem === null && offered === null && props.hint != null && (
        <Below>
          <p className="px-3 py-2 text-text-2 text-xs">{props.hint}</p>
        </Below>
      )}
    </div>
  );
}

function Below({ children }: { readonly children: ReactNode }) {
  return (
    <div className="absolute inset-x-0 top-full z-30 mt-1 min-w-72 rounded-card border border-line bg-surface shadow-overlay">
      {children}
    </div>
  );
}

interface LayerProps {
  readonly segments: readonly Segment[] | null;
  readonly text: string;
  readonly scroll: number;
  readonly right: number;
  readonly size: 'sm' | 'md';
}

const TONES = { plain: 'text-text', known: 'text-accent', quiet: 'text-text-3' } as const;

/** In the field's own place and type, over its background and under its caret. */
function Layer({ segments, text, scroll, right, size }: LayerProps) {
  return (
    <span
      aria-hidden="true"
      style={{ right }}
      className={classNames(
        'pointer-events-none absolute left-[33px] z-10 overflow-hidden whitespace-pre font-mono text-text text-xs [font-variant-ligatures:none]',
        size === 'md' ? 'leading-8' : 'leading-7',
      )}
    >
      <span className="inline-block" style={{ transform: `translateX(${-scroll}px)` }}>
        {segments === null
          ? text
          : segments.map((segment) => (
              <span
                key={segment.from}
                className={classNames(
                  TONES[segment.tone],
                  segment.wrong && 'underline decoration-failing decoration-wavy underline-offset-[3px]',
                )}
              >
                {segment.text}
              </span>
            ))}
      </span>
    </span>
  );
}
