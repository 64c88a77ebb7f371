/** Logs as a text file: a line each, with its instant, its container where there are several, and the log's own words. */
import type { LogEvent } from './contract';

export async function* plainFile(
  events: AsyncIterable<LogEvent>,
  sources: readonly string[],
): AsyncGenerator<string> {
  for await (const event of events) yield `${lineOf(event, sources)}\n`;
}

function lineOf(event: LogEvent, sources: readonly string[]): string {
  switch (event.kind) {
    case 'line': {
      const time = event.timeMs === null ? '-' : new Date(event.timeMs).toISOString();
      const source = sources.length > 1 ? ` ${sources[event.source]}` : '';
      const cut = event.cutBytes === undefined ? '' : ` … ${event.cutBytes} bytes left out`;
      return `${time}${source} ${event.text}${cut}`;
    }
    case 'notice':
      return `# ${event.source === null ? '' : `${sources[event.source]}: `}${event.message}`;
    case 'end':
      return event.because === 'complete' ? '# end' : `# ${event.message}`;
    default:
      return event satisfies never;
  }
}
