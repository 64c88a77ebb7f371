'use client';
/** What one set has more often than the other: counts that lead to the traces, shares on one ruler, and the doubt. */
import type { Route } from 'next';
import Link from 'next/link';
import { useScopedHref } from '@/components/shell/scope';
import { shortOperation, shortService } from '@/components/traces/names';
import { Quantity } from '@/components/ui/quantity';
import type { SetDifference, TraceSetsAnswer } from '@/lib/traces/compare/sets-contract';
import { shortTraceId } from '@/lib/traces/trace-id';
import { chanceTitle, chanceWords, kindWords, liftWords, type SetWords } from './set-words';

export interface SetsTableProps {
  readonly answer: TraceSetsAnswer;
  readonly differences: readonly SetDifference[];
  readonly words: SetWords;
  /** The search for the traces of a set that have it. */
  readonly hrefOf: (side: 'a' | 'b', difference: SetDifference) => string;
}

export function SetsTable({ answer, differences, words, hrefOf }: SetsTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className="min-h-0 flex-1 overflow-auto" tabIndex={0} aria-label="What differs">
      <table className="w-full min-w-[860px] text-sm">
        <thead className="sticky top-0 z-2 bg-surface text-left text-text-3 text-xs">
          <tr className="h-[30px] shadow-[inset_0_-1px_0_var(--line)] [&>th]:px-2 [&>th]:font-normal">
            <th className="w-full pl-4!">What</th>
            <th className="min-w-[180px]">Shares: A hollow, B solid</th>
            <th className="text-right">A, {words.a}</th>
            <th className="text-right">B, {words.b}</th>
            <th className="text-right" title="How many times as frequent in B as in A">
              Lift
            </th>
            <th className="text-right" title="How often chance alone would make such a difference">
              By chance
            </th>
            <th className="pr-4!">Example</th>
          </tr>
        </thead>
        <tbody>
          {differences.map((difference) => (
            <Row
              key={JSON.stringify([
                difference.kind,
                difference.service,
                difference.name,
                difference.key,
                difference.value,
              ])}
              {...{ answer, difference, words, hrefOf }}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

type RowProps = Omit<SetsTableProps, 'differences'> & { readonly difference: SetDifference };

function Row({ answer, difference, words, hrefOf }: RowProps) {
  const scoped = useScopedHref();
  const { shareA, shareB, chance, example } = difference;
  return (
    <tr className="h-9 border-line border-t hover:bg-raised [&>td]:px-2">
      <td className="w-full max-w-0 pl-4!">
        <What difference={difference} />
      </td>
      <td>
        <Shares a={shareA} b={shareB} />
      </td>
      {(['a', 'b'] as const).map((side) => (
        <td key={side} className="whitespace-nowrap text-right tabular-nums">
          <Count
            count={difference[side]}
            of={answer[side].size}
            href={scoped(hrefOf(side, difference))}
            label={`Search the ${words[side]} traces that have it`}
          />
        </td>
      ))}
      <td className="whitespace-nowrap text-right font-medium tabular-nums">
        {liftWords(difference, words)}
      </td>
      <td title={chanceTitle(chance)} className="whitespace-nowrap text-right text-text-2 tabular-nums">
        {chanceWords(chance)}
      </td>
      <td className="whitespace-nowrap pr-4!">
        <Link
          href={scoped(`/traces/${example}`) as Route}
          prefetch={false}
          title={`Open the trace ${example}, one that has it`}
          className="link font-mono text-xs"
        >
          {shortTraceId(example)}
        </Link>
      </td>
    </tr>
  );
}

function What({ difference }: { readonly difference: SetDifference }) {
  const { service, name, key, value } = difference;
  const isAttribute = key !== null;
  return (
    <span className="flex min-w-0 items-baseline gap-2">
      <span className="shrink-0 rounded-tag bg-raised px-1.5 text-2xs text-text-2">
        {kindWords(difference)}
      </span>
      <span className="min-w-0 truncate" title={isAttribute ? `${key} = ${value}` : `${service} ${name}`}>
        {service !== null && <span className="font-semibold">{shortService(service)} </span>}
        {isAttribute ? (
          <>
            <span className="text-text-2">{key}</span> <span className="text-text-3">=</span>{' '}
            <span className="font-mono text-xs">{value === '' ? '""' : value}</span>
          </>
        ) : (
          <span className="text-text-2">{shortOperation(name ?? '')}</span>
        )}
      </span>
    </span>
  );
}

/** A hollow above, B solid below, both from 0 to 100 %. */
function Shares({ a, b }: { readonly a: number; readonly b: number }) {
  return (
    <span aria-hidden="true" className="relative block h-5 border-line border-x">
      {a > 0 && (
        <span
          style={{ width: `${a * 100}%` }}
          className="absolute top-[3px] left-0 h-[6px] rounded-r-[2px] border border-text-3 border-l-0"
        />
      )}
      <span
        style={{ width: `${b * 100}%` }}
        className="absolute top-[11px] left-0 h-[6px] rounded-r-[2px] bg-accent"
      />
    </span>
  );
}

interface CountProps {
  readonly count: number;
  readonly of: number;
  readonly href: string;
  readonly label: string;
}

function Count({ count, of, href, label }: CountProps) {
  const share = (
    <Quantity
      value={of === 0 ? null : count / of}
      unit="share"
      className="inline-block w-14 text-xs"
      note={`${count} of ${of}`}
    />
  );
  if (count === 0) return <span className="text-text-3">0{share}</span>;
  return (
    <>
      <Link href={href as Route} prefetch={false} title={label} className="link">
        {count}
      </Link>
      {share}
    </>
  );
}
