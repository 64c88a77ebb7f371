/** What a proxy did to the request of a span, in words, with the object that told it to: faults, retries, limits. Pure. */
import type { Place, SimulationAnswer } from '@/lib/config/simulation/contract';
import { quantityText } from '@/lib/mesh/quantity';
import type { Attributes } from '@/lib/traces/model/span';
import { flagMeanings } from '@/lib/traces/span-status';

export interface StoryLine {
  readonly text: string;
  /** What is set now, which may not be what was set then; null = the configuration has nothing that explains it. */
  readonly place: Place | null;
}

type Simulated = Pick<SimulationAnswer, 'route'>;

/** `answer` is null while it is not known, or where the span tells of no request that could be asked about. */
export function spanStory(attributes: Attributes, answer: Simulated | null): readonly StoryLine[] {
  const flags = flagMeanings(attributes).map(({ flag }) => flag);
  const lines = flags.flatMap((flag) => lineOfFlag(flag, answer) ?? []);
  const retries = countOf(attributes['retry.count']);
  return retries > 0 ? [...lines, retryLine(retries, answer)] : lines;
}

function lineOfFlag(flag: string, answer: Simulated | null): StoryLine | null {
  const route = answer?.route;
  const forwarding = route?.forwarding ?? null;
  const limits = route?.destinations[0]?.limits;
  switch (flag) {
    case 'DI': {
      const delay = forwarding?.fault.delay ?? null;
      const place = route?.places.delay ?? null;
      return delay === null || place === null
        ? told('A delay was injected.', 'the rule that did it is not there any more', answer)
        : { text: `Delay of ${seconds(delay.seconds)} injected by ${objectWords(place)}.`, place };
    }
    case 'FI': {
      const place = route?.places.abort ?? null;
      return place === null
        ? told(
            'The answer was made up by fault injection.',
            'the rule that did it is not there any more',
            answer,
          )
        : { text: `Abort injected by ${objectWords(place)}.`, place };
    }
    case 'UT':
    case 'DT': {
      const timeout = forwarding?.timeoutSeconds ?? null;
      const place = route?.places.timeout ?? null;
      return timeout === null
        ? told('It was given up after a timeout.', 'no timeout is set now', answer)
        : { text: `Given up after the timeout of ${seconds(timeout)}${by(place)}.`, place };
    }
    case 'UO': {
      const place = limits?.poolPlace ?? null;
      return place === null
        ? told('Turned away by the limits of the connection pool.', 'no limit is set now', answer)
        : { text: `Turned away by the connection pool${by(place)}.`, place };
    }
    case 'UH': {
      const place = limits?.outlierPlace ?? null;
      return {
        text: `No healthy server was left${place === null ? '' : `; hosts are ejected by ${objectWords(place)}`}.`,
        place,
      };
    }
    case 'URX':
      return {
        text: `The last retry failed too${by(route?.places.retries ?? null)}.`,
        place: route?.places.retries ?? null,
      };
    default:
      return null;
  }
}

function retryLine(count: number, answer: Simulated | null): StoryLine {
  const forwarding = answer?.route.forwarding ?? null;
  const place = answer?.route.places.retries ?? null;
  const times = count === 1 ? 'once' : `${count} times`;
  const set = forwarding?.retries;
  if (set === undefined) return { text: `Tried again ${times} by the proxy.`, place: null };
  const most = `up to ${set.attempts} ${set.attempts === 1 ? 'retry' : 'retries'}`;
  const source = set.isDefault ? `Istio's default, ${most}` : `${most}${by(place)}`;
  return { text: `Tried again ${times} (now: ${source}).`, place };
}

function told(text: string, absent: string, answer: Simulated | null): StoryLine {
  return { text: answer === null ? text : `${text.replace(/\.$/, '')}; ${absent}.`, place: null };
}

function by(place: Place | null): string {
  return place === null ? '' : ` of ${objectWords(place)}`;
}

/** "VirtualService reviews". */
export function objectWords({ object }: Place): string {
  return `${object.kind} ${object.name}`;
}

function seconds(value: number): string {
  return quantityText(value * 1000, 'ms');
}

function countOf(value: Attributes[string] | undefined): number {
  const count = Number(value);
  return Number.isInteger(count) && count > 0 ? count : 0;
}
