/** Every route of the API by its path, for its description. A test compares the list with the files. */

import type { RouteHandler } from '@/lib/http/exchange';
import { descriptionOf } from '@/lib/http/handler';
import { type Method, methods } from '@/lib/http/openapi/contract';
import type { Operation, Paths } from '@/lib/http/openapi/document';
import * as access from './access/route';
import * as raisedAlerts from './alerts/raised/route';
import * as alerts from './alerts/route';
import * as configObject from './config/[group]/[kind]/[namespace]/[name]/route';
import * as changes from './config/changes/route';
import * as effective from './config/effective/route';
import * as encryption from './config/encryption/route';
import * as findings from './config/findings/route';
import * as impact from './config/impact/route';
import * as injection from './config/injection/route';
import * as liveFindings from './config/live-findings/route';
import * as managers from './config/managers/route';
import * as mesh from './config/mesh/route';
import * as config from './config/route';
import * as routeTraffic from './config/route-traffic/route';
import * as schema from './config/schema/route';
import * as simulate from './config/simulate/route';
import * as validate from './config/validate/route';
import * as connectionCheck from './connection-check/route';
import * as controlPlane from './control-plane/route';
import * as dashboard from './dashboards/[uid]/route';
import * as dashboardAtVersion from './dashboards/[uid]/versions/[version]/route';
import * as dashboardVersions from './dashboards/[uid]/versions/route';
import * as dashboards from './dashboards/route';
import * as events from './events/route';
import * as graphDetail from './graph/detail/route';
import * as graphPicture from './graph/picture/route';
import * as graph from './graph/route';
import * as inventoryFigures from './inventory/[kind]/figures/route';
import * as inventory from './inventory/[kind]/route';
import * as inventorySubject from './inventory/subject/route';
import * as inventoryUsage from './inventory/usage/route';
import * as logsDownload from './logs/download/route';
import * as logsPods from './logs/pods/route';
import * as logs from './logs/route';
import * as meshProxies from './mesh/proxies/route';
import * as meshPage from './mesh/route';
import * as metricsBreakdown from './metrics/breakdown/route';
import * as metricsExemplars from './metrics/exemplars/route';
import * as metricsRank from './metrics/rank/route';
import * as metrics from './metrics/route';
import * as namespaces from './namespaces/route';
import * as objectivesProposals from './objectives/proposals/route';
import * as objectives from './objectives/route';
import * as objectivesRules from './objectives/rules/route';
import * as proxyComparison from './proxies/[namespace]/[pod]/comparison/route';
import * as proxyLogging from './proxies/[namespace]/[pod]/logging/route';
import * as proxy from './proxies/[namespace]/[pod]/route';
import * as proxyRoute from './proxies/[namespace]/[pod]/route-check/route';
import * as proxyDetail from './proxies/[namespace]/[pod]/sections/[section]/detail/route';
import * as proxySection from './proxies/[namespace]/[pod]/sections/[section]/route';
import * as queryCardinality from './query/cardinality/route';
import * as queryExemplars from './query/exemplars/route';
import * as queryLabels from './query/labels/route';
import * as queryMetadata from './query/metadata/route';
import * as query from './query/route';
import * as queryValues from './query/values/route';
import * as oidcCallback from './session/oidc/callback/route';
import * as oidc from './session/oidc/route';
import * as session from './session/route';
import * as sources from './sources/route';
import * as timeline from './timeline/route';
import * as trace from './traces/[traceId]/route';
import * as traceArchive from './traces/archive/route';
import * as dependencies from './traces/dependencies/route';
import * as traceGroup from './traces/group/route';
import * as traceLinks from './traces/links/route';
import * as operations from './traces/operations/route';
import * as performance from './traces/performance/route';
import * as traces from './traces/route';
import * as services from './traces/services/route';
import * as traceSets from './traces/sets/route';
import * as trends from './trends/route';

type RouteModule = Readonly<Partial<Record<Uppercase<Method>, RouteHandler>>>;

