/** What somebody may change of a kind: the server's switch and the role first, then the cluster where there is one. */
import 'server-only';
import type { Environment } from '@/lib/environment';
import { type RightsPort, WRITE_VERBS, type WriteVerb } from '@/lib/mesh/rights';
import type { Identity } from './identity';

export interface WrittenKind {
  readonly group: string;
  readonly kind: string;
  /** Plural in lower case. */
  readonly resource: string;
  /** Something that is done to an object and not to its text, which takes the verb `create` alone. */
  readonly subresource?: string;
  /** null = in every namespace, or of a kind that has none. */
  readonly namespace: string | null;
}

export type WriteAccess = Readonly<Record<WriteVerb, boolean>> & {
  /** As a sentence; null = everything is allowed. */
  readonly because: string | null;
};

/** `rights` null = no cluster has a say. Throws the port's faults. */
export async function writeAccess(
  written: WrittenKind,
  identity: Identity,
  rights: RightsPort | null,
  { readOnly }: Pick<Environment, 'readOnly'>,
  signal: AbortSignal,
): Promise<WriteAccess> {
  if (readOnly) return all(false, 'This Periplus is read-only: it refuses every change, whoever asks.');
  if (identity.role !== 'admin')
    return all(false, `The user ${identity.name} may read, but not change anything.`);
  if (rights === null) return all(true, null);
  const { kind, namespace, subresource, ...asked } = written;
  const verbs = subresource === undefined ? WRITE_VERBS : (['create'] as const);
  const about = { ...asked, namespace, ...(subresource === undefined ? {} : { subresource }) };
  const verdicts = await Promise.all(verbs.map((verb) => rights.may({ verb, ...about }, signal)));
  const [create = false, update = create, remove = create] = verdicts;
  const denied = verbs.filter((_, at) => verdicts[at] !== true);
  if (denied.length === 0) return all(true, null);
  const who = identity.credential.kind === 'token' ? identity.name : 'The account of Periplus';
  const where = namespace === null ? 'in every namespace' : `in ${namespace}`;
  return {
    create,
    update,
    delete: remove,
    because: `${who} may not ${denied.join(' or ')} ${kind} ${where}.`,
  };
}

function all(allowed: boolean, because: string | null): WriteAccess {
  return { create: allowed, update: allowed, delete: allowed, because };
}
