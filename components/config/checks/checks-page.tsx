'use client';
/** What every finding means: by its code, with the codes of Istio and Kiali that mean the same. */
import { Info, OctagonAlert, SearchX, TriangleAlert } from 'lucide-react';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { ConfigTabs } from '@/components/config/config-tabs';
import { Prose } from '@/components/config/prose';
import { usePage } from '@/components/shell/page';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Tag } from '@/components/ui/pill';
import { SearchField } from '@/components/ui/search-field';
import { SegmentedControl } from '@/components/ui/segmented-control';
import type { CodeFacts } from '@/lib/config/codes';
import { filteredCodes, SEVERITY_CHOICES } from './code-filter';

const parsers = {
  q: parseAsString.withDefault(''),
  severity: parseAsStringLiteral(SEVERITY_CHOICES).withDefault('all'),
};

export function ChecksPage({ codes }: { codes: readonly CodeFacts[] }) {
  const [{ q, severity }, setChoice] = useQueryStates(parsers, { history: 'replace' });
  usePage({
    title: 'Checks',
    breadcrumb: [{ label: 'Configuration', href: '/config' }],
    without: ['window', 'namespaces', 'refresh'],
  });
  const shown = filteredCodes(codes, q, severity);
  return (
    <div className="grid h-full grid-rows-[auto_auto_minmax(0,1fr)]">
      <ConfigTabs />
      <div className="flex flex-wrap items-center gap-2 border-line border-b bg-surface px-4 py-2">
        <SearchField
          label="Find checks by code, IST or KIA code, or words"
          value={q}
          onValueChange={(text) => void setChoice({ q: text })}
          className="w-96"
        />
        <SegmentedControl
          label="Severity"
          value={severity}
          onValueChange={(next) => void setChoice({ severity: next })}
          segments={[
            { value: 'all', label: 'All' },
            { value: 'error', label: 'Errors' },
            { value: 'warning', label: 'Warnings' },
            { value: 'info', label: 'Hints' },
          ]}
        />
        <span className="ml-1 text-text-3 text-xs tabular-nums" aria-live="polite">
          {shown.length === codes.length
            ? `${codes.length} checks`
            : `${shown.length} of ${codes.length} checks`}
        </span>
      </div>
      <div className="min-w-0 overflow-auto bg-surface">
        {shown.length > 0 ? (
          <CodeTable codes={shown} />
        ) : (
          <EmptyState
            icon={<SearchX />}
            title="No check has these words"
            action={<Button onClick={() => void setChoice({ q: '', severity: 'all' })}>Show all</Button>}
          />
        )}
      </div>
    </div>
  );
}

function CodeTable({ codes }: { codes: readonly CodeFacts[] }) {
  return (
    <table className="w-full table-fixed border-collapse text-sm">
      <thead className="sticky top-0 z-1 bg-surface text-left text-text-3 text-xs shadow-[inset_0_-1px_var(--line)]">
        <tr>
          <th scope="col" className="h-8 w-[104px] px-3 pl-4 font-medium">
            Code
          </th>
          <th scope="col" className="w-[104px] px-3 font-medium max-lg:w-[92px]">
            Severity
          </th>
          <th scope="col" className="px-3 font-medium">
            What it says, and when
          </th>
          <th scope="col" className="w-[20%] px-3 font-medium max-lg:w-[22%]">
            Quick fix
          </th>
          <th scope="col" className="w-[170px] px-3 font-medium max-lg:w-[96px]">
            istioctl, Kiali
          </th>
          <th scope="col" className="w-[88px] px-3 font-medium">
            Reference
          </th>
        </tr>
      </thead>
      <tbody>
        {codes.map((facts) => (
          <CodeRow key={facts.code} facts={facts} />
        ))}
      </tbody>
    </table>
  );
}

const SEVERITIES = {
  error: { Icon: OctagonAlert, className: 'text-failing', word: 'Error' },
  warning: { Icon: TriangleAlert, className: 'text-degraded', word: 'Warning' },
  info: { Icon: Info, className: 'text-text-3', word: 'Hint' },
} as const;

function CodeRow({ facts }: { facts: CodeFacts }) {
  const { Icon, className, word } = SEVERITIES[facts.severity];
  return (
    // The row that a finding's link leads to stands clear of the header and is washed.
    <tr id={facts.code} className="scroll-mt-9 border-line border-b align-top target:bg-accent-wash">
      <th scope="row" className="px-3 py-2 pl-4 text-left font-medium">
        <a href={`#${facts.code}`} className="font-mono text-text hover:text-accent">
          {facts.code}
        </a>
      </th>
      <td className="px-3 py-2">
        <span className="inline-flex items-center gap-1.5 text-text-2">
          <Icon aria-hidden="true" className={`size-3.5 ${className}`} />
          {word}
        </span>
      </td>
      <td className="px-3 py-2 text-pretty">
        {facts.title}
        {facts.condition !== null && (
          <span className="block text-text-2">
            <Prose text={facts.condition} />
          </span>
        )}
      </td>
      <td className="px-3 py-2 text-pretty text-text-2">
        {facts.fix ?? (
          <span className="text-text-3" title="There is none: it needs a decision.">
            –
          </span>
        )}
      </td>
      <td className="px-3 py-2">
        <span className="flex flex-wrap gap-1">
          {[...facts.ist, ...facts.kia].map((code) => (
            <Tag key={code}>{code}</Tag>
          ))}
        </span>
      </td>
      <td className="px-3 py-2">
        <a href={facts.docs} target="_blank" rel="noreferrer" className="link text-xs">
          Read more
        </a>
      </td>
    </tr>
  );
}
