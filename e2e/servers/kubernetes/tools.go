//go:build tools

// Package kubernetes pins the API server that tests run against.
package kubernetes

import (
	_ "istio.io/api/networking/v1"
	_ "k8s.io/kubernetes/cmd/kube-apiserver"
	_ "sigs.k8s.io/gateway-api/apis/v1"
)
