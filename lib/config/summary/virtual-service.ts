/** What a VirtualService does, rule by rule. */
import { conditionText, isCatchAll } from '@/lib/config/simulation/http-match';
import {
  type HttpMatch,
  type HttpRoute,
  readVirtualService,
  type VirtualService,
  type WeightedDestination,
} from '@/lib/config/simulation/read/virtual-service';
import type { StoredObject } from '@/lib/config/store';
import {
  type Explanation,
  type ExplanationSection,
  listed,
  plural,
  type Statement,
  secondsText,
  shareText,
} from './explanation';

/** Rules that are told one by one; nobody reads thousands, and no page draws them. */
const MOST_TOLD = 200;

function untold(count: number): readonly ExplanationSection[] {
  if (count <= MOST_TOLD) return [];
  const text = `${plural(count - MOST_TOLD, 'more rule')} like these follow; try a request to see which one takes it.`;
  return [
    {
      title: `Rules ${MOST_TOLD + 1} to ${count}`,
      statements: [{ text, path: ['spec', 'http', MOST_TOLD] }],
    },
  ];
}

export function explainVirtualService(object: StoredObject): Explanation {
  const virtualService = readVirtualService(object);
  const rules = virtualService.http.length + virtualService.tcp.length + virtualService.tls.length;
  return {
    headline: `Decides where requests for ${listed(virtualService.hosts)} go, by ${plural(rules, 'rule')}.`,
    sections: [
      { title: 'For whom', statements: audience(virtualService) },
      ...virtualService.http
        .slice(0, MOST_TOLD)
        .map((route, index) => httpSection(route, index, virtualService.http.length)),
      ...untold(virtualService.http.length),
      ...layer4Sections(virtualService, 'tls'),
      ...layer4Sections(virtualService, 'tcp'),
    ],
    line: summaryLine(virtualService),
  };
}

function audience(virtualService: VirtualService): readonly Statement[] {
  const gateways = virtualService.gateways.filter((name) => name !== 'mesh');
  const inMesh = virtualService.gateways.length === 0 || virtualService.gateways.includes('mesh');
  const parts = [
    ...(inMesh ? ['requests that are made inside the mesh'] : []),
    ...(gateways.length > 0 ? [`requests that enter through ${listed(gateways)}`] : []),
  ];
  const statements: Statement[] = [
    {
      text: `It applies to ${parts.join(' and to ')}.`,
      path: ['spec', virtualService.gateways.length > 0 ? 'gateways' : 'hosts'],
    },
  ];
  if (virtualService.exportTo.length > 0 && !virtualService.exportTo.includes('*')) {
    const own = virtualService.exportTo.map((entry) => (entry === '.' ? virtualService.namespace : entry));
    statements.push({ text: `Only callers in ${listed(own)} see it.`, path: ['spec', 'exportTo'] });
  }
  return statements;
}

function httpSection(route: HttpRoute, index: number, count: number): ExplanationSection {
  const path = ['spec', 'http', index];
  const name = route.name === null ? '' : ` · ${route.name}`;
  return {
    title: count === 1 ? `Every request${name}` : `Rule ${index + 1}${name}`,
    statements: [
      ...conditions(route, index),
      ...actions(route, path),
      ...faults(route, path),
      ...limits(route, path),
      ...changes(route, path),
    ],
  };
}

function conditions(route: HttpRoute, index: number): readonly Statement[] {
  const path = ['spec', 'http', index];
  const text = index === 0 ? 'Takes every request.' : 'Takes every request that no rule above took.';
  if (route.match.length === 0) return [{ text, path }];
  return route.match.map((match, at) => ({
    text:
      isCatchAll(match) && sourceWords(match).length === 0
        ? text
        : `${at === 0 ? 'Takes requests' : 'Or requests'} ${matchWords(match)}.`,
    path: [...path, 'match', at],
  }));
}

