/** The whole environment: every setting read, every rule between settings checked, every mistake kept. */
import 'server-only';
import { statSync } from 'node:fs';
import { hostname } from 'node:os';
import { type HttpSourceSettings, readHttpSource } from './http-source';
import type { Login } from './login';
import { type KubernetesSettings, readKubernetes } from './read-kubernetes';
import { readAccess } from './read-login';
import type { Mistake, Setting } from './setting';
import { type EnvironmentSource, SettingReader } from './setting-reader';
import { type LogLevel, settings } from './settings';
import { unknownSettings } from './unknown-settings';
import type { LabelMatcher } from './values';

export interface PrometheusSettings extends HttpSourceSettings {
  /** Put into every selector. */
  readonly labelMatchers: readonly LabelMatcher[];
}

export interface Environment {
  readonly prometheus: PrometheusSettings;
  /** null = ask Prometheus; `Sources.scrapeIntervalSeconds` does. */
  readonly scrapeIntervalSeconds: number | null;
  /** null = no traces. */
  readonly jaeger: HttpSourceSettings | null;
  /** Traces may be kept in Jaeger's archive. */
  readonly jaegerArchive: boolean;
  /** null = configuration does not come from a folder. */
  readonly configFolder: string | null;
  /** null = no dashboards but the built-in and the saved ones. */
  readonly dashboardsFolder: string | null;
  /** null = it does not come from a cluster either. Never set beside the folder. */
  readonly kubernetes: KubernetesSettings | null;
  /** null = pods are read from the cluster, or not at all. */
  readonly podsUrl: URL | null;
  /** null = the defaults of everything that can be set there. */
  readonly settingsFile: string | null;
  readonly login: Login;
  /** The first seals, all open: a new one can be taken in without signing anybody out. */
  readonly sessionSecrets: readonly string[];
  readonly readOnly: boolean;
  readonly publicUrl: URL | null;
  /** Addresses and CIDR ranges. */
  readonly trustedProxies: readonly string[];
  readonly instance: string;
  readonly sessionIdleMs: number;
  readonly sessionAbsoluteMs: number;
  readonly logLevel: LogLevel;
  readonly host: string;
  readonly port: number;
}

export type ReadResult =
  | { readonly kind: 'valid'; readonly environment: Environment }
  | { readonly kind: 'invalid'; readonly mistakes: readonly Mistake[] };

/** All settings as one flat list, in the order of the table. */
export function allSettings(): readonly Setting<unknown>[] {
  return Object.values(settings).flatMap((entry) =>
    'schema' in entry ? [entry as Setting<unknown>] : (Object.values(entry) as Setting<unknown>[]),
  );
}

export function readEnvironment(source: EnvironmentSource): ReadResult {
  const reader = new SettingReader(withoutMachineName(source));
  const host = reader.value(settings.host) ?? '127.0.0.1';
  const server = readServer(reader);
  const trustedProxies = server?.trustedProxies ?? [];
  const configFolder = readFolder(reader, settings.configFolder);
  const dashboardsFolder = readFolder(reader, settings.dashboardsFolder);
  const kubernetes = readKubernetes(reader, { source, hasFolder: reader.given(settings.configFolder) });
  const access = readAccess(reader, { host, trustedProxies, hasCluster: kubernetes !== null });
  const prometheus = readPrometheus(reader);
  const jaeger = readHttpSource(reader, settings.jaeger);
  const jaegerArchive = reader.value(settings.jaegerArchive) ?? false;
  if (jaegerArchive && jaeger === null) {
    reader.mistake(settings.jaegerArchive, 'is on without PERIPLUS_JAEGER_URL');
  }
  const podsUrl = reader.value(settings.podsUrl);
  const settingsFile = readSettingsFile(reader);
  const mistakes = [...reader.mistakes, ...unknownSettings(Object.keys(source), allSettings())];
  if (mistakes.length > 0 || prometheus === null || access === null || server === null) {
    return { kind: 'invalid', mistakes };
  }
  return {
    kind: 'valid',
    environment: {
      ...server,
      ...access,
      ...prometheus,
      jaeger,
      jaegerArchive,
      configFolder,
      dashboardsFolder,
      podsUrl,
      kubernetes,
      settingsFile,
      host,
    },
  };
}

/** Containers and some shells set HOSTNAME to the machine's name, which nobody chose as an address to listen on. */
function withoutMachineName(source: EnvironmentSource): EnvironmentSource {
  return source.HOSTNAME === hostname() ? { ...source, HOSTNAME: undefined } : source;
}

function readPrometheus(reader: SettingReader) {
  if (!reader.given(settings.prometheus.url)) {
    reader.mistake(settings.prometheus.url, 'is not set. Without Prometheus there is no traffic to show');
  }
  const http = readHttpSource(reader, settings.prometheus);
  const labelMatchers = reader.value(settings.prometheusLabelMatchers) ?? [];
  const scrapeIntervalMs = reader.value(settings.prometheusScrapeIntervalMs);
  if (http === null) return null;
  // Not spread: `headers` is a getter and must stay one.
  const prometheus = Object.defineProperties({ labelMatchers }, Object.getOwnPropertyDescriptors(http));
  return {
    prometheus: prometheus as PrometheusSettings,
    scrapeIntervalSeconds: scrapeIntervalMs === null ? null : scrapeIntervalMs / 1000,
  };
}

function readFolder(reader: SettingReader, setting: Setting<string>): string | null {
  const folder = reader.value(setting);
  if (folder !== null && !statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    reader.mistake(setting, 'is no folder');
  }
  return folder;
}

/** What stands in it is looked at by `lib/startup.ts`, so that nobody without such a file loads what reads it. */
function readSettingsFile(reader: SettingReader): string | null {
  return reader.fileText(settings.settingsFile) === null ? null : reader.value(settings.settingsFile);
}

function readServer(reader: SettingReader) {
  const readOnly = reader.value(settings.readOnly);
  const publicUrl = reader.value(settings.publicUrl);
  const trustedProxies = reader.value(settings.trustedProxies) ?? [];
  const instance = reader.value(settings.instance);
  const sessionIdleMs = reader.value(settings.sessionIdleMs);
  const sessionAbsoluteMs = reader.value(settings.sessionAbsoluteMs);
  const logLevel = reader.value(settings.logLevel);
  const port = reader.value(settings.port);
  if (sessionIdleMs !== null && sessionAbsoluteMs !== null && sessionIdleMs > sessionAbsoluteMs) {
    reader.mistake(
      settings.sessionIdleMs,
      'is longer than PERIPLUS_SESSION_ABSOLUTE, so it would never count',
    );
  }
  if (readOnly === null || instance === null || sessionIdleMs === null) return null;
  if (sessionAbsoluteMs === null || logLevel === null || port === null) return null;
  return { readOnly, publicUrl, trustedProxies, instance, sessionIdleMs, sessionAbsoluteMs, logLevel, port };
}
