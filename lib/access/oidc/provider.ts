/** The provider as its discovery document describes it, asked for at the first sign-in and again now and then. */
import 'server-only';
import {
  allowInsecureRequests,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  clockTolerance,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  None,
} from 'openid-client';
import { Agent, fetch as fetchWith } from 'undici';
import { isLoopbackName } from '@/lib/access/loopback';
import type { OidcSettings } from '@/lib/environment';
import { processWide } from '@/lib/process-wide';
import { SharedAnswers } from '@/lib/shared-answers';

const KEEP_MS = 3_600_000;
const TIMEOUT_SECONDS = 10;
/** Differing clocks that are forgiven in tokens. */
const CLOCK_TOLERANCE_SECONDS = 60;
/** A secret read from a file is looked at again after this time. */
const REREAD_MS = 60_000;

const known = () =>
  processWide(
    'oidc-provider',
    () => new SharedAnswers<Configuration>({ keepMs: KEEP_MS, maxWeight: 8, weigh: () => 1 }),
  );

/** Throws what `refusalOf` reads as `provider-down` when it does not answer, or not as a provider. */
export function provider(settings: OidcSettings): Promise<Configuration> {
  const secret = settings.clientSecret?.(REREAD_MS) ?? null;
  const key = JSON.stringify([settings.issuer.href, settings.clientId, secret, settings.caPem]);
  return known().get(key, () => discover(settings, secret));
}

async function discover(settings: OidcSettings, secret: string | null): Promise<Configuration> {
  const { issuer, clientId, caPem } = settings;
  // Signatures are checked although TLS already vouches for what the provider's token endpoint answers.
  const execute = [enableNonRepudiationChecks];
  if (issuer.protocol === 'http:' && isLoopbackName(issuer.hostname)) execute.push(allowInsecureRequests);
  const agent = caPem === null ? null : new Agent({ connect: { ca: caPem } });
  const configuration = await discovery(
    issuer,
    clientId,
    { [clockTolerance]: CLOCK_TOLERANCE_SECONDS },
    authenticate(secret),
    {
      execute,
      timeout: TIMEOUT_SECONDS,
      ...(agent === null
        ? {}
        : {
            [customFetch]: async (url, options) =>
              // The same interface from the package that takes certificates.
              (await fetchWith(url, { ...options, dispatcher: agent } as object)) as unknown as Response,
          }),
    },
  );
  return configuration;
}

/** As the provider says that it takes the secret; `client_secret_basic` where it does not say (OpenID Connect Discovery, 3). */
function authenticate(secret: string | null): ClientAuth {
  if (secret === null) return None();
  return (server, client, body, headers) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const basic = methods.includes('client_secret_basic');
    (basic ? ClientSecretBasic(secret) : ClientSecretPost(secret))(server, client, body, headers);
  };
}
