/** Callers that were seen, and that stored policies shut out. */
import { calleeLabel, callerLabel } from '@/lib/insight/impact/changes/change-draft';
import type { FollowedCall } from '@/lib/insight/impact/follow';
import { percent, rate } from '@/lib/insight/impact/words';
import type { LiveCheck, LiveDraft, LiveMesh } from './live-check';

export const lockedOut: LiveCheck = {
  code: 'PER1303',
  title: 'Policy locks out a caller',
  condition:
    'A workload calls another one in this window, and by the stored policies every such call is denied, or its connection fails for want of mutual TLS.',
  severity: 'warning',
  docs: 'https://istio.io/latest/docs/concepts/security/#authorization-policies',
  *run(live) {
    for (const followed of live.calls) {
      const draft = shutOut(live, followed);
      if (draft !== null) yield draft;
    }
  },
};

function shutOut({ ends }: LiveMesh, followed: FollowedCall): LiveDraft | null {
  const { call, before, samples } = followed;
  const answers = samples.flatMap(({ before: { parts } }) =>
    parts.flatMap((part) => ends.at(before, part, call.protocol) ?? []),
  );
  const [first] = answers;
  if (first === undefined) return null;
  const pair = `${callerLabel(followed)} to ${calleeLabel(followed)} (${rate(call.ratePerSecond)})`;
  if (answers.every(({ breaks }) => breaks !== null)) {
    const at = first.encryptionAt[0];
    if (at === undefined) return null;
    return { ...at, message: `Connections of ${pair} fail: ${first.breaks ?? ''}` };
  }
  if (!answers.every(({ verdict, breaks }) => breaks === null && verdict === 'denied')) return null;
  const at = first.accessAt[0];
  if (at === undefined) return null;
  const seen =
    call.protocol === 'tcp' || call.forbiddenPerSecond === 0
      ? ''
      : ` ${percent(call.forbiddenPerSecond / call.ratePerSecond)} were answered with 403.`;
  return {
    ...at,
    message: `Calls of ${pair} are denied: ${first.because}${seen} Allow the caller, or have it stop calling.`,
  };
}
