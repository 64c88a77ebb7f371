{{/* Values that do not go together, by their names; Periplus would refuse them only when it starts. */}}
{{- define "periplus.demandLogin" -}}
{{- $login := .Values.login -}}
{{- $groups := concat $login.adminGroups $login.viewerGroups -}}
{{- $passes := ne $login.oidc.passThrough "off" -}}
{{- if and (eq $login.strategy "token") (not .Values.kubernetes.enabled) -}}
{{- fail "login.strategy token needs kubernetes.enabled: the API server checks the tokens" -}}
{{- end -}}
{{- if eq $login.strategy "oidc" -}}
{{- $_ := required "login.oidc.issuer must be the address of the provider" ($login.oidc.issuer | default nil) -}}
{{- $_ := required "login.oidc.clientId must be the client's id there" ($login.oidc.clientId | default nil) -}}
{{- if and $passes (not .Values.kubernetes.enabled) -}}
{{- fail "login.oidc.passThrough needs kubernetes.enabled: it is the API server that the token is for" -}}
{{- end -}}
{{- end -}}
{{- if and (eq $login.strategy "header") (not .Values.trustedProxies) -}}
{{- fail "login.strategy header needs trustedProxies: whoever reaches Periplus could call themselves anybody" -}}
{{- end -}}
{{- if and (not $groups) (or (eq $login.strategy "header") (and (eq $login.strategy "oidc") (not $passes))) -}}
{{- fail (printf "login.strategy %s lets nobody in without login.adminGroups or login.viewerGroups" $login.strategy) -}}
{{- end -}}
{{- end -}}

{{/* Settings of signing in, as entries of a container's `env`. */}}
{{- define "periplus.loginEnvironment" -}}
{{- $login := .Values.login -}}
{{- $secret := include "periplus.secretName" . -}}
- name: PERIPLUS_LOGIN
  value: {{ $login.strategy }}
{{- if eq $login.strategy "password" }}
{{- if .Values.secret.existingName }}
# Whichever keys the Secret has; a password and its hash at once are refused.
{{- range $user := list "admin" "viewer" }}
- name: PERIPLUS_{{ upper $user }}_PASSWORD_HASH
  valueFrom:
    secretKeyRef: { name: {{ $secret }}, key: {{ $user }}-password-hash, optional: true }
- name: PERIPLUS_{{ upper $user }}_PASSWORD
  valueFrom:
    secretKeyRef: { name: {{ $secret }}, key: {{ $user }}-password, optional: true }
{{- end }}
{{- else }}
- name: PERIPLUS_ADMIN_PASSWORD
  valueFrom:
    secretKeyRef: { name: {{ $secret }}, key: admin-password }
{{- end }}
{{- end }}
{{- $texts := dict }}
{{- if has $login.strategy (list "oidc" "header") }}
{{- $_ := set $texts "PERIPLUS_ADMIN_GROUPS" (join "," $login.adminGroups) }}
{{- $_ := set $texts "PERIPLUS_VIEWER_GROUPS" (join "," $login.viewerGroups) }}
{{- end }}
{{- if eq $login.strategy "header" }}
{{- $_ := set $texts "PERIPLUS_USER_HEADER" $login.header.user }}
{{- $_ := set $texts "PERIPLUS_GROUPS_HEADER" $login.header.groups }}
{{- end }}
{{- if eq $login.strategy "oidc" }}
{{- $_ := set $texts "PERIPLUS_OIDC_ISSUER" $login.oidc.issuer }}
{{- $_ := set $texts "PERIPLUS_OIDC_CLIENT_ID" $login.oidc.clientId }}
{{- $_ := set $texts "PERIPLUS_OIDC_SCOPES" $login.oidc.scopes }}
{{- $_ := set $texts "PERIPLUS_OIDC_USER_CLAIM" $login.oidc.userClaim }}
{{- $_ := set $texts "PERIPLUS_OIDC_GROUPS_CLAIM" $login.oidc.groupsClaim }}
{{- $_ := set $texts "PERIPLUS_OIDC_PASS_THROUGH" $login.oidc.passThrough }}
{{- if $login.oidc.clientSecretName }}{{ $_ := set $texts "PERIPLUS_OIDC_CLIENT_SECRET_FILE" "/etc/periplus/oidc/client-secret" }}{{ end }}
{{- if $login.oidc.caConfigMap }}{{ $_ := set $texts "PERIPLUS_OIDC_CA_FILE" "/etc/periplus/oidc-ca/ca.crt" }}{{ end }}
{{- end }}
{{- range $name, $text := $texts }}
{{- if $text }}
- name: {{ $name }}
  value: {{ $text | quote }}
{{- end }}
{{- end }}
{{- end -}}
