/**
 * Every setting of Periplus. The order is the order of the README's table.
 */
import { z } from 'zod';
import { kubernetesSettings } from './kubernetes-settings';
import { loginSettings } from './login-settings';
import { setting } from './setting';
import {
  addressRanges,
  credential,
  duration,
  filePath,
  flag,
  instanceName,
  labelMatchers,
  logLevels,
  nonEmpty,
  port,
  publicUrl,
  sourceUrl,
  stringRecord,
} from './values';

const HEADER_NAME = /^[!#$%&'*+.^`|~\w-]+$/;
const timeout = duration({ leastMs: 100, mostMs: 300_000 });
const sessionSpan = duration({ leastMs: 60_000, mostMs: 7 * 86_400_000 });

/** The settings that every source behind HTTP has. */
function httpSource(prefix: string, title: string, example: string) {
  return {
    url: setting(`${prefix}_URL`, sourceUrl, {
      describes: `Address of ${title}, with its path prefix if it has one.`,
      allowed: `an http or https URL, like ${example}`,
    }),
    token: setting(`${prefix}_TOKEN`, credential, {
      describes: `Bearer token sent to ${title}.`,
      allowed: 'one line of text',
      secret: true,
    }),
    username: setting(`${prefix}_USERNAME`, credential, {
      describes: `User for basic authentication at ${title}.`,
      allowed: 'one line of text',
    }),
    password: setting(`${prefix}_PASSWORD`, credential, {
      describes: 'Password that belongs to it.',
      allowed: 'one line of text',
      secret: true,
    }),
    caFile: setting(`${prefix}_CA_FILE`, filePath, {
      describes: `File with the certificates (PEM) that ${title}'s own is checked against.`,
      allowed: 'the path of a readable file with PEM certificates',
    }),
    headers: setting(`${prefix}_HEADERS`, stringRecord(HEADER_NAME, 'header names and values'), {
      describes: 'Extra headers, such as a tenant id.',
      allowed: 'a JSON object, like {"X-Scope-OrgID":"team-a"}',
      secret: true,
    }),
    queryParameters: setting(
      `${prefix}_QUERY_PARAMETERS`,
      stringRecord(/^.+$/, 'parameter names and values'),
      {
        describes: 'Extra query parameters of every call.',
        allowed: 'a JSON object, like {"dedup":"true"}',
      },
    ),
    timeoutMs: setting(`${prefix}_TIMEOUT`, timeout, {
      describes: `How long one call to ${title} may take.`,
      allowed: 'a duration from 100ms to 5m',
      fallback: '10s',
    }),
  };
}

export const settings = {
  prometheus: httpSource('PERIPLUS_PROMETHEUS', 'Prometheus', 'http://prometheus.istio-system:9090'),
  prometheusLabelMatchers: setting('PERIPLUS_PROMETHEUS_LABEL_MATCHERS', labelMatchers, {
    describes: 'Label matchers put into every selector, where one store holds several meshes.',
    allowed: 'matchers as in PromQL, like cluster="a",tenant!="b"',
  }),
  prometheusScrapeIntervalMs: setting(
    'PERIPLUS_PROMETHEUS_SCRAPE_INTERVAL',
    duration({ leastMs: 1000, mostMs: 300_000 }),
    {
      describes:
        'How often Prometheus scrapes the mesh; the shortest window is four of these. Prometheus is asked where it is not set, and where that does not tell it is 15s.',
      allowed: 'a duration from 1s to 5m',
    },
  ),
  jaeger: httpSource('PERIPLUS_JAEGER', 'Jaeger', 'http://jaeger-query.istio-system:16686'),
  jaegerArchive: setting('PERIPLUS_JAEGER_ARCHIVE', flag, {
    describes:
      "Lets admins keep a trace in Jaeger's archive, past the time after which Jaeger forgets it. Jaeger must have an archive storage, and does not tell whether it has.",
    allowed: 'true or false',
    fallback: 'false',
  }),
  configFolder: setting('PERIPLUS_CONFIG_FOLDER', filePath, {
    describes: 'Folder of YAML files that holds the mesh configuration.',
    allowed: 'the path of a folder',
  }),
  ...kubernetesSettings,
  dashboardsFolder: setting('PERIPLUS_DASHBOARDS_FOLDER', filePath, {
    describes:
      "Folder of dashboards as JSON, in this console's form or in Grafana's; they are shown beside the built-in ones and never written.",
    allowed: 'the path of a folder',
  }),
  podsUrl: setting('PERIPLUS_PODS_URL', sourceUrl, {
    describes:
      "Address that answers the API server's paths for pods, their logs and their ports where no cluster is connected; the demo has one.",
    allowed: 'an http or https URL, like http://127.0.0.1:8001',
  }),
  settingsFile: setting('PERIPLUS_SETTINGS_FILE', filePath, {
    describes:
      'YAML file with thresholds of health and objectives, as in deploy/settings.example.yaml; read again when it changes.',
    allowed: 'the path of a readable file without mistakes',
  }),
  ...loginSettings,
  readOnly: setting('PERIPLUS_READ_ONLY', flag, {
    describes: 'Refuses every write, whoever asks.',
    allowed: 'true or false',
    fallback: 'false',
  }),
  publicUrl: setting('PERIPLUS_PUBLIC_URL', publicUrl, {
    describes:
      'Address under which browsers reach Periplus, where that is not localhost. With a path everything is served below it, and at the root too, for probes and proxies that take the path off.',
    allowed: 'an http or https URL, like https://periplus.example.org or https://example.org/periplus',
  }),
  trustedProxies: setting('PERIPLUS_TRUSTED_PROXIES', addressRanges, {
    describes:
      'Proxies whose X-Forwarded-For is believed, so that attempts to sign in are counted per client and not per proxy; with header, the only ones whose users are believed.',
    allowed: 'addresses or ranges, like 10.0.0.0/8,fd00::/8',
  }),
  instance: setting('PERIPLUS_INSTANCE', instanceName, {
    describes:
      'Name of this Periplus among several, such as the cluster: keeps their cookies on localhost apart.',
    allowed: 'at most 32 of a-z, 0-9 and "-"',
    fallback: 'periplus',
  }),
  sessionIdleMs: setting('PERIPLUS_SESSION_IDLE', sessionSpan, {
    describes: 'A session ends after this time without activity; background refreshes are no activity.',
    allowed: 'a duration from 1m to 7d',
    fallback: '30m',
  }),
  sessionAbsoluteMs: setting('PERIPLUS_SESSION_ABSOLUTE', sessionSpan, {
    describes: 'A session ends this long after the sign-in, whatever happens.',
    allowed: 'a duration from 1m to 7d',
    fallback: '8h',
  }),
  logLevel: setting(
    'PERIPLUS_LOG_LEVEL',
    z.enum(logLevels, 'is no log level') as z.ZodType<LogLevel, string>,
    {
      describes: 'How much is logged; the audit lines are always written.',
      allowed: logLevels.join(', '),
      fallback: 'info',
    },
  ),
  host: setting('HOSTNAME', nonEmpty, {
    describes:
      "Address to listen on. The machine's own name, which some shells put there, counts as not given.",
    allowed: 'a host name or address, like 0.0.0.0',
    fallback: '127.0.0.1',
  }),
  port: setting('PORT', port, {
    describes: 'Port to listen on.',
    allowed: 'a number from 1 to 65535',
    fallback: '20001',
  }),
};

export type LogLevel = (typeof logLevels)[number];
