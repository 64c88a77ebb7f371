/** Alerts as Prometheus records them in its series `ALERTS`. Pure. */
import type { AnswerSeries } from '@/lib/dashboards/frames/from-answer';
import type { Panel } from '@/lib/dashboards/model/panel';

export interface RaisedAlert {
  readonly key: string;
  readonly name: string;
  readonly state: string;
  /** `severity=critical service=a` */
  readonly labels: string;
}

type Asked = Pick<Extract<Panel, { type: 'alertlist' }>, 'states' | 'name' | 'labels'>;

export function alertsExpr({ states, name, labels }: Asked): string {
  const matchers = [
    `alertstate=~"${states.join('|')}"`,
    ...(name.trim() === '' ? [] : [`alertname=~".*${quoted(name.trim())}.*"`]),
    ...(labels.trim() === '' ? [] : [labels.trim()]),
  ];
  return `ALERTS{${matchers.join(', ')}}`;
}

/** Literal inside an expression inside a string. */
function quoted(text: string): string {
  return text.replace(/[\\^$*+?.()|[\]{}]/g, '\\\\$&').replaceAll('"', '\\"');
}

/** Firing ones first, then by name. */
export function raisedAlerts(series: readonly AnswerSeries[]): readonly RaisedAlert[] {
  return series
    .map(({ labels: { __name__: _, alertname: name = '', alertstate: state = '', ...labels } }) => {
      const text = Object.entries(labels)
        .map(([key, value]) => `${key}=${value}`)
        .join(' ');
      return { key: `${name} ${state} ${text}`, name, state, labels: text };
    })
    .sort((a, b) => (a.state === b.state ? a.key.localeCompare(b.key) : a.state === 'firing' ? -1 : 1));
}
