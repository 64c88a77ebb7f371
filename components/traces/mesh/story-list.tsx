/** Response flags with their meaning, and what was done to a request, each with the line that says so. */
import { Flag } from 'lucide-react';
import { PlaceLink } from '@/components/config/try/place-link';
import { Pill } from '@/components/ui/pill';
import type { StoryLine } from '@/lib/insight/span-story';

interface FlagListProps {
  readonly flags: readonly { readonly flag: string; readonly meaning: string | null }[];
}

export function FlagList({ flags }: FlagListProps) {
  return (
    <ul aria-label="Response flags" className="grid gap-1">
      {flags.map(({ flag, meaning }) => (
        <li key={flag} className="flex items-center gap-2">
          <Pill tone="degraded">
            <Flag aria-hidden="true" />
            {flag}
          </Pill>
          <span className="text-text-2">{meaning ?? 'a flag that is not known here'}</span>
        </li>
      ))}
    </ul>
  );
}

export function StoryList({ lines }: { readonly lines: readonly StoryLine[] }) {
  return (
    <ul aria-label="What the proxy did" className="grid gap-1">
      {lines.map(({ text, place }) => (
        <li key={text}>
          {text} <PlaceLink place={place} />
        </li>
      ))}
    </ul>
  );
}
