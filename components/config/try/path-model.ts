/** The way of a request as cards: at the caller, then for each destination on the wire and at the server. Pure. */
import { percentText, secondsText, shortHost } from '@/lib/config/simulation/answer/words';
import type {
  Destination,
  Plane,
  RouteAnswer,
  Server,
  SimulationAnswer,
  Step,
} from '@/lib/config/simulation/contract';
import { type CardTone, card, type PathCard } from './path-card';
import { ACCESS_TONES, accessCards, encryptionCards, podCards } from './server-cards';

export interface PathBranch {
  readonly key: string;
  readonly share: number;
  /** "reviews v2". */
  readonly label: string;
  readonly tone: CardTone;
  readonly cards: readonly PathCard[];
}

export interface PathModel {
  readonly title: string;
  readonly note: string;
  readonly cards: readonly PathCard[];
  /** What was looked at and not taken. */
  readonly notTaken: readonly Step[];
  readonly branches: readonly PathBranch[];
}

/** The steps that count, in order: those are numbered. */
export function numberedSteps(route: RouteAnswer): readonly Step[] {
  return route.steps.filter(({ kind }) => kind !== 'skipped');
}

export function pathModel(answer: SimulationAnswer): PathModel {
  const { caller, route } = answer;
  const isEnded = answer.entry?.access.verdict === 'denied';
  return {
    title: caller.kind === 'outside' ? 'From outside' : `At ${caller.label}`,
    note: PLANE_NOTES[caller.plane],
    cards: isEnded ? entryCards(answer) : [...entryCards(answer), ...hostCards(answer), ...ruleCards(route)],
    notTaken: isEnded ? [] : route.steps.filter(({ kind }) => kind === 'skipped'),
    branches: isEnded ? [] : route.destinations.map((destination, at) => branchOf(destination, route, at)),
  };
}

const PLANE_NOTES: Readonly<Record<Plane, string>> = {
  sidecar: 'its proxy chooses the route',
  ambient: 'ztunnel carries it, and the waypoint of the service chooses the route',
  gateway: 'the gateway chooses the route',
  waypoint: 'the waypoint chooses the route',
  none: 'no proxy, so no rule holds on the way',
};

function entryCards({ caller, entry }: SimulationAnswer): readonly PathCard[] {
  const first = card({
    key: 'caller',
    icon: caller.kind === 'gateway' ? 'gateway' : 'caller',
    title: caller.label,
    text:
      caller.kind === 'gateway'
        ? `Enters here from outside, ${entry?.encrypted === true ? 'encrypted' : 'in plain text'}`
        : caller.namespace === null
          ? 'Shows no identity'
          : `In ${caller.namespace}`,
  });
  if (entry === null) return [first];
  const { verdict, because, points } = entry.access;
  const policies = points.flatMap((point) => point.policies);
  if (policies.length === 0 && verdict === 'allowed') return [first];
  return [
    first,
    card({
      key: 'entry',
      icon: verdict === 'denied' ? 'denied' : 'access',
      tone: ACCESS_TONES[verdict],
      title: 'Authorization',
      text: because,
      place: points[0]?.decidedBy ?? null,
    }),
  ];
}

function hostCards({ service, route }: SimulationAnswer): readonly PathCard[] {
  if (service === null) return [];
  const speaks =
    service.protocol === 'unknown'
      ? 'Its port is sniffed'
      : `Its port speaks ${service.protocol.toUpperCase()}`;
  return [
    card({
      key: 'host',
      icon: 'host',
      title: shortHost(service.host),
      text: `${speaks}, so ${service.protocol === 'tcp' ? 'bytes' : service.protocol === 'tls' ? 'names of handshakes' : 'requests'} are routed`,
      place: service.isMeshKind ? { object: service.object, line: null, isDraft: false } : null,
      step: stepAbout(
        route,
        (step) => step.place?.object.name === service.object.name && step.kind === 'considered',
      ),
    }),
  ];
}

function stepAbout(route: RouteAnswer, isIt: (step: Step) => boolean): number | null {
  const at = numberedSteps(route).findIndex(isIt);
  return at < 0 ? null : at + 1;
}

function ruleCards(route: RouteAnswer): readonly PathCard[] {
  return [...matchedCards(route), ...endCards(route), ...wayCards(route)];
}

function isOf(step: Step, object: { readonly kind: string; readonly name: string }): boolean {
  return step.place?.object.kind === object.kind && step.place.object.name === object.name;
}

function matchedCards(route: RouteAnswer): readonly PathCard[] {
  const { matched, places } = route;
  if (matched === null) return [];
  const { object, routeIndex, routeName, matchIndex, ruleCount } = matched;
  const rule = places.match ?? places.route;
  const isRule = (step: Step) => isOf(step, object) && isChosen(step) && step.place?.line === rule?.line;
  const whole = numberedSteps(route).find((step) => isOf(step, object) && isChosen(step) && !isRule(step));
  const taken = numberedSteps(route).find(isRule);
  return [
    card({
      key: 'object',
      icon: 'rules',
      title: object.name,
      text: `${object.kind} that speaks for this host`,
      place: whole?.place ?? { object, line: null, isDraft: places.route?.isDraft ?? false },
      step: whole === undefined ? null : stepAbout(route, (step) => step === whole),
    }),
    card({
      key: 'rule',
      icon: 'match',
      tone: 'chosen',
      title: routeName ?? `Rule ${routeIndex + 1} of ${ruleCount}`,
      text: taken === undefined ? matchText(matchIndex) : afterColon(taken.text),
      place: rule,
      step: taken === undefined ? null : stepAbout(route, (step) => step === taken),
    }),
  ];
}

