{{/* What the console reads. No secrets: not one rule here or below names them. */}}
{{- define "periplus.viewerRules" -}}
- apiGroups: [""]
  resources: [namespaces, services, pods, serviceaccounts, configmaps, events]
  verbs: [get, list, watch]
- apiGroups: [""]
  resources: [pods/log]
  verbs: [get]
- apiGroups: [discovery.k8s.io]
  resources: [endpointslices]
  verbs: [get, list, watch]
- apiGroups: [apps]
  resources: [deployments, statefulsets, daemonsets, replicasets]
  verbs: [get, list, watch]
- apiGroups: [batch]
  resources: [jobs, cronjobs]
  verbs: [get, list, watch]
- apiGroups: [argoproj.io]
  resources: [rollouts]
  verbs: [get, list, watch]
- apiGroups: [networking.istio.io, security.istio.io, telemetry.istio.io, extensions.istio.io]
  resources: ["*"]
  verbs: [get, list, watch]
- apiGroups: [gateway.networking.k8s.io, gateway.networking.x-k8s.io]
  resources: ["*"]
  verbs: [get, list, watch]
{{- end -}}

{{/* What only exists for a whole cluster. */}}
{{- define "periplus.clusterViewerRules" -}}
- apiGroups: [admissionregistration.k8s.io]
  resources: [mutatingwebhookconfigurations]
  verbs: [get, list, watch]
{{- end -}}

{{- define "periplus.editorRules" -}}
- apiGroups: [networking.istio.io, security.istio.io, telemetry.istio.io, extensions.istio.io]
  resources: ["*"]
  verbs: [create, update, patch, delete]
- apiGroups: [gateway.networking.k8s.io, gateway.networking.x-k8s.io]
  resources: ["*"]
  verbs: [create, update, patch, delete]
# Labels of injection and of ambient mode.
- apiGroups: [""]
  resources: [namespaces]
  verbs: [update, patch]
{{- end -}}

{{- define "periplus.proxyViewerRules" -}}
- apiGroups: [""]
  resources: [pods/portforward]
  verbs: [create, get]
{{- end -}}
