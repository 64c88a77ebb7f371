//go:build tools

// Package jaeger pins the Jaeger server that tests run against.
package jaeger

import _ "github.com/jaegertracing/jaeger/cmd/jaeger"
