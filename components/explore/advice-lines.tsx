'use client';
/** Usual slips in a query, one line each, below its text. Loaded with the grammar. */
import { useQuery } from '@tanstack/react-query';
import { Lightbulb } from 'lucide-react';
import { useSettings } from '@/components/shell/settings';
import { adviceOn } from '@/lib/promql/advice';
import { metadataQuery } from './lookups';
import { metricTypes } from './metric-types';

export function AdviceLines({ text }: { readonly text: string }) {
  const { scrapeIntervalSeconds: scrapeSeconds } = useSettings();
  const { data } = useQuery(metadataQuery);
  const typeOf = metricTypes(data?.metrics ?? []);
  const advice = adviceOn(text, { typeOf, scrapeSeconds });
  if (advice.length === 0) return null;
  return (
    <ul className="grid gap-0.5 pt-1 pl-8 text-xs">
      {advice.slice(0, 4).map(({ code, from, message, hint }) => (
        <li key={`${code}${from}`} className="flex items-start gap-1.5 text-text-2">
          <Lightbulb aria-hidden="true" className="mt-0.5 size-3 shrink-0 text-degraded" />
          <span>
            {message} <span className="text-text-3">{hint}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
