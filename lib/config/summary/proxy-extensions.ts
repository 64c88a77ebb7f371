/** What is added to proxies or set for them: Telemetry, WasmPlugin, TrafficExtension, EnvoyFilter, ProxyConfig. */
import {
  type Fields,
  fieldsAt,
  fieldsListAt,
  flagAt,
  numberAt,
  optionalFieldsAt,
  textAt,
  textMapAt,
} from '@/lib/config/simulation/read/fields';
import type { StoredObject } from '@/lib/config/store';
import { audience } from './audience';
import { type Explanation, type ExplanationSection, listed, plural, type Statement } from './explanation';

const forWhom = (object: StoredObject, rootNamespace: string, field?: string): ExplanationSection => {
  const whom = audience(object, rootNamespace, field);
  return { title: 'For whom', statements: [{ text: `It is for ${whom.text}.`, path: whom.path }] };
};

export function explainTelemetry(object: StoredObject, rootNamespace: string): Explanation {
  const spec = fieldsAt(object.value, 'spec');
  const statements: Statement[] = [
    ...fieldsListAt(spec, 'tracing').map((entry, index) => ({
      text: tracingText(entry),
      path: ['spec', 'tracing', index],
    })),
    ...fieldsListAt(spec, 'metrics').map((entry, index) => ({
      text: metricsText(entry),
      path: ['spec', 'metrics', index],
    })),
    ...fieldsListAt(spec, 'accessLogging').map((entry, index) => ({
      text: loggingText(entry),
      path: ['spec', 'accessLogging', index],
    })),
  ];
  const parts = ['tracing', 'metrics', 'accessLogging'].filter((part) => fieldsListAt(spec, part).length > 0);
  return {
    headline: `Sets what proxies report: ${parts.map((part) => WORDS[part]).join(', ') || 'nothing'}.`,
    sections: [{ title: 'What is reported', statements }, forWhom(object, rootNamespace)].filter(
      (section) => section.statements.length > 0,
    ),
    line: parts.map((part) => WORDS[part]).join(', '),
  };
}

const WORDS: Readonly<Record<string, string>> = {
  tracing: 'traces',
  metrics: 'metrics',
  accessLogging: 'access logs',
};

function providers(entry: Fields): string {
  const names = fieldsListAt(entry, 'providers').map((provider) => textAt(provider, 'name') ?? '?');
  return names.length === 0 ? 'the mesh’s default providers' : listed(names);
}

function tracingText(entry: Fields): string {
  if (flagAt(entry, 'disableSpanReporting')) return 'No spans are reported.';
  const sampling = numberAt(entry, 'randomSamplingPercentage');
  const share = sampling === null ? '' : `, ${sampling} % of the requests`;
  const tags = Object.keys(fieldsAt(entry, 'customTags'));
  return `Traces go to ${providers(entry)}${share}${tags.length === 0 ? '' : `, with the tags ${listed(tags)}`}.`;
}

function metricsText(entry: Fields): string {
  const overrides = fieldsListAt(entry, 'overrides');
  const disabled = overrides.filter((override) => override.disabled === true || override.disabled === 'true');
  const changes = [
    ...(disabled.length > 0 ? [`${plural(disabled.length, 'metric')} switched off`] : []),
    ...(overrides.length > disabled.length
      ? [`labels of ${plural(overrides.length - disabled.length, 'metric')} changed`]
      : []),
  ];
  return `Metrics go to ${providers(entry)}${changes.length === 0 ? '' : `, with ${changes.join(' and ')}`}.`;
}

function loggingText(entry: Fields): string {
  if (flagAt(entry, 'disabled')) return 'Access logs are switched off.';
  const filter = textAt(fieldsAt(entry, 'filter'), 'expression');
  return `Access logs go to ${providers(entry)}${filter === null ? '' : `, only where \`${filter}\``}.`;
}

export function explainWasmPlugin(object: StoredObject, rootNamespace: string): Explanation {
  const spec = fieldsAt(object.value, 'spec');
  return wasmExplanation(object, rootNamespace, spec, ['spec']);
}

export function explainTrafficExtension(object: StoredObject, rootNamespace: string): Explanation {
  const spec = fieldsAt(object.value, 'spec');
  const wasm = optionalFieldsAt(spec, 'wasm');
  if (wasm !== null) return wasmExplanation(object, rootNamespace, { ...spec, ...wasm }, ['spec', 'wasm']);
  return {
    headline: 'Runs a Lua script in proxies on each request.',
    sections: [phaseSection(spec), forWhom(object, rootNamespace)].filter(
      (section) => section.statements.length > 0,
    ),
    line: 'Lua script',
  };
}

function wasmExplanation(
  object: StoredObject,
  rootNamespace: string,
  plugin: Fields,
  path: readonly (string | number)[],
): Explanation {
  const url = textAt(plugin, 'url') ?? '?';
  const fails = textAt(plugin, 'failStrategy') ?? 'FAIL_CLOSE';
  return {
    headline: `Runs the WebAssembly module \`${url}\` in proxies.`,
    sections: [
      phaseSection(plugin),
      {
        title: 'When it fails',
        statements: [
          {
            text:
              fails === 'FAIL_OPEN'
                ? 'Requests go on without it.'
                : 'Requests are refused (FAIL_CLOSE), also while it cannot be loaded.',
            path: [...path, 'failStrategy'],
          },
        ],
      },
      forWhom(object, rootNamespace),
    ].filter((section) => section.statements.length > 0),
    line: url,
  };
}

