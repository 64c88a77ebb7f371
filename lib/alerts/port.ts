/** Where rules and alerts come from. */
import type { TimeWindow } from '@/lib/mesh/time-window';

export interface StoreAlert {
  readonly state: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly activeAtSeconds: number | null;
  readonly value: string;
}

export interface StoreRule {
  readonly kind: 'alerting' | 'recording';
  readonly name: string;
  readonly expr: string;
  readonly health: string;
  readonly lastError: string | null;
  readonly forSeconds: number;
  readonly evaluatedAtSeconds: number | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly alerts: readonly StoreAlert[];
}

export interface StoreRuleGroup {
  readonly name: string;
  readonly file: string;
  readonly intervalSeconds: number;
  readonly rules: readonly StoreRule[];
}

export interface AlertPort {
  /** Null where the store has no rules API. Throws `Fault`. */
  rules(signal?: AbortSignal): Promise<readonly StoreRuleGroup[] | null>;
  /** Labels of the alerts that fired at any time of a window, `alertname` among them. Throws `Fault`. */
  fired(window: TimeWindow, signal?: AbortSignal): Promise<readonly Readonly<Record<string, string>>[]>;
}
