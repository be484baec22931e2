{{- define "waggle.service" -}}
apiVersion: v1
kind: Service
metadata:
  name: {{ include "waggle.prefix" .root }}-{{ .name }}
  labels: {{- include "waggle.labels" . | nindent 4 }}
spec:
  type: ClusterIP
  selector: {{- include "waggle.selectorLabels" . | nindent 4 }}
  ports:
    - {name: grpc, port: {{ .service.ports.grpc }}, targetPort: grpc, protocol: TCP, appProtocol: kubernetes.io/h2c}
    - {name: admin, port: {{ .service.ports.admin }}, targetPort: admin, protocol: TCP, appProtocol: http}
{{- end }}

{{/* One egress rule per dependency. Addresses are given by name, which a NetworkPolicy cannot hold, so it limits the ports and,
     where values say so, the peers. Takes (dict "root" $ "ports" (list …)). */}}
{{- define "waggle.egress" -}}
- ports:
    - {port: 53, protocol: UDP}
    - {port: 53, protocol: TCP}
- ports:
    {{- range .ports | uniq }}
    - {port: {{ . }}, protocol: TCP}
    {{- end }}
  {{- with .root.Values.networkPolicy.dependencies }}
  to: {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

{{- define "waggle.networkPolicy" -}}
{{- $ports := list -}}
{{- range .root.Values.kafka.brokers }}{{ $ports = append $ports (include "waggle.portOf" .) }}{{ end -}}
{{- $ports = append $ports (include "waggle.portOf" .service.redis.address) -}}
{{- with .service.mail }}{{ $ports = append $ports (include "waggle.portOf" .smtp.url) }}{{ end -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ include "waggle.prefix" .root }}-{{ .name }}
  labels: {{- include "waggle.labels" . | nindent 4 }}
spec:
  podSelector:
    matchLabels: {{- include "waggle.selectorLabels" . | nindent 6 }}
  policyTypes: [Ingress, Egress]
  ingress:
    - ports:
        - {port: grpc, protocol: TCP}
      from: {{- toYaml .root.Values.networkPolicy.callers | nindent 8 }}
    - ports:
        - {port: admin, protocol: TCP}
      from: {{- toYaml .root.Values.networkPolicy.scrapers | nindent 8 }}
  egress: {{- include "waggle.egress" (dict "root" .root "ports" $ports) | nindent 4 }}
{{- end }}
