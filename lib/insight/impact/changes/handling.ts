/** What rules do on the way: faults, copies, timeouts, retries, headers. */
import type { ForwardingOutcome, RouteFault } from '@/lib/config/simulation/outcome';
import type { Sample } from '@/lib/insight/impact/follow';
import type { Prediction } from '@/lib/insight/impact/prediction';
import { listed, percent, seconds } from '@/lib/insight/impact/words';
import {
  type ChangeDraft,
  type Compared,
  calleeLabel,
  callerLabel,
  distinctText,
  type Group,
  grouped,
  isRerouted,
  numberFigure,
  rulesAt,
  shareFigure,
  textFigure,
  times,
} from './change-draft';

interface Both {
  readonly before: ForwardingOutcome;
  readonly after: ForwardingOutcome;
}

function forwarding({ outcome }: Prediction): ForwardingOutcome | null {
  return outcome !== null && 'destinations' in outcome ? outcome : null;
}

/** Samples that are forwarded on both sides and differ in what `of` takes from them. */
function differing(compared: Compared, of: (outcome: ForwardingOutcome) => unknown): readonly Group<Both>[] {
  return grouped<Both>(compared, (sample: Sample) => {
    if (!isRerouted(sample)) return null;
    const [before, after] = [forwarding(sample.before), forwarding(sample.after)];
    if (before === null || after === null) return null;
    const [was, is] = [JSON.stringify(of(before)), JSON.stringify(of(after))];
    return was === is ? null : { signature: `${was}>${is}`, data: { before, after } };
  });
}

export function handlingChanges(compared: Compared): readonly ChangeDraft[] {
  return [
    ...faults(compared),
    ...mirrors(compared),
    ...timeouts(compared),
    ...retries(compared),
    ...rewrites(compared),
  ];
}

function faults(compared: Compared): readonly ChangeDraft[] {
  const pair = `${callerLabel(compared.followed)} to ${calleeLabel(compared.followed)}`;
  return differing(compared, ({ fault }) => effectiveFault(fault)).map(
    ({ data, samples, condition, share }) => {
      const [was, is] = [effectiveFault(data.before.fault), effectiveFault(data.after.fault)];
      const isMore = weight(is) > weight(was);
      return {
        kind: 'fault',
        tone: isMore ? (is.abort > was.abort ? 'bad' : 'caution') : 'good',
        sentence: isMore
          ? `Faults would be put into calls of ${pair}: ${faultText(data.after.fault)}.`
          : `Faults in calls of ${pair} would ${weight(is) === 0 ? 'end' : 'become fewer'}; today: ${faultText(data.before.fault)}.`,
        condition,
        affected: times(share, Math.max(Math.abs(is.abort - was.abort), Math.abs(is.delay - was.delay), 0)),
        figures: [
          shareFigure('aborted', was.abort, is.abort, observedShare(compared, 'injectedPerSecond')),
          shareFigure('delayed', was.delay, is.delay, observedShare(compared, 'delayedPerSecond')),
        ],
        causes: rulesAt(samples[0], 'fault'),
      };
    },
  );
}

function observedShare(
  { followed: { call } }: Compared,
  of: 'injectedPerSecond' | 'delayedPerSecond',
): number | null {
  return call.ratePerSecond > 0 ? call[of] / call.ratePerSecond : null;
}

function effectiveFault({ delay, abort }: RouteFault) {
  return {
    delay: delay?.share ?? 0,
    seconds: delay === null || delay.share === 0 ? 0 : delay.seconds,
    abort: abort?.share ?? 0,
    status: abort === null || abort.share === 0 ? null : (abort.httpStatus ?? abort.grpcStatus),
  };
}

function weight(fault: ReturnType<typeof effectiveFault>): number {
  return fault.abort * 1000 + fault.delay * Math.min(100, fault.seconds);
}

function faultText({ delay, abort }: RouteFault): string {
  const words = [
    ...(abort === null || abort.share === 0
      ? []
      : [`${percent(abort.share)} aborted with ${abort.httpStatus ?? abort.grpcStatus ?? 'an error'}`]),
    ...(delay === null || delay.share === 0
      ? []
      : [`${percent(delay.share)} delayed by ${seconds(delay.seconds)}`]),
  ];
  return words.length === 0 ? 'none' : listed(words);
}

function mirrors(compared: Compared): readonly ChangeDraft[] {
  const texts = ({ mirrors: all }: ForwardingOutcome) =>
    all.map(({ host, subset, share }) => ({ to: subset === null ? host : `${host} (${subset})`, share }));
  return differing(compared, texts).map(({ data, samples, condition, share }) => {
    const [was, is] = [texts(data.before), texts(data.after)];
    const total = (all: typeof was) => all.reduce((sum, one) => sum + one.share, 0);
    const words = (all: typeof was) =>
      all.length === 0 ? 'nowhere' : listed(all.map((one) => `${percent(one.share)} to ${one.to}`));
    return {
      kind: 'mirror',
      tone: total(is) > total(was) ? 'caution' : 'quiet',
      sentence: `Requests of ${callerLabel(compared.followed)} to ${calleeLabel(compared.followed)} would be copied ${words(is)}; today ${words(was)}.`,
      condition,
      affected: times(share, Math.abs(total(is) - total(was)) || total(is)),
      figures: [shareFigure('copied', total(was), total(is), null)],
      causes: rulesAt(samples[0], samples[0] !== undefined && hasMirrors(samples[0]) ? 'mirrors' : 'mirror'),
    };
  });
}