function matchWords(match: HttpMatch): string {
  const words = [
    ...(match.uri === null || match.uri.kind === 'present'
      ? []
      : [`whose path ${code(conditionText(match.uri))}`]),
    ...(match.method === null ? [] : [`whose method ${code(conditionText(match.method))}`]),
    ...(match.authority === null ? [] : [`whose host ${code(conditionText(match.authority))}`]),
    ...(match.scheme === null ? [] : [`whose scheme ${code(conditionText(match.scheme))}`]),
    ...match.headers.map(
      ([name, condition]) => `with a header \`${name}\` that ${code(conditionText(condition))}`,
    ),
    ...match.withoutHeaders.map(
      ([name, condition]) => `without a header \`${name}\` that ${code(conditionText(condition))}`,
    ),
    ...match.queryParams.map(
      ([name, condition]) => `with a parameter \`${name}\` that ${code(conditionText(condition))}`,
    ),
    ...sourceWords(match),
  ];
  return words.join(' and ');
}

/** Puts the value of "is exactly x" in backticks. */
function code(condition: string): string {
  return condition.replace(/^(is exactly|begins with|matches) (.*)$/s, '$1 `$2`');
}

function sourceWords(match: HttpMatch): readonly string[] {
  const labels = Object.entries(match.sourceLabels).map(([name, value]) => `${name}=${value}`);
  return [
    ...(match.port === null ? [] : [`to port \`${match.port}\``]),
    ...(labels.length === 0 || match.gateways.length > 0 ? [] : [`from pods with ${listed(labels)}`]),
    ...(match.sourceNamespace === null || match.gateways.length > 0
      ? []
      : [`from \`${match.sourceNamespace}\``]),
    ...(match.gateways.length === 0 ? [] : [`through ${listed(match.gateways)}`]),
  ];
}

function actions(route: HttpRoute, path: readonly (string | number)[]): readonly Statement[] {
  if (route.redirect !== null) {
    const { scheme, authority, uri, code: status } = route.redirect;
    const target = `${scheme === null ? '' : `${scheme}://`}${authority ?? ''}${uri ?? ''}`;
    return [
      {
        text: `Redirects them to \`${target || 'the same place'}\` with ${status}.`,
        path: [...path, 'redirect'],
      },
    ];
  }
  if (route.directResponse !== null) {
    return [{ text: `Answers ${route.directResponse.status} itself.`, path: [...path, 'directResponse'] }];
  }
  return [{ text: `Sends ${destinationsText(route.route)}.`, path: [...path, 'route'] }];
}

function destinationsText(route: readonly WeightedDestination[]): string {
  const total = route.reduce((sum, entry) => sum + entry.weight, 0);
  if (route.length === 1) return `them to ${destinationName(route[0])}`;
  const parts = route.map((entry) => {
    const share = total === 0 ? 'nothing' : shareText(entry.weight / total);
    return `${share} to ${destinationName(entry)}`;
  });
  return parts.length === 0 ? 'them nowhere' : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

function destinationName(entry: WeightedDestination | undefined): string {
  if (entry === undefined) return 'nowhere';
  const { host, subset, port } = entry.destination;
  return `${subset === null ? '' : `subset \`${subset}\` of `}\`${host}${port === null ? '' : `:${port}`}\``;
}

function faults({ fault }: HttpRoute, path: readonly (string | number)[]): readonly Statement[] {
  const statements: Statement[] = [];
  if (fault.delay !== null) {
    const text =
      fault.delay.share === 0
        ? 'Holds a delay that never happens: its percentage is 0.'
        : `Makes ${share(fault.delay.share)} wait ${secondsText(fault.delay.seconds)} on purpose.`;
    statements.push({ text, path: [...path, 'fault', 'delay'] });
  }
  if (fault.abort !== null) {
    const answer = fault.abort.httpStatus ?? `gRPC ${fault.abort.grpcStatus ?? 'error'}`;
    const text =
      fault.abort.share === 0
        ? 'Holds an abort that never happens: its percentage is 0.'
        : `Answers ${share(fault.abort.share)} with ${answer} on purpose.`;
    statements.push({ text, path: [...path, 'fault', 'abort'] });
  }
  return statements;
}

function share(value: number): string {
  return value === 1 ? 'every request' : `${shareText(value)} of them`;
}

