/**
 * A provider that answers each exchange of a code with whatever ID token a test has forged: right in everything else,
 * so that the one thing that is wrong is what is refused.
 */
import { createHmac, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

export interface Forgery {
  /** Added to right claims or in their place; `undefined` leaves one out. */
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  /** How the token is signed; rightly, unless said otherwise. */
  readonly signed?:
    | 'rightly'
    | 'by-another-key'
    | 'with-the-public-key-as-secret'
    | 'with-the-client-secret'
    | 'not-at-all'
    | 'spoilt';
  /** The whole ID token, whatever it is. */
  readonly token?: unknown;
  /** The whole answer of the token endpoint in place of a right one. */
  readonly answer?: { readonly status: number; readonly body: string; readonly type?: string };
}

export interface ForgingProvider extends AsyncDisposable {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Of the next exchange; its nonce is the attempt's unless `claims` says otherwise. */
  forge(forgery: Forgery, nonce: string): void;
  /** Parameters of the last exchange. */
  lastExchange(): URLSearchParams;
}

export async function startForgingProvider(): Promise<ForgingProvider> {
  const provider = new Forging();
  await provider.start();
  return provider;
}

class Forging implements ForgingProvider {
  readonly clientId = 'periplus';
  readonly clientSecret = 'a secret that only the tests know';
  readonly #server: Server;
  readonly #own = generateKeyPairSync('rsa', { modulusLength: 2048 });
  readonly #other = generateKeyPairSync('rsa', { modulusLength: 2048 });
  #issuer = '';
  #next: { forgery: Forgery; nonce: string } = { forgery: {}, nonce: '' };
  #exchange = new URLSearchParams();

  constructor() {
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  get issuer(): string {
    return this.#issuer;
  }

  async start(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('no port was given');
    this.#issuer = `http://127.0.0.1:${address.port}`;
  }

  forge(forgery: Forgery, nonce: string): void {
    this.#next = { forgery, nonce };
  }

  lastExchange(): URLSearchParams {
    return this.#exchange;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const json = (body: object) => {
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify(body));
    };
    if (request.url === '/.well-known/openid-configuration') return json(this.#metadata());
    if (request.url === '/jwks') return json({ keys: [this.#jwk()] });
    if (request.url !== '/token') {
      response.statusCode = 404;
      response.end();
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    this.#exchange = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
    const { answer } = this.#next.forgery;
    if (answer === undefined)
      return json({ access_token: 'opaque', token_type: 'Bearer', expires_in: 300, id_token: this.#token() });
    response.writeHead(answer.status, { 'Content-Type': answer.type ?? 'application/json' });
    response.end(answer.body);
  }

  #metadata(): object {
    return {
      issuer: this.#issuer,
      authorization_endpoint: `${this.#issuer}/auth`,
      token_endpoint: `${this.#issuer}/token`,
      jwks_uri: `${this.#issuer}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      // More than it signs with, so that it is not this list alone that refuses.
      id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
      authorization_response_iss_parameter_supported: true,
      code_challenge_methods_supported: ['S256'],
    };
  }

  #jwk(): object {
    return { ...this.#own.publicKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'first' };
  }

  #token(): unknown {
    const { forgery, nonce } = this.#next;
    if ('token' in forgery) return forgery.token;
    const seconds = Math.floor(Date.now() / 1000);
    const claims = {
      iss: this.#issuer,
      aud: this.clientId,
      sub: 'ada',
      iat: seconds,
      exp: seconds + 300,
      nonce,
      preferred_username: 'ada',
      groups: ['mesh-admins'],
      ...forgery.claims,
    };
    return this.#signed(
      { alg: 'RS256', kid: 'first', ...forgery.header },
      claims,
      forgery.signed ?? 'rightly',
    );
  }

  #signed(header: object, claims: object, how: NonNullable<Forgery['signed']>): string {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const content = `${part(header)}.${part(claims)}`;
    const bySecret = (secret: string) => createHmac('sha256', secret).update(content).digest('base64url');
    const byKey = (key: KeyObject) => sign('sha256', Buffer.from(content), key).toString('base64url');
    const signatures: Record<typeof how, () => string> = {
      rightly: () => byKey(this.#own.privateKey),
      'by-another-key': () => byKey(this.#other.privateKey),
      'with-the-public-key-as-secret': () =>
        bySecret(this.#own.publicKey.export({ type: 'spki', format: 'pem' }).toString()),
      'with-the-client-secret': () => bySecret(this.clientSecret),
      'not-at-all': () => '',
      spoilt: () => randomBytes(256).toString('base64url'),
    };
    return `${content}.${signatures[how]()}`;
  }
}
