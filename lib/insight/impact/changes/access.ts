/** Who is let in, and whether the way is encrypted. */

import type { ChangeKind, ImpactChange } from '@/lib/insight/impact/contract';
import type { EndAnswer, Ends } from '@/lib/insight/impact/ends';
import type { Sample } from '@/lib/insight/impact/follow';
import { rounded } from '@/lib/insight/impact/mix';
import type { Prediction } from '@/lib/insight/impact/prediction';
import { listed } from '@/lib/insight/impact/words';
import {
  type Cause,
  type ChangeDraft,
  type Compared,
  calleeLabel,
  callerLabel,
  grouped,
  shareFigure,
  times,
} from './change-draft';

/** Shares of one sample's requests. */
interface Access {
  readonly denied: number;
  readonly open: number;
  readonly broken: number;
  readonly plain: number;
  /** Of the open ones, what they hang on. */
  readonly decisions: string;
  readonly ends: readonly EndAnswer[];
}

export function accessChanges(compared: Compared): readonly ChangeDraft[] {
  const known = new Map<Sample, { before: Access; after: Access }>();
  const of = (sample: Sample) => {
    let both = known.get(sample);
    if (both === undefined) {
      both = {
        before: accessOf(compared, compared.before, 'before', sample.before),
        after: accessOf(compared, compared.after, 'after', sample.after),
      };
      known.set(sample, both);
    }
    return both;
  };
  const arrives = ({ before, after }: Sample) => before.parts.length > 0 && after.parts.length > 0;
  const drafts: ChangeDraft[] = [];
  for (const aspect of ASPECTS) {
    const groups = grouped(compared, (sample) => {
      if (!arrives(sample)) return null;
      const { before, after } = of(sample);
      const isOther = aspect.share === 'open' && before.decisions !== after.decisions && after.open > 0;
      const [was, is] = [rounded(before[aspect.share]), rounded(after[aspect.share])];
      if (was === is && !isOther) return null;
      // Those that were decided and are open now, or the reverse, are told of by the other aspects.
      if (aspect.share === 'open' && is < was) return null;
      // What cannot connect any more is neither encrypted nor let in by that.
      const isMoot = aspect.share !== 'broken' && is < was && rounded(after.broken) > rounded(before.broken);
      if (isMoot) return null;
      return { signature: `${was}|${is}|${after.decisions}`, data: { was, is, before, after } };
    });
    for (const { data, condition, share } of groups) {
      const { was, is, before, after } = data;
      const side = is >= was ? after : before;
      const delta = is === was ? is : Math.abs(is - was);
      const told = is >= was ? aspect.more : aspect.less;
      if (told === null) continue;
      drafts.push({
        kind: told.kind,
        tone: told.tone,
        sentence: told.sentence(
          callerLabel(compared.followed),
          calleeLabel(compared.followed),
          reasonOf(aspect.share, side),
        ),
        condition,
        affected: times(share, delta),
        figures: [shareFigure(aspect.label, was, is, aspect.observed(compared))],
        causes: causesOf(aspect.share, before, after),
      });
    }
  }
  return drafts;
}

interface Told {
  readonly kind: ChangeKind;
  readonly tone: ImpactChange['tone'];
  sentence(caller: string, callee: string, because: string): string;
}

interface Aspect {
  readonly share: 'denied' | 'open' | 'broken' | 'plain';
  readonly label: string;
  readonly more: Told;
  readonly less: Told | null;
  observed(compared: Compared): number | null;
}

const ASPECTS: readonly Aspect[] = [
  {
    share: 'denied',
    label: 'denied',
    more: {
      kind: 'denied',
      tone: 'bad',
      sentence: (caller, callee, because) => `${caller} would be denied access to ${callee}: ${because}`,
    },
    less: {
      kind: 'admitted',
      tone: 'good',
      sentence: (caller, callee, because) => `${caller} would be let in to ${callee}; today: ${because}`,
    },
    observed: ({ followed: { call } }) =>
      call.ratePerSecond > 0 && call.protocol !== 'tcp' ? call.forbiddenPerSecond / call.ratePerSecond : null,
  },
  {
    share: 'open',
    label: 'may be denied',
    more: {
      kind: 'may-be-denied',
      tone: 'caution',
      sentence: (caller, callee, because) => `${caller} may be denied access to ${callee}: ${because}`,
    },
    less: null,
    observed: () => null,
  },
  {
    share: 'broken',
    label: 'connections fail',
    more: {
      kind: 'broken',
      tone: 'bad',
      sentence: (caller, callee, because) => `Connections of ${caller} to ${callee} would fail: ${because}`,
    },
    less: {
      kind: 'mended',
      tone: 'good',
      sentence: (caller, callee, because) =>
        `Connections of ${caller} to ${callee} would work; today: ${because}`,
    },
    observed: () => null,
  },
  {
    share: 'plain',
    label: 'not encrypted',
    more: {
      kind: 'plaintext',
      tone: 'caution',
      sentence: (caller, callee) => `Calls of ${caller} to ${callee} would turn to plain text.`,
    },
    less: {
      kind: 'encrypted',
      tone: 'good',
      sentence: (caller, callee) =>
        `Calls of ${caller} to ${callee} would be encrypted; today they are plain text.`,
    },
    observed: ({ followed: { call } }) => (call.security === null ? null : 1 - call.security.mtlsShare),
  },
];

function accessOf(
  { followed }: Compared,
  ends: Ends,
  side: 'before' | 'after',
  { parts }: Prediction,
): Access {
  const caller = followed[side];
  const { protocol } = followed.call;
  const entry = ends.entry(caller, protocol);
  const shares = { denied: 0, open: 0, broken: 0, plain: 0 };
  const answers: EndAnswer[] = entry === null ? [] : [entry];
  const isShut = entry?.verdict === 'denied';
  const decisions = new Set<string>(entry?.verdict === 'depends' ? [entry.decision] : []);
  for (const part of parts) {
    const end = ends.at(caller, part, protocol);
    if (end !== null) answers.push(end);
    const verdict = isShut ? 'denied' : end?.verdict === 'allowed' ? entry?.verdict : end?.verdict;
    if (end !== null && end.breaks !== null) {
      shares.broken += part.share;
      continue;
    }
    if (verdict === 'denied') shares.denied += part.share;
    if (verdict === 'depends') {
      shares.open += part.share;
      if (end !== null && end.verdict === 'depends') decisions.add(end.decision);
    }
    if (end !== null && !end.isEncrypted) shares.plain += part.share;
  }
  return { ...shares, decisions: [...decisions].sort().join(), ends: answers };
}

function reasonOf(share: Aspect['share'], { ends }: Access): string {
  if (share === 'broken') return ends.find(({ breaks }) => breaks !== null)?.breaks ?? '';
  if (share === 'denied') return ends.find(({ verdict }) => verdict === 'denied')?.because ?? '';
  const open = new Set(ends.flatMap(({ dependsOn }) => dependsOn));
  return `it depends on ${listed([...open])}, which metrics do not tell.`;
}

function causesOf(share: Aspect['share'], before: Access, after: Access): readonly Cause[] {
  const of = ({ ends }: Access, side: Cause['side']) =>
    ends.flatMap((end) =>
      (share === 'broken' || share === 'plain' ? end.encryptionAt : end.accessAt).map((at) => ({
        ...at,
        side,
      })),
    );
  return [...of(after, 'after'), ...of(before, 'before')];
}
