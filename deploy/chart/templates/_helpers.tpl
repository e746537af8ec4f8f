{{/*
SPDX-FileCopyrightText: 2026 Waardenbord contributors
SPDX-License-Identifier: EUPL-1.2
*/}}
{{- define "waardenbord.fullname" -}}
{{- .Values.fullnameOverride | default (printf "%s-%s" .Release.Name (.Values.nameOverride | default .Chart.Name)) | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- define "waardenbord.matchLabels" -}}
app.kubernetes.io/name: {{ .Values.nameOverride | default .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: waardenbord
{{- end -}}
{{- /* With `namespace`, `labels` and `annotations` merged into what it is given, for one manifest alone. */ -}}
{{- define "waardenbord.metadata" -}}
namespace: {{ .namespace | default .Release.Namespace | quote }}
labels:
  {{- include "waardenbord.matchLabels" . | nindent 2 }}
  app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
  app.kubernetes.io/managed-by: {{ .Release.Service }}
  helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
  {{- with merge (dict) (.labels | default dict) .Values.commonLabels }}{{ toYaml . | nindent 2 }}{{ end }}
{{- with merge (dict) (.annotations | default dict) .Values.commonAnnotations }}
annotations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}
{{- define "waardenbord.secretName" -}}
{{- .Values.waardenbord.existingSecret | default (include "waardenbord.fullname" .) -}}
{{- end -}}
{{- define "waardenbord.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}{{ .Values.serviceAccount.name | default (include "waardenbord.fullname" .) }}{{- else -}}{{ .Values.serviceAccount.name | default "default" }}{{- end -}}
{{- end -}}
{{- define "waardenbord.redisUrl" -}}
{{- $auth := ternary (printf "%s:$(REDIS_PASSWORD)@" .Values.redis.username) "" (or (ne .Values.redis.password "") (and .Values.redis.auth (ne .Values.waardenbord.existingSecret ""))) -}}
{{ ternary "rediss" "redis" .Values.redis.tls }}://{{ $auth }}{{ .Values.redis.host }}:{{ .Values.redis.port }}/{{ .Values.redis.database }}
{{- end -}}
