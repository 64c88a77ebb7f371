/** Alerts of a window, as far as their labels name something of the mesh: of now by the rules, of the past by what was recorded. */
import { alertCaller } from '@/lib/alerts/caller';
import type { AlertPort } from '@/lib/alerts/port';
import { alertSubject } from '@/lib/alerts/subject';
import type { TimeWindow } from '@/lib/mesh/time-window';
import type { RaisedAlert, RaisedAnswer } from './contract';

/** More nobody looks through on a picture; the page of alerts has all of them. */
const MOST_ALERTS = 500;

/** One alert as far as it matters here. */
interface Told {
  readonly state: RaisedAlert['state'];
  readonly labels: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly sinceSeconds: number | null;
}

/** `past` null: those of now. Firing first. Throws the port's faults. */
export async function loadRaisedAlerts(
  port: AlertPort,
  past: TimeWindow | null,
  signal?: AbortSignal,
): Promise<RaisedAnswer> {
  const told = past === null ? await ofNow(port, signal) : await ofPast(port, past, signal);
  const alerts = told.flatMap(({ labels, ...rest }): RaisedAlert[] => {
    const subject = alertSubject(labels);
    if (subject === null) return [];
    const { alertname: name = 'alert', severity = '' } = labels;
    return [{ ...rest, name, severity, subject, caller: alertCaller(labels) }];
  });
  alerts.sort(
    (a, b) => rank(a) - rank(b) || compare(a.name, b.name) || compare(a.subject.name, b.subject.name),
  );
  return { alerts: alerts.slice(0, MOST_ALERTS), found: told.length };
}

async function ofNow(port: AlertPort, signal: AbortSignal | undefined): Promise<readonly Told[]> {
  const groups = (await port.rules(signal)) ?? [];
  return groups.flatMap(({ rules }) =>
    rules.flatMap(({ name, alerts }) =>
      alerts.flatMap(({ state, labels, annotations, activeAtSeconds }): Told[] =>
        state === 'firing' || state === 'pending'
          ? [
              {
                state,
                labels: { alertname: name, ...labels },
                summary: annotations.summary ?? '',
                sinceSeconds: activeAtSeconds,
              },
            ]
          : [],
      ),
    ),
  );
}

/** What is recorded of alerts that fired has their labels only. */
async function ofPast(
  port: AlertPort,
  past: TimeWindow,
  signal: AbortSignal | undefined,
): Promise<readonly Told[]> {
  const fired = await port.fired(past, signal);
  return fired.map((labels) => ({ state: 'firing', labels, summary: '', sinceSeconds: null }));
}

function rank({ state }: RaisedAlert): number {
  return state === 'firing' ? 0 : 1;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
