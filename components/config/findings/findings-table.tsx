'use client';
/** Findings as a table: how grave, what, on which object and line. Long lists are drawn in parts. */
import Link from 'next/link';
import { useState } from 'react';
import { ObjectLink } from '@/components/config/object-link';
import { Prose } from '@/components/config/prose';
import { SeverityMark } from '@/components/config/severity-mark';
import { Button } from '@/components/ui/button';
import { Tag } from '@/components/ui/pill';
import type { FindingAnswer } from '@/lib/config/findings/contract';
import { objectKey } from '@/lib/config/identity';

const ROWS_AT_ONCE = 200;

export interface FindingsTableProps {
  findings: readonly FindingAnswer[];
  titles: Readonly<Record<string, string>>;
}

export function FindingsTable({ findings, titles }: FindingsTableProps) {
  const [limit, setLimit] = useState(ROWS_AT_ONCE);
  return (
    <>
      <table className="w-full table-fixed border-collapse text-sm">
        <thead className="sticky top-0 z-1 bg-surface text-left text-text-3 text-xs shadow-[inset_0_-1px_var(--line)]">
          <tr>
            <th scope="col" className="h-8 w-12 px-3 pl-4 font-medium">
              <span className="sr-only">Severity</span>
            </th>
            <th scope="col" className="px-3 font-medium">
              Finding
            </th>
            <th scope="col" className="w-[30%] px-3 font-medium">
              Object
            </th>
            <th scope="col" className="w-[72px] px-3 pr-4 text-right font-medium">
              Line
            </th>
          </tr>
        </thead>
        <tbody>
          {findings.slice(0, limit).map((finding) => (
            <FindingRow
              key={`${objectKey(finding.id)} ${finding.code} ${finding.line} ${finding.message}`}
              finding={finding}
              title={titles[finding.code] ?? ''}
            />
          ))}
        </tbody>
      </table>
      {findings.length > limit && (
        <div className="flex items-center gap-3 p-4 text-text-3 text-xs">
          <Button onClick={() => setLimit(limit + ROWS_AT_ONCE)}>Show more</Button>
          {limit} of {findings.length}
        </div>
      )}
    </>
  );
}

function FindingRow({ finding, title }: { finding: FindingAnswer; title: string }) {
  const { code, severity, id, line, message, suppressed } = finding;
  return (
    <tr className="border-line border-b align-top hover:bg-raised">
      <td className="px-3 py-2 pl-4">
        <SeverityMark severity={severity} />
      </td>
      <td className="px-3 py-2">
        <span className="flex flex-wrap items-center gap-x-2">
          <span className="font-medium">{title}</span>
          <Link
            href={`/config/checks#${code}` as '/config/checks'}
            prefetch={false}
            title="What this code means"
            className="link rounded-tag font-mono text-2xs text-text-3"
          >
            {code}
          </Link>
          {suppressed !== null && <Tag title={`Does not count: ${suppressed}`}>suppressed</Tag>}
        </span>
        <p className="text-pretty text-text-2">
          <Prose text={message} />
        </p>
        {suppressed !== null && <p className="text-text-3 text-xs">Does not count: {suppressed}.</p>}
      </td>
      <td className="px-3 py-1.5">
        <ObjectLink id={id} line={line} />
      </td>
      <td className="px-3 py-2 pr-4 text-right text-text-3 tabular-nums">{line ?? '–'}</td>
    </tr>
  );
}
