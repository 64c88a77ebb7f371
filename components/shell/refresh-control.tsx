'use client';
/** How often the page asks again, and how old its numbers are; always in sight. */
import { useQueryClient } from '@tanstack/react-query';
import { Pause, RefreshCw } from 'lucide-react';
import { useCallback } from 'react';
import { Button } from '@/components/ui/button';
import { Menu, MenuItem, MenuLabel, MenuRadioGroup, MenuSeparator } from '@/components/ui/menu';
import { usePageFacts } from './page';
import { useScope } from './scope';
import { ageText, instantText } from './time-text';
import { useNow, useTimeZone } from './time-zone';
import { spanText } from './window-presets';

/** Seconds. */
const INTERVALS = [5, 15, 30, 60, 300, 900];

/** Asks again for everything on screen. */
export function useRefreshNow(): () => void {
  const client = useQueryClient();
  return useCallback(() => {
    void client.refetchQueries({ type: 'active' });
  }, [client]);
}

export function RefreshControl() {
  const scope = useScope();
  const refreshNow = useRefreshNow();
  const { fetching = false } = usePageFacts();
  const age = usePageAge();
  const fixed = scope.window.kind === 'absolute';
  const paused = scope.refreshSeconds === null || fixed;
  const Icon = paused ? Pause : RefreshCw;
  const interval = fixed ? 'Fixed' : paused ? 'Paused' : spanText(scope.refreshSeconds ?? 0);
  const options = [
    ...new Set([...INTERVALS, ...(scope.refreshSeconds === null ? [] : [scope.refreshSeconds])]),
  ]
    .sort((a, b) => a - b)
    .map((seconds) => ({ value: String(seconds), label: `Every ${spanText(seconds)}` }));
  return (
    <Menu
      align="end"
      className="w-56"
      trigger={
        <Button
          aria-label={`Refresh: ${interval}${age === null ? '' : `, numbers are ${age.text} old`}`}
          title={age === null ? undefined : `Numbers as of ${age.instant}`}
          className="data-[state=open]:bg-raised"
        >
          <Icon aria-hidden="true" className={fetching ? 'animate-spin' : ''} />
          <span>{interval}</span>
          {age !== null && (
            <span className="min-w-[54px] text-left font-normal text-text-3 tabular-nums">
              · {age.text} ago
            </span>
          )}
        </Button>
      }
    >
      <MenuItem icon={<RefreshCw aria-hidden="true" />} hint="R" onSelect={refreshNow}>
        Refresh now
      </MenuItem>
      <MenuSeparator />
      <MenuLabel>{fixed ? 'A window between two instants does not change' : 'Refresh'}</MenuLabel>
      <MenuRadioGroup
        value={String(scope.refreshSeconds ?? 0)}
        onValueChange={(value) => scope.set({ refreshSeconds: value === '0' ? null : Number(value) })}
        options={[{ value: '0', label: 'Paused', hint: 'P' }, ...options]}
      />
    </Menu>
  );
}

/** The age of the page's numbers, ticking; null before the first answer. */
function usePageAge(): { text: string; instant: string } | null {
  const { updatedAt } = usePageFacts();
  const now = useNow(1000);
  const [zone] = useTimeZone();
  if (updatedAt === undefined || updatedAt === null || updatedAt === 0 || now === 0) return null;
  return { text: ageText(now - updatedAt), instant: instantText(updatedAt, zone) };
}
