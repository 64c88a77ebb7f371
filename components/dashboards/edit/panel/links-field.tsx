'use client';
/** Where a value or a panel leads. */
import { Plus, Trash2 } from 'lucide-react';
import { safeHref } from '@/components/dashboards/panels/safe-href';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { IconButton } from '@/components/ui/icon-button';
import { TextField } from '@/components/ui/text-field';
import type { Link } from '@/lib/dashboards/model/link';

export interface LinksFieldProps {
  readonly label: string;
  /** What is filled into an address. */
  readonly hint: string;
  readonly value: readonly Link[];
  readonly onValue: (value: Link[]) => void;
}

const MOST_LINKS = 50;

export function LinksField({ label, hint, value, onValue }: LinksFieldProps) {
  const put = (at: number, next: Link) => onValue(value.map((one, index) => (index === at ? next : one)));
  return (
    <div className="grid gap-2.5">
      <ul aria-label={label} className="grid gap-3 empty:hidden">
        {value.map((link, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what is typed may be the name itself
          <li key={at} className="grid gap-2 rounded-control border border-line p-2">
            <div className="grid grid-cols-[minmax(0,1fr)_28px] items-end gap-1.5">
              <TextField
                label="Title"
                size="sm"
                maxLength={500}
                value={link.title}
                onChange={(event) => put(at, { ...link, title: event.target.value })}
              />
              <IconButton
                label={`Remove the link ${link.title}`}
                onClick={() => onValue(value.filter((_, index) => index !== at))}
              >
                <Trash2 aria-hidden="true" />
              </IconButton>
            </div>
            <TextField
              label="Address"
              size="sm"
              mono
              maxLength={4000}
              value={link.url}
              hint={hint}
              error={
                safeHref(link.url) === null && !link.url.includes('$')
                  ? 'Only http, https and paths of this console are followed.'
                  : undefined
              }
              onChange={(event) => put(at, { ...link, url: event.target.value })}
            />
            <Checkbox
              label="In a new tab"
              checked={link.newTab}
              onCheckedChange={(newTab) => put(at, { ...link, newTab })}
            />
          </li>
        ))}
      </ul>
      <Button
        className="justify-self-start"
        disabled={value.length >= MOST_LINKS}
        onClick={() => onValue([...value, { title: 'New link', url: '/', newTab: false }])}
      >
        <Plus aria-hidden="true" />
        Link
      </Button>
    </div>
  );
}

/** What is filled into the address of a value's link. */
export const VALUE_LINK_HINT = '\x24{__field.labels.name} and \x24{__value.raw} are filled in.';
