// Builds the Prometheus 3.16 server and its promtool that the integration tests run
// against. The module version v0.316.0 is the source of the 3.16 release.
// The build happens outside the tree; see build.ts.
module periplus.dev/e2e/servers/prometheus-3

go 1.25

require github.com/prometheus/prometheus v0.316.0
