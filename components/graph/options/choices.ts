/** The options' choices in words. */

export const TYPES = [
  { value: 'versionedApp', label: 'Versioned app', hint: 'One node per app and version' },
  { value: 'app', label: 'App', hint: 'All versions of an app as one' },
  { value: 'service', label: 'Service', hint: 'Who calls which service' },
  { value: 'workload', label: 'Workload', hint: 'Deployments and the like' },
] as const;

export const SERVICES = [
  { value: 'auto', label: 'Where calls spread or fail early' },
  { value: 'all', label: 'All' },
  { value: 'none', label: 'None' },
] as const;

export const PROTOCOLS = [
  { value: 'http', label: 'HTTP', hint: 'Requests per second' },
  { value: 'grpc', label: 'gRPC', hint: 'Requests or messages' },
  { value: 'tcp', label: 'TCP', hint: 'Bytes or connections' },
] as const;

export const GRPC = [
  { value: 'requests', label: 'Requests' },
  { value: 'sent', label: 'Messages sent', hint: 'By the client' },
  { value: 'received', label: 'Messages received', hint: 'By the client' },
  { value: 'total', label: 'Messages, both ways' },
] as const;

export const TCP = [
  { value: 'total', label: 'Bytes, both ways' },
  { value: 'sent', label: 'Bytes sent', hint: 'From client to server' },
  { value: 'received', label: 'Bytes received', hint: 'From server to client' },
  { value: 'connections', label: 'Connections opened' },
] as const;

export const AMBIENT = [
  { value: 'total', label: 'Waypoints and ztunnels', hint: 'Each request once' },
  { value: 'waypoint', label: 'Only waypoints', hint: 'Requests (layer 7)' },
  { value: 'ztunnel', label: 'Only ztunnels', hint: 'Bytes (layer 4)' },
] as const;

export const EDGES = [
  { value: 'all', label: 'All' },
  { value: 'unwell', label: 'Without the healthy ones' },
  { value: 'none', label: 'None, but where you point' },
] as const;

export const ONLY = [
  { value: 'all', label: 'Everything' },
  { value: 'errors', label: 'What fails', hint: 'Edges with failures and their ends' },
  { value: 'slow', label: 'Slow edges', hint: 'And their ends' },
] as const;

export const BOXES = [
  { value: 'cluster', label: 'Clusters', hint: 'Where there are several' },
  { value: 'namespace', label: 'Namespaces', hint: 'A box around each' },
  { value: 'app', label: 'Apps', hint: 'Around the versions of one app' },
] as const;

export const FOLD = [
  { value: 'auto', label: 'When there is too much to read' },
  { value: 'all', label: 'All' },
  { value: 'none', label: 'None' },
] as const;

export const LABEL_HINTS = {
  rate: 'rps, or as Display measures',
  errors: 'where there are any',
  avg: 'ms',
  p50: 'ms',
  p95: 'ms',
  p99: 'ms',
  messages: 'per second, both ways',
  throughput: 'bytes/s, both ways',
  requestBytes: 'bytes/s to the callee',
  responseBytes: 'bytes/s to the caller',
  share: 'of the caller’s calls',
  mtls: 'a lock',
} as const;