function limits(route: HttpRoute, path: readonly (string | number)[]): readonly Statement[] {
  const statements: Statement[] = [];
  if (route.timeoutSeconds !== null && route.timeoutSeconds > 0) {
    statements.push({
      text: `Gives up after ${secondsText(route.timeoutSeconds)}.`,
      path: [...path, 'timeout'],
    });
  }
  if (route.retries !== null) {
    const { attempts, perTryTimeoutSeconds, retryOn } = route.retries;
    const each =
      perTryTimeoutSeconds === null ? '' : `, each try at most ${secondsText(perTryTimeoutSeconds)}`;
    const on = retryOn === null ? '' : `, on \`${retryOn}\``;
    const text =
      attempts === 0 ? 'Never tries again.' : `Tries again up to ${plural(attempts, 'time')}${each}${on}.`;
    statements.push({ text, path: [...path, 'retries'] });
  }
  return statements;
}

function changes(route: HttpRoute, path: readonly (string | number)[]): readonly Statement[] {
  const statements: Statement[] = [];
  const { rewrite } = route;
  if (rewrite !== null) {
    const parts = [
      ...(rewrite.uri === null ? [] : [`the matched path to \`${rewrite.uri}\``]),
      ...(rewrite.regex === null ? [] : [`the path by the pattern \`${rewrite.regex.match}\``]),
      ...(rewrite.authority === null ? [] : [`the host to \`${rewrite.authority}\``]),
    ];
    statements.push({ text: `Rewrites ${parts.join(' and ')}.`, path: [...path, 'rewrite'] });
  }
  for (const mirror of route.mirrors) {
    const target = destinationName({ destination: mirror.destination, weight: 0, headers: route.headers });
    statements.push({
      text: `Sends a copy of ${share(mirror.share)} to ${target}; its answers are dropped.`,
      path: [...path, 'mirror'],
    });
  }
  for (const side of ['request', 'response'] as const) {
    const { set, add, remove } = route.headers[side];
    const names = [...Object.keys(set), ...Object.keys(add), ...remove];
    if (names.length > 0)
      statements.push({ text: `Changes the ${side} headers ${listed(names)}.`, path: [...path, 'headers'] });
  }
  return statements;
}

function layer4Sections(
  virtualService: VirtualService,
  protocol: 'tcp' | 'tls',
): readonly ExplanationSection[] {
  return virtualService[protocol].map((rule, index) => {
    const path = ['spec', protocol, index];
    const conditionsOf = rule.match.map((match) =>
      [
        ...(match.sniHosts.length === 0 ? [] : [`for ${listed(match.sniHosts, 'or')}`]),
        ...(match.port === null ? [] : [`to port \`${match.port}\``]),
      ].join(' '),
    );
    const taken = conditionsOf.filter((text) => text !== '').join(', or ');
    return {
      title: `${protocol.toUpperCase()} rule ${index + 1}`,
      statements: [
        { text: taken === '' ? 'Takes every connection.' : `Takes connections ${taken}.`, path },
        { text: `Sends ${destinationsText(rule.route)}.`, path: [...path, 'route'] },
      ],
    };
  });
}

function summaryLine(virtualService: VirtualService): string {
  const { http } = virtualService;
  const split = http.find((route) => route.route.length > 1) ?? http[0];
  const facts = [
    ...(http.length > 1 ? [plural(http.length, 'rule')] : []),
    ...(split !== undefined && split.route.length > 1 ? [splitText(split)] : []),
    ...(http.some((route) => route.fault.delay !== null || route.fault.abort !== null)
      ? ['fault injection']
      : []),
    ...(http.some((route) => route.timeoutSeconds !== null) ? ['timeout'] : []),
    ...(http.some((route) => route.mirrors.length > 0) ? ['mirror'] : []),
    ...(virtualService.tcp.length > 0 ? ['TCP'] : []),
    ...(virtualService.tls.length > 0 ? ['TLS'] : []),
  ];
  const only = split?.route.length === 1 ? split.route[0] : undefined;
  if (facts.length === 0 && only !== undefined)
    facts.push(`to ${only.destination.subset ?? only.destination.host}`);
  return `${virtualService.hosts.join(', ')}: ${facts.join(', ') || 'no rules'}`;
}

function splitText(route: HttpRoute): string {
  const total = route.route.reduce((sum, entry) => sum + entry.weight, 0);
  return route.route
    .filter((entry) => entry.weight > 0)
    .map(
      (entry) => `${entry.destination.subset ?? entry.destination.host} ${shareText(entry.weight / total)}`,
    )
    .join(' / ');
}
