'use client';
/** What was asked before in this browser, and what was given a name. */
import { History, Save, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { ageText } from '@/components/shell/time-text';
import { useNow } from '@/components/shell/time-zone';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { Popover } from '@/components/ui/popover';
import { usePreference } from '@/components/ui/preference';
import { TabPanel, Tabs } from '@/components/ui/tabs';
import { TextField } from '@/components/ui/text-field';
import {
  forgetting,
  HISTORY_KEY,
  type RememberedQueries,
  readRemembered,
  readSaved,
  SAVED_KEY,
  saving,
} from './query-history';

export interface HistoryPopoverProps {
  /** What stands in the editors, for saving. */
  readonly texts: readonly string[];
  readonly onChoose: (expr: readonly string[]) => void;
}

export function HistoryPopover({ texts, onChoose }: HistoryPopoverProps) {
  const [open, setOpen] = useState(false);
  const choose = (expr: readonly string[]) => {
    onChoose(expr);
    setOpen(false);
  };
  return (
    <Popover
      label="Queries of this browser"
      open={open}
      onOpenChange={setOpen}
      align="start"
      className="w-[480px] max-w-[calc(100vw-24px)]"
      trigger={
        <Button>
          <History aria-hidden="true" />
          History
        </Button>
      }
    >
      <Lists texts={texts} onChoose={choose} />
    </Popover>
  );
}

function Lists({ texts, onChoose }: HistoryPopoverProps) {
  const [tab, setTab] = useState<'recent' | 'saved'>('recent');
  const [history] = usePreference(HISTORY_KEY, '[]');
  const [savedText, save] = usePreference(SAVED_KEY, '[]');
  const recent = readRemembered(history);
  const saved = readSaved(savedText);
  return (
    <div>
      <Tabs
        id="explore-history"
        label="Queries of this browser"
        value={tab}
        onValueChange={setTab}
        items={[
          { value: 'recent', label: 'Recent', count: recent.length },
          { value: 'saved', label: 'Saved', count: saved.length },
        ]}
      />
      <TabPanel tabs="explore-history" value={tab} className="max-h-[360px] overflow-y-auto p-2">
        {tab === 'saved' && (
          <SaveForm
            disabled={texts.every((text) => text.trim() === '')}
            onSave={(name) => {
              const expr = texts.filter((text) => text.trim() !== '');
              save(saving(savedText, { name, expr, at: Date.now() }));
            }}
          />
        )}
        <ul className="grid">
          {(tab === 'recent' ? recent : saved).map((one) => (
            <li key={`${one.at}${one.expr.join('\n')}`} className="flex items-start gap-1">
              <Choice queries={one} name={'name' in one ? String(one.name) : null} onChoose={onChoose} />
              {tab === 'saved' && (
                <IconButton
                  label={`Forget ${'name' in one ? String(one.name) : ''}`}
                  onClick={() => save(forgetting(savedText, 'name' in one ? String(one.name) : ''))}
                >
                  <Trash2 aria-hidden="true" />
                </IconButton>
              )}
            </li>
          ))}
        </ul>
        {(tab === 'recent' ? recent : saved).length === 0 && (
          <p className="px-2 py-4 text-center text-sm text-text-3">
            {tab === 'recent' ? 'Nothing was asked in this browser yet.' : 'No query has a name yet.'}
          </p>
        )}
      </TabPanel>
    </div>
  );
}

function SaveForm({
  disabled,
  onSave,
}: {
  readonly disabled: boolean;
  readonly onSave: (name: string) => void;
}) {
  const [name, setName] = useState('');
  return (
    <form
      className="mb-2 flex items-end gap-2 border-line border-b px-2 pb-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === '' || disabled) return;
        onSave(name.trim());
        setName('');
      }}
    >
      <TextField
        label="Name for these queries"
        size="sm"
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.target.value)}
        className="flex-1"
      />
      <Button type="submit" disabled={disabled || name.trim() === ''}>
        <Save aria-hidden="true" />
        Save
      </Button>
    </form>
  );
}

interface ChoiceProps {
  readonly queries: RememberedQueries;
  readonly name: string | null;
  readonly onChoose: (expr: readonly string[]) => void;
}

function Choice({ queries, name, onChoose }: ChoiceProps) {
  const now = useNow(60_000);
  return (
    <button
      type="button"
      onClick={() => onChoose(queries.expr)}
      className="grid min-w-0 flex-1 gap-0.5 rounded-control px-2 py-1.5 text-left hover:bg-raised"
    >
      {name !== null && <span className="font-medium text-sm">{name}</span>}
      {queries.expr.map((expr, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two queries of one entry may be equal, and none moves
        <span key={at} className="truncate font-mono text-text-2 text-xs">
          {expr}
        </span>
      ))}
      {now > 0 && <span className="text-2xs text-text-3">{ageText(now - queries.at)} ago</span>}
    </button>
  );
}
