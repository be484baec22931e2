{{- define "waggle.disruptionBudget" -}}
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ include "waggle.prefix" .root }}-{{ .name }}
  labels: {{- include "waggle.labels" . | nindent 4 }}
spec:
  maxUnavailable: 1
  # A replica that is not ready protects nothing and must not keep a node from being emptied.
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels: {{- include "waggle.selectorLabels" . | nindent 6 }}
{{- end }}

{{- define "waggle.autoscaler" -}}
{{- $scaling := .service.autoscaling -}}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ include "waggle.prefix" .root }}-{{ .name }}
  labels: {{- include "waggle.labels" . | nindent 4 }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ include "waggle.prefix" .root }}-{{ .name }}
  minReplicas: {{ $scaling.minReplicas }}
  maxReplicas: {{ $scaling.maxReplicas }}
  metrics:
    - type: External
      external:
        metric:
          name: waggle_consumer_lag_messages
          selector:
            matchLabels:
              service: {{ .name }}
        target:
          type: AverageValue
          averageValue: {{ $scaling.lagPerReplica | int | quote }}
  behavior:
    scaleDown:
      # Every change of the number of replicas moves partitions; a backlog comes in waves.
      stabilizationWindowSeconds: 600
{{- end }}
