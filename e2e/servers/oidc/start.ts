/**
 * A small OpenID Connect provider on loopback, of the certified package `oidc-provider`: a page that asks for a user
 * name and nothing more, groups as a claim, refresh tokens, sign-out. It forgets everything when it is stopped.
 */
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import Provider from 'oidc-provider';
import { freePorts } from '@/e2e/servers/jaeger/free-port';

export interface OidcUser {
  /** Also the subject. */
  readonly name: string;
  readonly groups: readonly string[];
}

export interface OidcOptions {
  readonly users: readonly OidcUser[];
  /** Where it may send browsers back to, and to after signing out there. */
  readonly redirectUris: readonly string[];
  readonly afterSignOut?: readonly string[];
  /** Seconds that ID and access tokens last; an hour unless said otherwise. */
  readonly tokenSeconds?: number;
  /** Whether name and groups are in the ID token; else they are given only to who asks for user info. */
  readonly claimsInIdToken?: boolean;
}

export interface OidcServer extends AsyncDisposable {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  stop(): Promise<void>;
}

const CLIENT = { id: 'periplus', secret: 'a secret that only the tests know' };

export async function startOidc(options: OidcOptions): Promise<OidcServer> {
  const [port = 0] = await freePorts(1);
  const issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, configuration(options));
  const answer = provider.callback();
  const server = createServer((request, response) => {
    const done = request.url?.startsWith('/interaction/')
      ? interact(provider, options, request, response)
      : answer(request, response);
    done.catch((error: unknown) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const stop = async () => {
    server.closeAllConnections();
    server.close();
    if (server.listening) await once(server, 'close');
  };
  return {
    issuer,
    clientId: CLIENT.id,
    clientSecret: CLIENT.secret,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function configuration(options: OidcOptions): object {
  const { users, tokenSeconds = 3600 } = options;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const seconds = { AccessToken: tokenSeconds, IdToken: tokenSeconds };
  return {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        grant_types: ['authorization_code', 'refresh_token'],
        redirect_uris: options.redirectUris,
        post_logout_redirect_uris: options.afterSignOut ?? [],
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'first' }] },
    cookies: { keys: ['the cookies of the tests'] },
    claims: { openid: ['sub'], profile: ['preferred_username', 'groups'], email: ['email'] },
    conformIdTokenClaims: options.claimsInIdToken !== true,
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: true, logoutSource: askBeforeSignOut },
    },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    pkce: { required: () => true },
    issueRefreshToken: () => true,
    ttl: { ...seconds, Session: 3600, Grant: 3600, Interaction: 600, RefreshToken: 3600 },
    findAccount: (_: unknown, id: string) => {
      const user = users.find(({ name }) => name === id);
      return user === undefined
        ? undefined
        : { accountId: id, claims: () => ({ sub: id, preferred_username: id, groups: user.groups }) };
    },
    loadExistingGrant: loadGrant,
  };
}

/** Whoever signs in has agreed to everything: consent is not what is tested. */
async function loadGrant(context: {
  oidc: { provider: Provider; session: { accountId: string }; client: { clientId: string } };
}): Promise<unknown> {
  const { provider, session, client } = context.oidc;
  const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId });
  grant.addOIDCScope('openid profile email offline_access');
  await grant.save();
  return grant;
}

/** The package's own page takes a font from the internet. */
function askBeforeSignOut(context: { body: string }, form: string): void {
  context.body = page(
    `${form}<button form="op.logoutForm" name="logout" value="yes">Sign out here too</button>`,
  );
}

/** The page of the provider: a name, or a refusal. */
async function interact(
  provider: Provider,
  { users }: OidcOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { uid } = await provider.interactionDetails(request, response);
  if (request.method !== 'POST') {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(page(signInForm(uid)));
    return;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const form = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
  const name = form.get('user') ?? '';
  const isKnown = form.get('refuse') === null && users.some((user) => user.name === name);
  const result = isKnown
    ? { login: { accountId: name } }
    : { error: 'access_denied', error_description: 'Nobody signed in.' };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

function signInForm(uid: string): string {
  return `<form method="post" action="/interaction/${uid}"><label>Name <input name="user" autofocus></label>
<button>Continue</button><button name="refuse" value="1">Cancel</button></form>`;
}

/** An icon of nothing, or the browser asks for one. */
function page(content: string): string {
  return `<!doctype html><html lang="en"><title>Provider of the tests</title><link rel="icon" href="data:,">
${content}</html>`;
}
