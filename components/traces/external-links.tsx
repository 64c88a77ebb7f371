'use client';
/** Links to other tools, as the operator's patterns make them of a trace and of its attributes. */
import { useQuery } from '@tanstack/react-query';
import { ExternalLink as ExternalLinkIcon } from 'lucide-react';
import { useMemo } from 'react';
import { Button } from '@/components/ui/button';
import { Popover } from '@/components/ui/popover';
import { type ExternalLink, type LinkRules, linkRules, traceLinks } from '@/lib/traces/links/links-of';
import type { Trace } from '@/lib/traces/model/trace';
import { linkPatternsQuery } from './queries';

const NO_RULES: LinkRules = [];

/** None until they are known, and where they cannot be had: links are an addition. */
export function useLinkRules(): LinkRules {
  const { data } = useQuery(linkPatternsQuery);
  return useMemo(() => (data === undefined ? NO_RULES : linkRules(data.patterns)), [data]);
}

/** Another site learns neither who asks nor from which page. */
const AWAY = { target: '_blank', rel: 'noopener noreferrer' } as const;

export function ExternalLinks({ links }: { links: readonly ExternalLink[] }) {
  return links.map(({ href, text }) => (
    <a
      key={`${href} ${text}`}
      href={href}
      {...AWAY}
      title={`Opens ${new URL(href).host} in a new tab`}
      className="link flex min-h-6 items-center gap-1 font-sans text-xs"
    >
      <span className="min-w-0 break-words">{text}</span>
      <ExternalLinkIcon aria-hidden="true" className="size-3 shrink-0" />
    </a>
  ));
}

/** Beside the figures of a trace; nothing where no pattern fits it. */
export function TraceLinks({ trace }: { trace: Trace }) {
  const rules = useLinkRules();
  const links = useMemo(() => traceLinks(rules, trace), [rules, trace]);
  const [first] = links;
  if (first === undefined) return null;
  if (links.length === 1) {
    return (
      <Button asChild>
        <a href={first.href} {...AWAY} title={`Opens ${new URL(first.href).host} in a new tab`}>
          <ExternalLinkIcon aria-hidden="true" />
          <span className="max-w-48 truncate">{first.text}</span>
        </a>
      </Button>
    );
  }
  return (
    <Popover
      label="Links of this trace"
      align="end"
      className="w-[320px] p-3"
      trigger={
        <Button>
          <ExternalLinkIcon aria-hidden="true" />
          Links
        </Button>
      }
    >
      <ExternalLinks links={links} />
    </Popover>
  );
}
