/** What an interval variable offers, and what `auto` is in the window on screen. */
import type { Variable } from '@/lib/dashboards/model/variable';
import type { Window } from '@/lib/dashboards/plan/panel-window';
import { autoInterval } from '@/lib/dashboards/variables/globals';
import type { Chosen } from '@/lib/dashboards/variables/interpolate';
import type { VariableOption } from '@/lib/dashboards/variables/options';

/** As Grafana's addresses name it. */
const AUTO = /^(auto|\$__auto.*)$/;

export function intervalChoice(
  variable: Extract<Variable, { type: 'interval' }>,
  { fromMs, toMs }: Window,
  asked: readonly string[] | undefined,
): { readonly options: readonly VariableOption[]; readonly chosen: Chosen | null } {
  const { auto } = variable;
  const options = [
    ...(auto === null ? [] : [{ text: 'auto', value: 'auto' }]),
    ...variable.options.map((value) => ({ text: value, value })),
  ];
  const wanted = asked?.[0] ?? variable.current[0] ?? options[0]?.value;
  if (wanted === undefined) return { options, chosen: null };
  if (!AUTO.test(wanted)) return { options, chosen: { values: [wanted], texts: [wanted], multi: false } };
  const value = auto === null ? '1m' : autoInterval(toMs - fromMs, auto.steps, auto.min);
  return { options, chosen: { values: [value], texts: ['auto'], multi: false } };
}
