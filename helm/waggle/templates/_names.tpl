{{/* Prefix of every name: the release's, with the chart's name in it once. */}}
{{- define "waggle.prefix" -}}
{{- if contains "waggle" .Release.Name }}{{ .Release.Name | trunc 40 | trimSuffix "-" }}{{ else }}{{ printf "%s-waggle" (.Release.Name | trunc 33) }}{{ end -}}
{{- end }}

{{/* Labels that select the pods of one service; never changed, a Deployment's selector is immutable. Takes (dict "root" $ "name" …). */}}
{{- define "waggle.selectorLabels" -}}
app.kubernetes.io/name: waggle
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .name }}
{{- end }}

{{- define "waggle.labels" -}}
{{ include "waggle.selectorLabels" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end }}

{{- define "waggle.image" -}}
{{ printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) }}
{{- end }}

{{/* Port of host:port. */}}
{{- define "waggle.portOf" -}}
{{ splitList ":" . | last }}
{{- end }}
