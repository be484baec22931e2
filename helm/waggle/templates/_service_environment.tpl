{{/* The environment of one service, and the files that parts of it name. Takes (dict "root" $ "name" … "service" …). */}}
{{- define "waggle.environment" -}}
{{- $service := .service -}}
WAGGLE_GRPC_ADDRESS: "0.0.0.0:{{ $service.ports.grpc }}"
WAGGLE_ADMIN_ADDRESS: "0.0.0.0:{{ $service.ports.admin }}"
WAGGLE_KAFKA_BROKERS: {{ join "," .root.Values.kafka.brokers | quote }}
WAGGLE_REDIS_ADDRESS: {{ $service.redis.address | quote }}
{{- if $service.redis.passwordSecret.name }}
WAGGLE_REDIS_PASSWORD_FILE: /etc/waggle/redis/password
{{- end }}
WAGGLE_LOG_LEVEL: {{ .root.Values.logLevel | quote }}
WAGGLE_DRAIN_ROUTING_MS: {{ .root.Values.drainRoutingMs | int | quote }}
{{- with $service.proposals }}
{{- if not (kindIs "invalid" .threshold) }}
WAGGLE_MATCHING_THRESHOLD: {{ .threshold | quote }}
{{- end }}
{{- if not (kindIs "invalid" .wantThreshold) }}
WAGGLE_MATCHING_WANT_THRESHOLD: {{ .wantThreshold | quote }}
{{- end }}
{{- if not (kindIs "invalid" .weeklyPerPractice) }}
WAGGLE_MATCHING_WEEKLY_PER_PRACTICE: {{ .weeklyPerPractice | int | quote }}
{{- end }}
{{- if not (kindIs "invalid" .weeklyPerIdea) }}
WAGGLE_MATCHING_WEEKLY_PER_IDEA: {{ .weeklyPerIdea | int | quote }}
{{- end }}
{{- if not (kindIs "invalid" .weeklyAskedPerPractice) }}
WAGGLE_MATCHING_WEEKLY_ASKED_PER_PRACTICE: {{ .weeklyAskedPerPractice | int | quote }}
{{- end }}
{{- end }}
{{- with $service.furtherBankHolidays }}
WAGGLE_MATCHING_FURTHER_BANK_HOLIDAYS: {{ join "," . | quote }}
{{- end }}
{{- with $service.mail }}
WAGGLE_MAIL_SENDING: {{ .sending | quote }}
WAGGLE_MAIL_ALLOWED_DOMAINS: {{ join "," .allowedDomains | quote }}
WAGGLE_MAIL_FROM: {{ .from | quote }}
WAGGLE_MAIL_RETRY_FIRST_MS: {{ .retryFirstMs | int | quote }}
WAGGLE_PAGE_BASE_URL: {{ .pageBaseUrl | quote }}
WAGGLE_SMTP_URL: {{ .smtp.url | quote }}
{{- if .smtp.user }}
WAGGLE_SMTP_USER: {{ .smtp.user | quote }}
{{- end }}
{{- if .smtp.passwordSecret.name }}
WAGGLE_SMTP_PASSWORD_FILE: /etc/waggle/smtp/password
{{- end }}
{{- if .smtp.caConfigMap.name }}
WAGGLE_SMTP_CA_FILE: /etc/waggle/smtp-ca/ca.pem
{{- end }}
{{- end }}
{{- end }}

{{/* One line per file: volume name, directory, kind of source, its name, its key, file name. */}}
{{- define "waggle.files" -}}
{{- if .service.redis.passwordSecret.name }}
redis-password /etc/waggle/redis secret {{ .service.redis.passwordSecret.name }} {{ .service.redis.passwordSecret.key }} password
{{- end }}
{{- with .service.mail }}
{{- if .smtp.passwordSecret.name }}
smtp-password /etc/waggle/smtp secret {{ .smtp.passwordSecret.name }} {{ .smtp.passwordSecret.key }} password
{{- end }}
{{- if .smtp.caConfigMap.name }}
smtp-ca /etc/waggle/smtp-ca configMap {{ .smtp.caConfigMap.name }} {{ .smtp.caConfigMap.key }} ca.pem
{{- end }}
{{- end }}
{{- end }}

{{- define "waggle.mounts" -}}
{{- range splitList "\n" (include "waggle.files" . | trim) }}{{ if . }}{{ $file := splitList " " . }}
- name: {{ index $file 0 }}
  mountPath: {{ index $file 1 }}
  readOnly: true
{{- end }}{{ end }}
{{- end }}

{{- define "waggle.volumes" -}}
{{- range splitList "\n" (include "waggle.files" . | trim) }}{{ if . }}{{ $file := splitList " " . }}
- name: {{ index $file 0 }}
  {{ index $file 2 }}:
    {{ if eq (index $file 2) "secret" }}secretName{{ else }}name{{ end }}: {{ index $file 3 }}
    defaultMode: 0440
    items:
      - key: {{ index $file 4 }}
        path: {{ index $file 5 }}
{{- end }}{{ end }}
{{- end }}
