{{/* What every pod has in common. No service asks Kubernetes anything, so none gets a token. enableServiceLinks: Kubernetes
     would otherwise put WAGGLE_INTAKE_SERVICE_HOST and the like into the environment, and an unknown WAGGLE_* is a start error. */}}
{{- define "waggle.podCommon" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  seccompProfile:
    type: RuntimeDefault
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- define "waggle.containerSecurity" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
{{- end }}
