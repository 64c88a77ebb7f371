'use client';
/** One rule: its state in a line; open, its expression with chart and threshold, and its alerts. */
import { ChevronRight } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { QueryChart } from '@/components/charts/query/query-chart';
import { exploreHref } from '@/components/explore/explore-link';
import { useScopedHref } from '@/components/shell/scope';
import { ageText } from '@/components/shell/time-text';
import { Pill, type PillTone, Tag } from '@/components/ui/pill';
import type { Alert, AlertRule, AlertState } from '@/lib/alerts/contract';
import { type ShownRule, safeHref, subjectHref, valueText } from './alert-view';

const TONES: Readonly<Record<AlertState, PillTone>> = {
  firing: 'failing',
  pending: 'degraded',
  inactive: 'neutral',
  unknown: 'idle',
};

export interface RuleRowProps {
  readonly shown: ShownRule;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

export function RuleRow({ shown: { group, rule, key }, isOpen, onToggle }: RuleRowProps) {
  const summary = rule.alerts[0]?.annotations.summary ?? rule.annotations.summary ?? '';
  return (
    <li className="border-line border-b">
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={`rule-${key}`}
        onClick={onToggle}
        className="flex min-h-10 w-full items-center gap-3 px-4 py-1.5 text-left -outline-offset-2 hover:bg-raised"
      >
        <ChevronRight
          aria-hidden="true"
          className={`size-4 shrink-0 text-text-3 ${isOpen ? 'rotate-90' : ''}`}
        />
        <Pill tone={rule.health === 'err' ? 'degraded' : TONES[rule.state]} className="w-20 justify-center">
          {rule.health === 'err' ? 'error' : rule.kind === 'recording' ? 'recording' : rule.state}
        </Pill>
        <span className="shrink-0 font-medium text-sm">{rule.name}</span>
        <span className="min-w-0 truncate text-text-2 text-xs">{summary}</span>
        <span className="ml-auto shrink-0 text-text-3 text-xs tabular-nums">
          {rule.alerts.length > 0 &&
            `${rule.alerts.length} ${rule.alerts.length === 1 ? 'alert' : 'alerts'} · `}
          {group}
        </span>
      </button>
      {isOpen && (
        <div id={`rule-${key}`} className="grid gap-3 border-line border-t bg-canvas px-11 py-3">
          <RuleDetail rule={rule} />
        </div>
      )}
    </li>
  );
}

function RuleDetail({ rule }: { readonly rule: AlertRule }) {
  const scoped = useScopedHref();
  const { threshold } = rule;
  return (
    <>
      {rule.lastError !== null && (
        <p className="rounded-control bg-degraded-wash px-3 py-2 text-xs">
          It cannot be evaluated: {rule.lastError}
        </p>
      )}
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1 text-xs">
        <code className="break-all font-mono">{rule.expr}</code>
        {rule.forSeconds > 0 && <span className="text-text-3">for {ageText(rule.forSeconds * 1000)}</span>}
        <Link
          href={scoped(exploreHref({ queries: [rule.expr] })) as Route}
          className="text-accent hover:underline"
        >
          Explore
        </Link>
      </p>
      <QueryChart
        title={threshold === null ? 'Expression' : 'Compared value'}
        expr={threshold?.expr ?? rule.expr}
        unit="number"
        thresholds={
          threshold === null
            ? []
            : [{ value: threshold.value, label: `${threshold.operator} ${threshold.value}`, tone: 'failing' }]
        }
      />
      {rule.kind === 'alerting' && (
        <QueryChart
          title="Fired before"
          expr={`max by (alertstate) (ALERTS{alertname=${JSON.stringify(rule.name)}})`}
          unit="number"
          height={90}
        />
      )}
      {rule.alerts.length > 0 && (
        <ul aria-label={`Alerts of ${rule.name}`} className="grid gap-2">
          {rule.alerts.map((alert) => (
            <AlertCard key={JSON.stringify(alert.labels)} alert={alert} />
          ))}
        </ul>
      )}
    </>
  );
}

function AlertCard({ alert }: { readonly alert: Alert }) {
  const scoped = useScopedHref();
  const href = subjectHref(alert);
  const { subject } = alert;
  return (
    <li className="grid gap-1.5 rounded-card border border-line bg-surface px-3 py-2 text-xs">
      <p className="flex flex-wrap items-center gap-2">
        <Pill tone={TONES[alert.state]}>{alert.state}</Pill>
        {href !== null && subject !== null && (
          <Link href={scoped(href) as Route} className="font-medium text-accent hover:underline">
            {subject.name === '' ? subject.namespace : `${subject.name} · ${subject.namespace}`}
          </Link>
        )}
        <span className="tabular-nums">value {valueText(alert.value)}</span>
        {alert.activeAtSeconds !== null && (
          <span className="text-text-3">since {ageText(Date.now() - alert.activeAtSeconds * 1000)}</span>
        )}
      </p>
      {Object.entries(alert.annotations).map(([name, text]) => (
        <Annotation key={name} name={name} text={text} />
      ))}
      <p className="flex flex-wrap gap-1">
        {Object.entries(alert.labels).map(([name, value]) => (
          <Tag key={name}>
            {name}={value}
          </Tag>
        ))}
      </p>
    </li>
  );
}

/** Text as it is; an address of the web becomes a link. */
function Annotation({ name, text }: { readonly name: string; readonly text: string }) {
  const href = safeHref(text);
  return (
    <p className="break-words text-text-2">
      <span className="text-text-3">{name}: </span>
      {href === null ? (
        text
      ) : (
        <a href={href} target="_blank" rel="noreferrer noopener" className="text-accent hover:underline">
          {href}
        </a>
      )}
    </p>
  );
}
