'use client';
import { FieldPair, Rows, TextListField } from '@/components/config/assistants/form-fields';
/** One rule of a policy: callers, requests and conditions, with what each leaves out. */
import { FieldError, OfferedField } from '@/components/config/assistants/form-parts';
import {
  type AuthorizationRule,
  NO_CONDITION,
  NO_OPERATION,
  NO_SOURCE,
  OPERATION_FIELDS,
  SOURCE_FIELDS,
} from '@/lib/config/assistants/mesh/authorization-rule';
import { MoreFields } from './more-fields';

const LABELS: Readonly<Record<string, readonly [label: string, placeholder: string]>> = {
  principals: ['Identities', 'cluster.local/ns/shop/sa/cart'],
  namespaces: ['Namespaces', 'shop'],
  serviceAccounts: ['Service accounts', 'shop/cart'],
  requestPrincipals: ['Tokens (issuer/subject)', '*'],
  ipBlocks: ['Addresses', '10.0.0.0/8'],
  remoteIpBlocks: ['Original addresses', '203.0.113.0/24'],
  methods: ['Methods', 'GET, POST'],
  paths: ['Paths', '/api/*'],
  hosts: ['Hosts', 'any'],
  ports: ['Container ports', 'any'],
};

/** What conditions can be about. https://istio.io/latest/docs/reference/config/security/conditions/ */
const KEYS = [
  'request.headers[User-Agent]',
  'source.ip',
  'remote.ip',
  'source.namespace',
  'source.principal',
  'request.auth.principal',
  'request.auth.audiences',
  'request.auth.presenter',
  'request.auth.claims[groups]',
  'destination.ip',
  'destination.port',
  'connection.sni',
];

export interface RuleFieldsProps {
  rule: AuthorizationRule;
  onRule: (part: Partial<AuthorizationRule>) => void;
  /** Texts that exist, by field. */
  known: Readonly<Record<string, readonly string[]>>;
  problemOf: (field: string) => string | undefined;
}

export function AuthorizationRuleFields({ rule, onRule, known, problemOf }: RuleFieldsProps) {
  const problem = problemOf('');
  return (
    <>
      <p className="font-medium text-text-2 text-xs">Who calls (every field of an entry must fit)</p>
      <Rows what="caller" rows={rule.sources} fresh={NO_SOURCE} onRows={(sources) => onRule({ sources })}>
        {(source, set) => <PairedLists pairs={SOURCE_FIELDS} lists={source} onList={set} known={known} />}
      </Rows>
      <p className="font-medium text-text-2 text-xs">What is asked for</p>
      <Rows
        what="request"
        rows={rule.operations}
        fresh={NO_OPERATION}
        onRows={(operations) => onRule({ operations })}
      >
        {(operation, set) => (
          <PairedLists pairs={OPERATION_FIELDS} lists={operation} onList={set} known={known} />
        )}
      </Rows>
      <p className="font-medium text-text-2 text-xs">Conditions (all must hold)</p>
      <Rows
        what="condition"
        rows={rule.conditions}
        fresh={NO_CONDITION}
        onRows={(conditions) => onRule({ conditions })}
      >
        {(condition, set, index) => (
          <>
            <OfferedField
              label="About"
              placeholder="request.headers[x-team]"
              mono
              value={condition.key}
              onValue={(key) => set({ key })}
              offers={KEYS}
              problem={problemOf(`conditions.${index}`)}
            />
            <FieldPair>
              <TextListField
                label="Is one of"
                keepsSpaces
                values={condition.values}
                onValues={(values) => set({ values })}
              />
              <TextListField
                label="Is none of"
                keepsSpaces
                values={condition.notValues}
                onValues={(notValues) => set({ notValues })}
              />
            </FieldPair>
          </>
        )}
      </Rows>
      {problem !== undefined && <FieldError>{problem}</FieldError>}
    </>
  );
}

interface PairedListsProps<K extends string> {
  pairs: readonly (readonly [K, K])[];
  lists: Readonly<Record<K, readonly string[]>>;
  onList: (part: Partial<Record<K, string[]>>) => void;
  known: Readonly<Record<string, readonly string[]>>;
}

/** What is taken, and folded away unless it is used, what is left out. */
function PairedLists<K extends string>({ pairs, lists, onList, known }: PairedListsProps<K>) {
  const field = (name: K, label: string, placeholder: string, offers: readonly string[]) => (
    <TextListField
      key={name}
      label={label}
      placeholder={placeholder}
      values={lists[name]}
      onValues={(values) => onList({ [name]: values } as Partial<Record<K, string[]>>)}
      offers={offers}
    />
  );
  const used = pairs.filter(([, not]) => lists[not].length > 0).map(([name]) => LABELS[name]?.[0] ?? name);
  return (
    <>
      <FieldPair>
        {pairs.map(([name]) =>
          field(name, LABELS[name]?.[0] ?? name, LABELS[name]?.[1] ?? '', known[name] ?? []),
        )}
      </FieldPair>
      <MoreFields title="Except" used={used} hint="what is left out of the above">
        <FieldPair>
          {pairs.map(([name, not]) =>
            field(not, `Not ${(LABELS[name]?.[0] ?? name).toLowerCase()}`, 'none', known[name] ?? []),
          )}
        </FieldPair>
      </MoreFields>
    </>
  );
}
