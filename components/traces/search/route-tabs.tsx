'use client';
/** What was called: all, the most frequent routes, and the rest in a menu. */
import { ChevronDown, X } from 'lucide-react';
import { shortOperation, shortService } from '@/components/traces/names';
import { Button } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { Menu, MenuItem } from '@/components/ui/menu';
import type { TraceSummary } from '@/lib/traces/contract';
import type { Route } from '@/lib/traces/find/routes';

export interface RouteTabsProps {
  readonly routes: readonly Route<TraceSummary>[];
  readonly chosen: string | null;
  readonly structure: string | null;
  readonly total: number;
  readonly onChoose: (route: string | null) => void;
}

const SHOWN = 3;

export function RouteTabs({ routes, chosen, structure, total, onChoose }: RouteTabsProps) {
  const first = routes.slice(0, SHOWN);
  const current = routes.find((route) => route.id === chosen);
  // One that was chosen from the menu stands beside the others.
  const shown =
    current === undefined || first.includes(current) ? first : [...first.slice(0, SHOWN - 1), current];
  // Where all came in by one service, its name would only take the room of what was called.
  const several = new Set(routes.map((route) => route.service)).size > 1;
  const labelOf = (route: Route<TraceSummary>) =>
    `${several ? `${shortService(route.service)}: ` : ''}${shortOperation(route.name)}`;
  const rest = routes.filter((route) => !shown.includes(route));
  return (
    <nav aria-label="Routes" className="flex min-w-0 flex-1 items-center gap-1 overflow-hidden">
      <Tab
        active={chosen === null}
        onClick={() => onChoose(null)}
        label="All"
        count={total}
        title="All routes"
      />
      {shown.map((route) => (
        <Tab
          key={route.id}
          active={chosen === route.id}
          onClick={() => onChoose(route.id)}
          label={labelOf(route)}
          title={route.id}
          count={route.traces.length}
        />
      ))}
      {structure !== null && (
        <Button onClick={() => onChoose(chosen)} title="All structures of this route">
          one structure <X aria-hidden="true" />
        </Button>
      )}
      {rest.length > 0 && (
        <Menu
          trigger={
            <Button variant="quiet">
              {rest.length} more <ChevronDown aria-hidden="true" />
            </Button>
          }
        >
          {rest.map((route) => (
            <MenuItem key={route.id} hint={route.traces.length} onSelect={() => onChoose(route.id)}>
              {labelOf(route)}
            </MenuItem>
          ))}
        </Menu>
      )}
    </nav>
  );
}

function Tab({
  active,
  onClick,
  label,
  title,
  count,
}: {
  readonly active: boolean;
  readonly onClick: () => void;
  readonly label: string;
  readonly title: string;
  readonly count: number;
}) {
  return (
    <button
      type="button"
      aria-pressed={active}
      title={title}
      onClick={onClick}
      className={classNames(
        '-mb-px inline-flex h-10 min-w-16 items-center gap-1.5 border-b-2 px-2 text-sm',
        active ? 'border-accent font-semibold text-accent' : 'border-transparent text-text-2 hover:text-text',
      )}
    >
      <span className="max-w-60 truncate">{label}</span>
      <span className="text-text-3 text-xs tabular-nums">{count}</span>
    </button>
  );
}
