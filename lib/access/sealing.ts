/**
 * What is sealed under the session secrets, and what is signed with them. There may be several, so that a new one can
 * be rolled out over replicas: the first seals and signs, all open and prove.
 */
import 'server-only';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { sealData, unsealData } from 'iron-session';

export type Secrets = readonly string[];

/** Encrypted and authenticated text that only holders of the secret can read. Expiry is the business of what is in it. */
export async function seal(value: object, secrets: Secrets): Promise<string> {
  // ttl 0 leaves iron's own clock out of it.
  return sealData(value, { password: sealingSecret(secrets), ttl: 0 });
}

/** What was sealed with any of the secrets; null for everything else. */
export async function unseal(text: string, secrets: Secrets): Promise<unknown> {
  for (const password of secrets) {
    try {
      const value = await unsealData<unknown>(text, { password, ttl: 0 });
      // iron gives an empty object for what another secret sealed.
      if (typeof value === 'object' && value !== null && Object.keys(value).length > 0) return value;
    } catch {
      // Not even the form of a seal.
    }
  }
  return null;
}

/** A proof that whoever knows the secret said `message`. */
export function sign(message: string, secrets: Secrets): string {
  return proof(message, sealingSecret(secrets));
}

/** Whether `signature` is a proof of `message` by any of the secrets. */
export function isSigned(message: string, signature: string, secrets: Secrets): boolean {
  return secrets.some((secret) => equal(signature, proof(message, secret)));
}

/** Compares in a time that does not depend on where two texts differ. */
export function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function proof(message: string, secret: string): string {
  return createHmac('sha256', secret).update(message).digest('base64url');
}

function sealingSecret(secrets: Secrets): string {
  const [first] = secrets;
  if (first === undefined) throw new Error('There is no session secret.');
  return first;
}
