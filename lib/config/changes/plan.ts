/**
 * The order in which the writes of a change set are safe: a proxy applies each object as soon as it is stored,
 * so what others refer to is there before they do, and stays until they no longer do. A route to a subset that
 * does not exist yet answers 503 (`reference/istio.md` 3.2.9), and so does one whose subset went first.
 */
import { dump } from 'js-yaml';
import { objectKey } from '@/lib/config/identity';
import { type Fields, fieldsAt, fieldsListAt, isFields, textAt } from '@/lib/config/simulation/read/fields';
import type { ObjectId, StoredObject } from '@/lib/config/store';
import { readYaml } from '@/lib/config/yaml/read-yaml';
import type { Change, ChangeStep } from './change';

/** `stored` = the objects as they are, by `objectKey`. A destination rule that both gains and loses subsets is written twice. */
export function planChanges(
  changes: readonly Change[],
  stored: ReadonlyMap<string, StoredObject>,
): readonly ChangeStep[] {
  return changes
    .flatMap((change, index) => placed(change, stored.get(objectKey(change.id)), index))
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .map(({ step }) => step);
}

interface PlacedStep {
  readonly rank: number;
  readonly index: number;
  readonly step: ChangeStep;
}

/** Deletions come after every save, in the reverse order of creation: this less the rank. */
const DELETIONS = 200;
/** A rule that loses subsets comes when no route needs them: after routes were saved, and after they were deleted. */
const AFTER_ROUTES = 145;
const LOOSENED = -10;
const TIGHTENED = 90;

const RANKS: Readonly<Record<string, number>> = {
  Namespace: 0,
  ServiceAccount: 1,
  Service: 2,
  WorkloadGroup: 10,
  WorkloadEntry: 11,
  ServiceEntry: 20,
  GatewayClass: 30,
  ReferenceGrant: 30,
  RequestAuthentication: 30,
  Gateway: 40,
  ListenerSet: 41,
  DestinationRule: 50,
  BackendTLSPolicy: 50,
  VirtualService: 60,
  HTTPRoute: 60,
  GRPCRoute: 60,
  TLSRoute: 60,
  TCPRoute: 60,
  UDPRoute: 60,
  AuthorizationPolicy: 80,
};
const OTHERS = 70;

function placed(change: Change, before: StoredObject | undefined, index: number): readonly PlacedStep[] {
  const { id, text } = change;
  if (id.kind === 'PeerAuthentication') return [peerAuthentication(change, before, index)];
  const after = text === null ? null : valueIn(text);
  const rank = rankOf(id, after ?? before?.value ?? {});
  if (text === null || after === null) return [at(DELETIONS - rank, index, deletion(id))];
  if (id.kind === 'DestinationRule' && before !== undefined) {
    return destinationRule(change, before, after, index);
  }
  return [at(rank, index, writing(id, text, before, reasonOf(id.kind)))];
}

/** A delegate is there before the VirtualService that hands requests to it. */
function rankOf(id: ObjectId, value: Fields): number {
  const rank = RANKS[id.kind] ?? OTHERS;
  const isDelegate = id.kind === 'VirtualService' && !Array.isArray(fieldsAt(value, 'spec').hosts);
  return isDelegate ? rank - 1 : rank;
}

function reasonOf(kind: string): string {
  const rank = RANKS[kind] ?? OTHERS;
  if (rank < 50) return 'Others refer to it, so it comes early.';
  if (rank === 50) return 'Routes refer to its subsets, so it comes before them.';
  return rank === 60 ? 'What it sends to is there by now.' : 'It rules traffic that has its routes by now.';
}

function destinationRule(
  change: Change,
  before: StoredObject,
  after: Fields,
  index: number,
): readonly PlacedStep[] {
  const text = change.text ?? '';
  const gone = missingSubsets(before.value, after);
  const gained = missingSubsets(after, before.value);
  const final = writing(change.id, text, before, 'Routes may no longer need the subsets that go.');
  if (gone.length === 0) {
    return [
      at(RANKS.DestinationRule ?? 0, index, writing(change.id, text, before, reasonOf('DestinationRule'))),
    ];
  }
  if (gained.length === 0) return [at(AFTER_ROUTES, index, final)];
  const both: ChangeStep = {
    id: change.id,
    text: withSubsets(after, gone),
    action: 'change',
    because: 'For the time between, it holds the old subsets and the new ones.',
  };
  return [at(RANKS.DestinationRule ?? 0, index, both), at(AFTER_ROUTES, index, final)];
}

/** Subsets of `of` whose names `than` has not. */
function missingSubsets(of: Fields, than: Fields): readonly Fields[] {
  const names = new Set(subsetsOf(than).map((subset) => textAt(subset, 'name')));
  return subsetsOf(of).filter((subset) => !names.has(textAt(subset, 'name')));
}

function subsetsOf(value: Fields): readonly Fields[] {
  return fieldsListAt(fieldsAt(value, 'spec'), 'subsets');
}

function withSubsets(value: Fields, more: readonly Fields[]): string {
  const spec = fieldsAt(value, 'spec');
  return dump({ ...value, spec: { ...spec, subsets: [...subsetsOf(value), ...more] } });
}

/** Asking for mTLS comes when callers are ready for it; ceasing to ask comes before they stop. */
function peerAuthentication(change: Change, before: StoredObject | undefined, index: number): PlacedStep {
  const { id, text } = change;
  if (text === null)
    return at(LOOSENED, index, deletion(id, 'Callers may only stop using mTLS once nothing asks for it.'));
  return isStrict(valueIn(text))
    ? at(TIGHTENED, index, writing(id, text, before, 'Callers use mTLS by now.'))
    : at(
        LOOSENED,
        index,
        writing(id, text, before, 'Callers may only stop using mTLS once nothing asks for it.'),
      );
}

function isStrict(value: Fields): boolean {
  const spec = fieldsAt(value, 'spec');
  const ports = Object.values(fieldsAt(spec, 'portLevelMtls'));
  return [fieldsAt(spec, 'mtls'), ...ports].some(
    (mtls) => isFields(mtls) && textAt(mtls, 'mode') === 'STRICT',
  );
}

function deletion(id: ObjectId, because = 'Nothing refers to it any more by now.'): ChangeStep {
  return { id, text: null, action: 'delete', because };
}

function writing(id: ObjectId, text: string, before: StoredObject | undefined, because: string): ChangeStep {
  return { id, text, action: before === undefined ? 'create' : 'change', because };
}

function at(rank: number, index: number, step: ChangeStep): PlacedStep {
  return { rank, index, step };
}

/** An unreadable text counts as empty: the store refuses it before anything is written. */
function valueIn(text: string): Fields {
  const reading = readYaml(text);
  return reading.kind === 'value' && isFields(reading.value) ? reading.value : {};
}
