'use client';
/** Who is signed in and in what role; theme, clock, keys, and the way out. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Braces, CircleUserRound, Keyboard, LogOut } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Menu, MenuItem, MenuLabel, MenuRadioGroup, MenuSeparator } from '@/components/ui/menu';
import { useToast } from '@/components/ui/toast';
import { AnswerProblem } from './answer-problem';
import { useFrameDialogs } from './frame-dialogs';
import { beginSignOut } from './login-target';
import { type CurrentSession, sessionQuery, signOut } from './session';
import { useSettings } from './settings';
import { type ThemeChoice, useThemeChoice } from './theme';
import type { TimeZone } from './time-text';
import { useTimeZone } from './time-zone';

const THEMES: readonly { value: ThemeChoice; label: string }[] = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'system', label: 'As the system' },
];

const ZONES: readonly { value: TimeZone; label: string }[] = [
  { value: 'local', label: 'Local time' },
  { value: 'utc', label: 'UTC' },
];

export function UserMenu() {
  const { data: session } = useQuery(sessionQuery);
  const [theme, chooseTheme] = useThemeChoice();
  const [zone, chooseZone] = useTimeZone();
  const { open } = useFrameDialogs();
  const [leaving, leave] = useSignOut();
  const { user } = useSettings();
  const router = useRouter();
  const name = session?.user ?? user;
  return (
    <Menu
      side="top"
      align="start"
      className="w-56"
      trigger={
        <button
          type="button"
          aria-label={name === '' ? 'User menu' : `User menu of ${name}`}
          className="flex h-7 w-full items-center gap-2 rounded-control px-2 text-left text-text-2 text-xs hover:bg-raised hover:text-text data-[state=open]:bg-raised folded:justify-center"
        >
          <CircleUserRound aria-hidden="true" className="size-4" strokeWidth={1.75} />
          <span className="min-w-0 truncate folded:hidden">{name}</span>
        </button>
      }
    >
      <div className="px-2 pt-1.5 pb-1">
        <p className="truncate font-semibold text-sm">{name}</p>
        <p className="text-text-3 text-xs">{roleText(session)}</p>
      </div>
      <MenuSeparator />
      <MenuLabel>Theme</MenuLabel>
      <MenuRadioGroup value={theme} onValueChange={chooseTheme} options={THEMES} />
      <MenuLabel>Times</MenuLabel>
      <MenuRadioGroup value={zone} onValueChange={chooseZone} options={ZONES} />
      <MenuSeparator />
      <MenuItem icon={<Keyboard aria-hidden="true" />} hint="?" onSelect={() => open('keys')}>
        Keyboard
      </MenuItem>
      <MenuItem icon={<Braces aria-hidden="true" />} onSelect={() => router.push('/api-reference')}>
        API
      </MenuItem>
      {session?.login !== 'header' && session?.login !== 'anonymous' && (
        <MenuItem icon={<LogOut aria-hidden="true" />} disabled={leaving} onSelect={leave}>
          Sign out
        </MenuItem>
      )}
    </Menu>
  );
}

function roleText(session: CurrentSession | undefined): string {
  if (session === undefined) return '';
  if (session.role === 'viewer') return 'Viewer: reads, changes nothing';
  if (session.rights === 'own' && !session.readOnly) return 'Your own rights in the cluster hold';
  return session.readOnly ? 'Admin, on a read-only server' : 'Admin: may change configuration';
}

function useSignOut(): [boolean, () => void] {
  const [leaving, setLeaving] = useState(false);
  const client = useQueryClient();
  const toast = useToast();
  const leave = async () => {
    setLeaving(true);
    const goOn = beginSignOut();
    try {
      const leaveTo = await signOut();
      client.clear();
      window.location.assign(leaveTo);
    } catch (error) {
      setLeaving(false);
      goOn();
      void client.invalidateQueries();
      const hint = error instanceof AnswerProblem ? error.message : undefined;
      toast({ tone: 'failing', title: 'You are still signed in', description: hint });
    }
  };
  return [leaving, () => void leave()];
}
