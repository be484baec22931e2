{{- define "waggle.deployment" -}}
{{- $service := .service -}}
{{- $fullName := printf "%s-%s" (include "waggle.prefix" .root) .name -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ $fullName }}
  labels: {{- include "waggle.labels" . | nindent 4 }}
spec:
  {{- if not $service.autoscaling.enabled }}
  replicas: {{ $service.replicas }}
  {{- end }}
  strategy:
    type: RollingUpdate
    rollingUpdate: {maxSurge: 1, maxUnavailable: 0}
  selector:
    matchLabels: {{- include "waggle.selectorLabels" . | nindent 6 }}
  template:
    metadata:
      labels: {{- include "waggle.labels" . | nindent 8 }}
      annotations:
        # A changed setting is a changed pod.
        checksum/environment: {{ include "waggle.environment" . | sha256sum }}
    spec:
      {{- include "waggle.podCommon" .root | nindent 6 }}
      serviceAccountName: {{ $fullName }}
      # The drain takes at most 3 s for routing and 8 s for each of inlets and outlets; a longer stop loses nothing either.
      terminationGracePeriodSeconds: 40
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels: {{- include "waggle.selectorLabels" . | nindent 14 }}
      containers:
        - name: {{ .name }}
          image: {{ include "waggle.image" .root | quote }}
          imagePullPolicy: {{ .root.Values.image.pullPolicy }}
          command: [/usr/bin/waggle-{{ .name }}]
          {{- include "waggle.containerSecurity" . | nindent 10 }}
          envFrom:
            - configMapRef:
                name: {{ $fullName }}
          env:
            # Unique and the same as long as the pod lives: the member's name in its Kafka consumer group.
            - name: WAGGLE_INSTANCE
              valueFrom:
                fieldRef:
                  fieldPath: metadata.name
          ports:
            - {name: grpc, containerPort: {{ $service.ports.grpc }}, protocol: TCP}
            - {name: admin, containerPort: {{ $service.ports.admin }}, protocol: TCP}
          # Loading the index may take a while; until then only this probe counts.
          startupProbe:
            httpGet: {path: /livez, port: admin}
            periodSeconds: 2
            failureThreshold: 60
          # httpGet opens a new connection each time: a process that no longer accepts any is restarted.
          livenessProbe:
            httpGet: {path: /livez, port: admin}
            periodSeconds: 10
            timeoutSeconds: 3
            failureThreshold: 3
          readinessProbe:
            httpGet: {path: /readyz, port: admin}
            periodSeconds: 2
            timeoutSeconds: 2
            failureThreshold: 1
          resources: {{- toYaml $service.resources | nindent 12 }}
          {{- with include "waggle.mounts" . | trim }}
          volumeMounts: {{- . | nindent 12 }}
          {{- end }}
      {{- with include "waggle.volumes" . | trim }}
      volumes: {{- . | nindent 8 }}
      {{- end }}
{{- end }}
