/** The demo's command line. */
import { parseArgs } from 'node:util';

export interface DemoArguments {
  readonly reset: boolean;
  readonly dev: boolean;
  readonly sourcesOnly: boolean;
  readonly help: boolean;
  readonly port: number;
  /** Hours of history that are there at the start. */
  readonly hours: number;
}

export const USAGE = `Usage: npm run demo -- [options]
  --port <number>   port of the console, default 20001
  --hours <number>  hours of history, default 6
  --reset           start over: configuration, history and data
  --dev             run the console with next dev
  --sources-only    no console; print the settings that point to the demo's sources
  --help            this text
`;

/** Throws an Error with a sentence for the reader. */
export function readArguments(argv: readonly string[], environment: NodeJS.ProcessEnv): DemoArguments {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      reset: { type: 'boolean', default: false },
      dev: { type: 'boolean', default: false },
      'sources-only': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      port: { type: 'string' },
      hours: { type: 'string' },
    },
  });
  const port = Number(values.port ?? environment.PORT ?? 20001);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`--port must be a number from 1 to 65535, not ${values.port ?? environment.PORT}.`);
  }
  const hours = Number(values.hours ?? environment.PERIPLUS_DEMO_HOURS ?? 6);
  if (!(hours > 0 && hours <= 24)) {
    throw new Error(
      `--hours must be above 0 and at most 24, not ${values.hours ?? environment.PERIPLUS_DEMO_HOURS}.`,
    );
  }
  return {
    reset: values.reset,
    dev: values.dev,
    sourcesOnly: values['sources-only'],
    help: values.help,
    port,
    hours,
  };
}