export const ROUTES: Readonly<Record<string, RouteModule>> = {
  '/api/access': access,
  '/api/alerts': alerts,
  '/api/alerts/raised': raisedAlerts,
  '/api/config': config,
  '/api/config/changes': changes,
  '/api/config/effective': effective,
  '/api/config/impact': impact,
  '/api/config/findings': findings,
  '/api/config/encryption': encryption,
  '/api/config/injection': injection,
  '/api/config/live-findings': liveFindings,
  '/api/config/managers': managers,
  '/api/config/mesh': mesh,
  '/api/config/route-traffic': routeTraffic,
  '/api/config/schema': schema,
  '/api/config/simulate': simulate,
  '/api/config/validate': validate,
  '/api/config/{group}/{kind}/{namespace}/{name}': configObject,
  '/api/connection-check': connectionCheck,
  '/api/control-plane': controlPlane,
  '/api/dashboards': dashboards,
  '/api/dashboards/{uid}': dashboard,
  '/api/dashboards/{uid}/versions': dashboardVersions,
  '/api/dashboards/{uid}/versions/{version}': dashboardAtVersion,
  '/api/events': events,
  '/api/graph': graph,
  '/api/graph/detail': graphDetail,
  '/api/graph/picture': graphPicture,
  '/api/inventory/subject': inventorySubject,
  '/api/inventory/usage': inventoryUsage,
  '/api/inventory/{kind}': inventory,
  '/api/inventory/{kind}/figures': inventoryFigures,
  '/api/mesh': meshPage,
  '/api/mesh/proxies': meshProxies,
  '/api/metrics': metrics,
  '/api/metrics/breakdown': metricsBreakdown,
  '/api/metrics/exemplars': metricsExemplars,
  '/api/metrics/rank': metricsRank,
  '/api/namespaces': namespaces,
  '/api/logs': logs,
  '/api/logs/download': logsDownload,
  '/api/logs/pods': logsPods,
  '/api/proxies/{namespace}/{pod}': proxy,
  '/api/proxies/{namespace}/{pod}/comparison': proxyComparison,
  '/api/proxies/{namespace}/{pod}/logging': proxyLogging,
  '/api/proxies/{namespace}/{pod}/route-check': proxyRoute,
  '/api/proxies/{namespace}/{pod}/sections/{section}': proxySection,
  '/api/proxies/{namespace}/{pod}/sections/{section}/detail': proxyDetail,
  '/api/session': session,
  '/api/session/oidc': oidc,
  '/api/session/oidc/callback': oidcCallback,
  '/api/sources': sources,
  '/api/objectives': objectives,
  '/api/objectives/proposals': objectivesProposals,
  '/api/objectives/rules': objectivesRules,
  '/api/query': query,
  '/api/query/cardinality': queryCardinality,
  '/api/query/exemplars': queryExemplars,
  '/api/query/labels': queryLabels,
  '/api/query/metadata': queryMetadata,
  '/api/query/values': queryValues,
  '/api/timeline': timeline,
  '/api/traces': traces,
  '/api/traces/archive': traceArchive,
  '/api/traces/group': traceGroup,
  '/api/traces/dependencies': dependencies,
  '/api/traces/links': traceLinks,
  '/api/traces/operations': operations,
  '/api/traces/performance': performance,
  '/api/traces/services': services,
  '/api/traces/sets': traceSets,
  '/api/traces/{traceId}': trace,
  '/api/trends': trends,
};

/** What the handlers say of themselves. A method that answers 405 says nothing. */
export function describedPaths(): Paths {
  const described = Object.entries(ROUTES).map(([path, route]) => [path, operationsOf(route)] as const);
  return Object.fromEntries(described);
}

function operationsOf(route: RouteModule): Partial<Record<Method, Operation>> {
  const found: Partial<Record<Method, Operation>> = {};
  for (const method of methods) {
    const handler = route[method.toUpperCase() as Uppercase<Method>];
    const description = handler === undefined ? undefined : descriptionOf(handler);
    if (description === undefined) continue;
    found[method] = { ...description, answer: description.answer ?? description.contract };
  }
  return found;
}