function isChosen({ kind }: Step): boolean {
  return kind === 'chosen';
}

function matchText(matchIndex: number | null): string {
  return matchIndex === null ? 'Takes every request' : `Its condition ${matchIndex + 1} holds`;
}

/** "Rule 2 takes it: it takes every request." says twice what the card's title says. */
function afterColon(text: string): string {
  const rest = text.slice(text.indexOf(': ') + 2).replace(/\.$/, '');
  return text.includes(': ') ? rest.charAt(0).toUpperCase() + rest.slice(1) : text.replace(/\.$/, '');
}

/** Where the way ends at the proxy. */
function endCards(route: RouteAnswer): readonly PathCard[] {
  const because = route.because ?? '';
  switch (route.kind) {
    case 'redirect':
      return [
        card({
          key: 'end',
          icon: 'answer',
          title: `Redirect ${route.httpStatus}`,
          text: route.location ?? '',
          place: route.places.route,
        }),
      ];
    case 'direct-response':
      return [
        card({
          key: 'end',
          icon: 'answer',
          title: `Answers ${route.httpStatus}`,
          text: route.body === null ? 'Without a body' : route.body.slice(0, 80),
          place: route.places.route,
        }),
      ];
    case 'not-found':
      return [card({ key: 'end', icon: 'stop', tone: 'bad', title: 'Answers 404', text: because })];
    case 'passthrough':
      return [
        card({
          key: 'end',
          icon: 'leave',
          tone: 'caution',
          title: 'Leaves the mesh',
          text: 'Passed on as it is',
        }),
      ];
    case 'blackhole':
      return [
        card({
          key: 'end',
          icon: 'stop',
          tone: 'bad',
          title: 'Stopped, 502',
          text: 'Only known hosts may be called',
        }),
      ];
    case 'unknown-host':
      return [card({ key: 'end', icon: 'stop', tone: 'caution', title: 'Not known', text: because })];
    default:
      return [];
  }
}

/** What is done to the request before it is sent on. */
function wayCards({ forwarding, places }: RouteAnswer): readonly PathCard[] {
  if (forwarding === null) return [];
  const { fault, rewrite, mirrors } = forwarding;
  const cards: PathCard[] = [];
  if (fault.delay !== null) {
    const { seconds, share } = fault.delay;
    const text = `${secondsText(seconds)} for ${percentText(share)} of the requests`;
    cards.push(
      card({
        key: 'delay',
        icon: 'fault',
        tone: 'caution',
        title: 'Fault: delay',
        text,
        place: places.delay,
      }),
    );
  }
  if (fault.abort !== null) {
    const { httpStatus, grpcStatus, share } = fault.abort;
    const text = `${httpStatus ?? grpcStatus ?? 'An error'} for ${percentText(share)} of the requests`;
    cards.push(
      card({ key: 'abort', icon: 'fault', tone: 'bad', title: 'Fault: abort', text, place: places.abort }),
    );
  }
  if (rewrite.path !== null || rewrite.authority !== null) {
    const text = [rewrite.path, rewrite.authority === null ? null : `host ${rewrite.authority}`]
      .filter((part) => part !== null)
      .join(', ');
    cards.push(card({ key: 'rewrite', icon: 'rewrite', title: 'Rewritten', text, place: places.rewrite }));
  }
  for (const { host, subset, share } of mirrors) {
    const text = `${percentText(share)} copied to ${shortHost(host)}${subset === null ? '' : ` ${subset}`}`;
    cards.push(
      card({ key: `mirror ${host} ${subset}`, icon: 'mirror', title: 'Mirror', text, place: places.mirror }),
    );
  }
  return cards;
}

function branchOf(destination: Destination, route: RouteAnswer, at: number): PathBranch {
  const { host, subset, share, servers } = destination;
  const label = subset === null ? shortHost(host) : `${shortHost(host)} ${subset}`;
  const cards = [
    targetCard(destination, route, label),
    ...encryptionCards(servers),
    ...(isCut(servers) ? [] : accessCards(servers)),
    ...podCards(destination),
  ];
  const tones = cards.map(({ tone }) => tone);
  const tone = tones.includes('bad') ? 'bad' : tones.includes('caution') ? 'caution' : 'good';
  return { key: `${at} ${host} ${subset}`, share, label, tone, cards };
}

function isCut(servers: readonly Server[]): boolean {
  return servers.length > 0 && servers.every(({ encryption }) => encryption?.breaks != null);
}

function targetCard(destination: Destination, route: RouteAnswer, label: string): PathCard {
  const { subset, state, because, external, port, rule } = destination;
  const text =
    state !== 'ready'
      ? (because ?? 'It is not there')
      : subset !== null
        ? `Pods of subset ${subset}, port ${port}`
        : `${external ? 'Outside the mesh' : 'Any of its pods'}, port ${port}`;
  return card({
    key: 'target',
    icon: 'subset',
    tone: state === 'ready' ? 'plain' : 'bad',
    title: label,
    text,
    place: rule,
    step: rule === null ? null : stepAbout(route, (step) => isOf(step, rule.object) && isChosen(step)),
  });
}
