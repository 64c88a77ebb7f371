'use client';
/** Expressions to start from and those that this browser keeps; each can find or hide. */
import { Bookmark, EyeOff, Search, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { EXAMPLES, FIND_PRESETS, HIDE_PRESETS, type Preset } from '@/lib/graph/find/presets';
import type { FindMenuProps } from './find-menu';
import { useSavedExpressions } from './saved-expressions';

export function ExpressionLists({ view, expressions, onChange, onDone }: FindMenuProps) {
  const saved = useSavedExpressions();
  const find = (text: string) => {
    onChange({ find: text });
    onDone();
  };
  const hide = (text: string) => onChange({ hide: text });
  const rows = (list: readonly Preset[], main: 'find' | 'hide') =>
    list.map(({ expression, what }) => (
      <Row key={expression} text={expression} what={what} main={main} onFind={find} onHide={hide} />
    ));
  const savable = [view.find, view.hide].find(
    (text, index) =>
      text.trim() !== '' &&
      !saved.all.includes(text) &&
      (index === 0 ? expressions.find : expressions.hide).problem === null,
  );
  return (
    <div className="grid gap-4">
      {(savable !== undefined || saved.all.length > 0) && (
        <Part title="Kept in this browser">
          {saved.all.map((text) => (
            <Row key={text} text={text} what="" main="find" onFind={find} onHide={hide}>
              <IconButton label={`Forget ${text}`} className="!size-6" onClick={() => saved.forget(text)}>
                <Trash2 aria-hidden="true" className="!size-3.5" />
              </IconButton>
            </Row>
          ))}
          {savable !== undefined && (
            <li className="pt-1">
              <Button onClick={() => saved.save(savable)}>
                <Bookmark aria-hidden="true" />
                Keep{' '}
                <span className="max-w-72 truncate font-mono font-normal [font-variant-ligatures:none]">
                  {savable}
                </span>
              </Button>
            </li>
          )}
        </Part>
      )}
      <Part title="Find">{rows(FIND_PRESETS, 'find')}</Part>
      <Part title="Hide">{rows(HIDE_PRESETS, 'hide')}</Part>
      <Part title="Examples">{rows(EXAMPLES, 'find')}</Part>
    </div>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1 font-semibold text-text text-xs">{title}</h3>
      <ul className="grid">{children}</ul>
    </section>
  );
}

interface RowProps {
  readonly text: string;
  readonly what: string;
  readonly main: 'find' | 'hide';
  readonly onFind: (text: string) => void;
  readonly onHide: (text: string) => void;
  readonly children?: ReactNode;
}

function Row({ text, what, main, onFind, onHide, children }: RowProps) {
  const other = main === 'find' ? 'hide' : 'find';
  const Icon = other === 'find' ? Search : EyeOff;
  return (
    <li className="-ml-1.5 flex min-h-7 items-center rounded-tag hover:bg-raised">
      <button
        type="button"
        title={`${main === 'find' ? 'Find' : 'Hide'} ${text}`}
        onClick={() => (main === 'find' ? onFind : onHide)(text)}
        className="flex min-w-0 flex-1 items-baseline gap-3 self-stretch rounded-tag px-1.5 py-1 text-left text-xs"
      >
        <span className="min-w-0 shrink-0 basis-auto truncate font-mono text-accent [font-variant-ligatures:none]">
          {text}
        </span>
        <span className="min-w-0 flex-1 truncate text-right text-text-3">{what}</span>
      </button>
      <IconButton
        label={other === 'find' ? 'Find it' : 'Hide it'}
        className="!size-6"
        onClick={() => (other === 'find' ? onFind : onHide)(text)}
      >
        <Icon aria-hidden="true" className="!size-3.5" />
      </IconButton>
      {children}
    </li>
  );
}
