/** Takes out of a dump what nobody may see, wherever it stands: keys, tokens, passwords. */

/** Fields of Envoy's TLS secrets and credentials (envoy/extensions/transport_sockets/tls/v3/{common,secret}.proto and others). */
const SECRET_FIELDS = new Set([
  'private_key',
  'privatekey',
  'private_key_provider',
  'privatekeyprovider',
  'password',
  'session_ticket_keys',
  'sessionticketkeys',
  'generic_secret',
  'genericsecret',
  'client_secret',
  'clientsecret',
  'token_secret',
  'tokensecret',
  'hmac_secret',
  'hmacsecret',
  'auth_token',
  'authtoken',
  'access_token',
  'accesstoken',
  'secret_access_key',
  'secretaccesskey',
  'session_token',
  'sessiontoken',
]);

export const TAKEN_OUT = '(not shown)';

// Any key block, and the same in base64, as `inline_bytes` hold it ("-----BEGIN" at each of the three places).
const KEY_BLOCK = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/;
const BEARER = /^(Bearer|Basic)\s+\S+/i;

/** A copy. Names of secrets stay: they are no secrets. */
export function withoutSecrets(value: unknown): unknown {
  if (typeof value === 'string') return isSecretText(value) ? TAKEN_OUT : value;
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) {
    copy[name] = SECRET_FIELDS.has(name.toLowerCase()) ? TAKEN_OUT : withoutSecrets(inner);
  }
  return copy;
}

function isSecretText(text: string): boolean {
  if (text.length < 8) return false;
  if (KEY_BLOCK.test(text) || BEARER.test(text)) return true;
  if (text.length < 64 || !/^[A-Za-z0-9+/=\s]{64}/.test(text)) return false;
  return KEY_BLOCK.test(Buffer.from(text.slice(0, 8192), 'base64').toString('latin1'));
}
