/**
 * The mounted settings file, read again when it changes. A file that cannot be used leaves the last good settings in
 * force and is named with every mistake, in the log and among the states of the sources.
 */
import 'server-only';
import { readFileSync, statSync } from 'node:fs';
import type { HealthRules } from '@/lib/health/rules';
import type { SourceState } from '@/lib/mesh/source-state';
import { healthRulesOf } from './health-rules';
import { mistakeLines, readSettings } from './read-settings';
import type { SettingsFile } from './schema';

export interface LiveSettings {
  settings(): SettingsFile;
  healthRules(): HealthRules;
  /** null = no file is mounted. */
  state(): SourceState | null;
}

/** Milliseconds between looks at the file. */
const LOOK_MS = 1_000;

/** Told of every version of the file that cannot be used, once each. */
export type ReportMistakes = (file: string, mistakes: readonly string[]) => void;

export function liveSettings(file: string | null, report: ReportMistakes): LiveSettings {
  return file === null ? NO_FILE : new MountedSettings(file, report);
}

const NO_FILE: LiveSettings = (() => {
  const rules = healthRulesOf({});
  return { settings: () => ({}), healthRules: () => rules, state: () => null };
})();

class MountedSettings implements LiveSettings {
  readonly #file: string;
  readonly #report: ReportMistakes;
  #stamp: string | null = null;
  #settings: SettingsFile = {};
  #rules: HealthRules = healthRulesOf({});
  #mistakes: readonly string[] = [];
  #lookedAtMs = Number.NEGATIVE_INFINITY;

  constructor(file: string, report: ReportMistakes) {
    this.#file = file;
    this.#report = report;
  }

  settings(): SettingsFile {
    this.#look();
    return this.#settings;
  }

  healthRules(): HealthRules {
    this.#look();
    return this.#rules;
  }

  state(): SourceState {
    this.#look();
    const first = this.#mistakes[0];
    return {
      source: 'settings',
      state: first === undefined ? 'ok' : 'partial',
      reason:
        first === undefined
          ? null
          : `${this.#file} is not used as it is now: ${this.#mistakes.join(' ')} The settings before it hold.`,
      latencyMs: null,
      checkedAtSeconds: this.#lookedAtMs / 1000,
    };
  }

  #look(): void {
    const nowMs = Date.now();
    if (nowMs - this.#lookedAtMs < LOOK_MS) return;
    this.#lookedAtMs = nowMs;
    const stamp = stampOf(this.#file);
    if (stamp !== null && stamp === this.#stamp) return;
    this.#stamp = stamp;
    this.#read();
  }

  #read(): void {
    const before = this.#mistakes.join();
    this.#mistakes = this.#mistakesAfterReading();
    if (this.#mistakes.length > 0 && this.#mistakes.join() !== before)
      this.#report(this.#file, this.#mistakes);
  }

  #mistakesAfterReading(): readonly string[] {
    const text = textOf(this.#file);
    if (text === null) return ['it cannot be read.'];
    const reading = readSettings(text);
    if (reading.kind === 'mistakes') return mistakeLines(reading.mistakes);
    this.#settings = reading.settings;
    this.#rules = healthRulesOf(reading.settings);
    return [];
  }
}

/** Follows links: a mounted ConfigMap changes by pointing one elsewhere. null = there is no file. */
function stampOf(file: string): string | null {
  try {
    const { mtimeMs, size, ino } = statSync(file);
    return `${mtimeMs}:${size}:${ino}`;
  } catch {
    return null;
  }
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
