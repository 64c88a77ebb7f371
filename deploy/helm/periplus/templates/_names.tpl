{{- define "periplus.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "periplus.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" -}}
{{- else if contains (include "periplus.name" .) .Release.Name -}}
{{- .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "periplus.name" .) | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "periplus.selectorLabels" -}}
app.kubernetes.io/name: {{ include "periplus.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "periplus.labels" -}}
{{ include "periplus.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{- define "periplus.serviceAccountName" -}}
{{- default (ternary (include "periplus.fullname" .) "default" .Values.serviceAccount.create) .Values.serviceAccount.name -}}
{{- end -}}

{{- define "periplus.secretName" -}}
{{- default (include "periplus.fullname" .) .Values.secret.existingName -}}
{{- end -}}

{{- define "periplus.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ default .Chart.AppVersion .Values.image.tag }}
{{- end -}}
{{- end -}}

{{/* Path of publicUrl, below which everything is served: `/` where it has none. */}}
{{- define "periplus.publicPath" -}}
{{- $path := "" -}}
{{- if .Values.publicUrl -}}{{- $path = trimSuffix "/" (urlParse .Values.publicUrl).path -}}{{- end -}}
{{- default "/" $path -}}
{{- end -}}

{{/* Host of publicUrl, for what stands before the console. */}}
{{- define "periplus.publicHost" -}}
{{- if .Values.publicUrl -}}{{- (urlParse .Values.publicUrl).host | splitList ":" | first -}}{{- end -}}
{{- end -}}

{{/* Port of a URL, by its scheme where it names none. */}}
{{- define "periplus.urlPort" -}}
{{- $url := urlParse . -}}
{{- $parts := splitList ":" $url.host -}}
{{- if gt (len $parts) 1 -}}{{ last $parts }}{{- else if eq $url.scheme "https" -}}443{{- else -}}80{{- end -}}
{{- end -}}