function phaseSection(spec: Fields): ExplanationSection {
  const phase = textAt(spec, 'phase');
  const words: Readonly<Record<string, string>> = {
    AUTHN: 'before authentication',
    AUTHZ: 'after authentication, before authorization',
    STATS: 'after authorization, before metrics are counted',
  };
  return {
    title: 'Where in the chain',
    statements:
      phase === null || phase === 'UNSPECIFIED_PHASE'
        ? []
        : [{ text: `It runs ${words[phase] ?? `in phase \`${phase}\``}.`, path: ['spec', 'phase'] }],
  };
}

export function explainEnvoyFilter(object: StoredObject, rootNamespace: string): Explanation {
  const spec = fieldsAt(object.value, 'spec');
  const patches = fieldsListAt(spec, 'configPatches');
  return {
    headline: `Changes the Envoy configuration of proxies directly, by ${plural(patches.length, 'patch', 'patches')}.`,
    sections: [
      {
        title: 'Patches',
        statements: patches.map((patch, index) => ({
          text: patchText(patch),
          path: ['spec', 'configPatches', index],
        })),
      },
      forWhom(object, rootNamespace, 'workloadSelector'),
    ].filter((section) => section.statements.length > 0),
    line: [...new Set(patches.map(subjectOf))].join(', '),
  };
}

function patchText(patch: Fields): string {
  const match = fieldsAt(patch, 'match');
  const operation = textAt(fieldsAt(patch, 'patch'), 'operation') ?? 'MERGE';
  const context = CONTEXTS[textAt(match, 'context') ?? 'ANY'] ?? '';
  return `${OPERATIONS[operation] ?? operation} \`${subjectOf(patch)}\`${context}.`;
}

const OPERATIONS: Readonly<Record<string, string>> = {
  MERGE: 'Merges into',
  ADD: 'Adds',
  REMOVE: 'Removes',
  INSERT_BEFORE: 'Inserts before others',
  INSERT_AFTER: 'Inserts after others',
  INSERT_FIRST: 'Inserts first',
  REPLACE: 'Replaces',
};

const CONTEXTS: Readonly<Record<string, string>> = {
  ANY: '',
  SIDECAR_INBOUND: ' for what arrives at sidecars',
  SIDECAR_OUTBOUND: ' for what leaves sidecars',
  GATEWAY: ' at gateways',
  WAYPOINT: ' at waypoints',
};

/** The filter that a patch is about, else the part of the configuration. */
function subjectOf(patch: Fields): string {
  const name = textAt(fieldsAt(fieldsAt(patch, 'patch'), 'value'), 'name');
  return name ?? textAt(patch, 'applyTo') ?? '?';
}

export function explainProxyConfig(object: StoredObject, rootNamespace: string): Explanation {
  const spec = fieldsAt(object.value, 'spec');
  const concurrency = numberAt(spec, 'concurrency');
  const variables = Object.entries(textMapAt(spec, 'environmentVariables'));
  const image = textAt(fieldsAt(spec, 'image'), 'imageType');
  const statements: Statement[] = [
    ...(concurrency === null
      ? []
      : [
          {
            text:
              concurrency === 0
                ? 'Proxies use every core.'
                : `Proxies use ${plural(concurrency, 'worker thread')}.`,
            path: ['spec', 'concurrency'],
          },
        ]),
    ...variables.map(([name, value]) => ({
      text: `Sets \`${name}\` to \`${value}\`.`,
      path: ['spec', 'environmentVariables', name],
    })),
    ...(image === null
      ? []
      : [{ text: `Proxies run the image type \`${image}\`.`, path: ['spec', 'image'] }]),
  ];
  return {
    headline: 'Sets how proxies start; it takes effect when a pod starts again.',
    sections: [{ title: 'Settings', statements }, forWhom(object, rootNamespace)].filter(
      (section) => section.statements.length > 0,
    ),
    line: [
      ...(concurrency === null ? [] : [`concurrency ${concurrency}`]),
      ...variables.map(([name]) => name),
    ].join(', '),
  };
}
