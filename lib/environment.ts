/**
 * The settings of this process, read from the environment once.
 * Nothing else reads `process.env`.
 */
import 'server-only';
import { mistakesText } from './environment/mistakes-text';
import { type Environment, readEnvironment } from './environment/read';
import type { Mistake } from './environment/setting';
import { processWide } from './process-wide';

export type { HttpSourceSettings } from './environment/http-source';
export type { HeaderSettings, Login, OidcSettings } from './environment/login';
export type { Environment, PrometheusSettings } from './environment/read';
export type { Role, User } from './environment/user';

/** The environment is wrong; the message names every mistake. */
export class EnvironmentError extends Error {
  readonly mistakes: readonly Mistake[];

  constructor(mistakes: readonly Mistake[]) {
    super(mistakesText(mistakes));
    this.name = 'EnvironmentError';
    this.mistakes = mistakes;
  }
}

/** The settings. Throws `EnvironmentError`; `instrumentation.ts` asks first, so that a server with mistakes never serves. */
export function environment(): Environment {
  return processWide('environment', () => {
    const result = readEnvironment(process.env);
    if (result.kind === 'invalid') throw new EnvironmentError(result.mistakes);
    return result.environment;
  });
}
