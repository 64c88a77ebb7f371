// Builds the Jaeger 2.13 server that the integration and end-to-end tests run
// against. The module version v1.76.0 is the source of the 2.13 release.
// The build happens outside the tree; see build.ts.
module periplus.dev/e2e/servers/jaeger

go 1.25

require github.com/jaegertracing/jaeger v1.76.0
