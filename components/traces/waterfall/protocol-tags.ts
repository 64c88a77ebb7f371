/** What a span did by which protocol, in a word or two for its line: the method of HTTP, the kind of database or queue. Pure. */
import type { Attributes } from '@/lib/traces/model/span';

/** The first name that a span has counts: the newer one of OpenTelemetry's stands first. */
const METHODS = ['http.request.method', 'http.method'];
const SYSTEMS = [['db.system.name', 'db.system'], ['rpc.system.name', 'rpc.system'], ['messaging.system']];

/** `name`: the operation; what it says already is left out. */
export function protocolTags(attributes: Attributes, name: string): readonly string[] {
  const tags = [METHODS, ...SYSTEMS].flatMap((names) => {
    const value = names.map((key) => attributes[key]).find((told) => told !== undefined);
    return typeof value === 'string' && value !== '' && !saysAlready(name, value) ? [value] : [];
  });
  return [...new Set(tags)];
}

function saysAlready(name: string, word: string): boolean {
  return name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .includes(word.toLowerCase());
}