function hasMirrors({ after }: Sample): boolean {
  return (forwarding(after)?.mirrors.length ?? 0) > 1;
}

/** A limit at or below what requests take today cuts off at least those that take longer. */
function timeouts(compared: Compared): readonly ChangeDraft[] {
  const { latencyMs } = compared.followed.call;
  return differing(compared, ({ timeoutSeconds }) => timeoutSeconds).map(
    ({ data, samples, condition, share }) => {
      const [was, is] = [data.before.timeoutSeconds, data.after.timeoutSeconds];
      const cutBefore = cutOff(was, latencyMs);
      const cut = cutOff(is, latencyMs);
      const text = (limit: number | null) => (limit === null ? 'no limit' : seconds(limit));
      const over = Math.max(0, cut.share - cutBefore.share);
      const known = cut.words === null ? '' : ` ${cut.words}.`;
      return {
        kind: 'timeout',
        tone: over >= 0.05 ? 'bad' : over > 0 ? 'caution' : 'quiet',
        sentence: `The time limit of calls of ${callerLabel(compared.followed)} to ${calleeLabel(compared.followed)} would be ${text(is)} instead of ${text(was)}.${known}`,
        condition,
        affected: times(share, over),
        figures: [
          numberFigure('time limit', 'seconds', was, is, null),
          numberFigure('95 % take at most', 'seconds', null, null, toSeconds(latencyMs.p95)),
          numberFigure('99 % take at most', 'seconds', null, null, toSeconds(latencyMs.p99)),
        ],
        causes: rulesAt(samples[0], 'timeout'),
      };
    },
  );
}

function toSeconds(milliseconds: number | null): number | null {
  return milliseconds === null ? null : milliseconds / 1000;
}

function cutOff(
  limit: number | null,
  { p50, p95, p99 }: Compared['followed']['call']['latencyMs'],
): { readonly share: number; readonly words: string | null } {
  if (limit === null || p99 === null) return { share: 0, words: null };
  const under = (value: number | null) => value !== null && limit * 1000 < value;
  const took = (value: number | null) => seconds((value ?? 0) / 1000);
  if (under(p50))
    return { share: 0.5, words: `More than half of today's requests take longer (median ${took(p50)})` };
  if (under(p95))
    return { share: 0.05, words: `More than 5 % of today's requests take longer (p95 ${took(p95)})` };
  if (under(p99))
    return { share: 0.01, words: `More than 1 % of today's requests take longer (p99 ${took(p99)})` };
  return { share: 0, words: `99 % of today's requests take ${took(p99)} or less` };
}

function retries(compared: Compared): readonly ChangeDraft[] {
  const { call } = compared.followed;
  const failing = call.ratePerSecond > 0 ? call.errorsPerSecond / call.ratePerSecond : 0;
  return differing(compared, ({ retries: { attempts, perTryTimeoutSeconds, retryOn } }) => ({
    attempts,
    perTryTimeoutSeconds,
    retryOn,
  })).map(({ data, samples, condition, share }) => {
    const [was, is] = [data.before.retries, data.after.retries];
    const words = (one: typeof was) =>
      one.attempts === 0
        ? 'not tried again'
        : `tried again up to ${one.attempts} times${one.perTryTimeoutSeconds === null ? '' : ` of ${seconds(one.perTryTimeoutSeconds)}`}`;
    const isStorm = is.attempts > was.attempts && failing > 0.05;
    return {
      kind: 'retries',
      tone: isStorm ? 'caution' : 'quiet',
      sentence: `Failed calls of ${callerLabel(compared.followed)} to ${calleeLabel(compared.followed)} would be ${words(is)} instead of ${words(was)}.${isStorm ? ` ${percent(failing)} fail today, so that up to ${is.attempts + 1} times as many would be sent of those.` : ''}`,
      condition,
      affected: times(share, failing),
      figures: [
        numberFigure('tries after the first', 'count', was.attempts, is.attempts, null),
        textFigure('when', was.retryOn.join(', '), is.retryOn.join(', ')),
        shareFigure('fail today', failing, failing, failing),
      ],
      causes: rulesAt(samples[0], 'retries'),
    };
  });
}

function rewrites(compared: Compared): readonly ChangeDraft[] {
  const of = ({ rewrite, headers, destinations, cors }: ForwardingOutcome) => ({
    rewrite,
    headers,
    cors,
    // Each once: another destination at which the same is written changes nothing of it.
    own: distinctText(destinations.map((destination) => destination.headers)),
  });
  return differing(compared, of).map(({ samples, condition, share }) => ({
    kind: 'request',
    tone: 'quiet',
    sentence: `What rules write into requests and answers between ${callerLabel(compared.followed)} and ${calleeLabel(compared.followed)} changes: path, host, headers or origins.`,
    condition,
    affected: share,
    figures: [],
    causes: rulesAt(samples[0]),
  }));
}
