//go:build tools

// Package prometheus3 pins the Prometheus server that tests run against.
package prometheus3

import (
	_ "github.com/prometheus/prometheus/cmd/prometheus"
	_ "github.com/prometheus/prometheus/cmd/promtool"
)
