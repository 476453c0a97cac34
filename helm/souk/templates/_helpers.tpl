{{- define "souk.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "souk.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- $name := include "souk.name" . }}
{{- if contains $name .Release.Name }}
{{- .Release.Name | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- end }}
{{- end }}

{{- define "souk.selectorLabels" -}}
app.kubernetes.io/name: {{ include "souk.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "souk.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{ include "souk.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "souk.serviceAccountName" -}}
{{- default (ternary (include "souk.fullname" .) "default" .Values.serviceAccount.create) .Values.serviceAccount.name }}
{{- end }}

{{- define "souk.secretName" -}}
{{- default (include "souk.fullname" .) .Values.existingSecret }}
{{- end }}

{{- define "souk.claimName" -}}
{{- default (printf "%s-data" (include "souk.fullname" .)) .Values.embedded.persistence.existingClaim }}
{{- end }}

{{- /* What the schema cannot say: values that need or exclude each other. Prints nothing. */ -}}
{{- define "souk.check" -}}
{{- if .Values.embedded.enabled }}
{{- if gt (int .Values.replicaCount) 1 }}
{{- fail (printf "embedded.enabled=true keeps all data inside one pod, so replicaCount must be 1, not %d: for more replicas set embedded.enabled=false and name kafka.brokers, database.url and redis.url." (int .Values.replicaCount)) }}
{{- end }}
{{- if or .Values.kafka.brokers .Values.database.url .Values.redis.url .Values.redis.urlInExistingSecret }}
{{- fail "embedded.enabled=true brings its own broker, database and cache: leave kafka.brokers, database.url and redis.url empty, or set embedded.enabled=false." }}
{{- end }}
{{- else }}
{{- $_ := required "kafka.brokers is required: name your Kafka brokers (host:port,host:port), or set embedded.enabled=true to try Souk out in one pod." .Values.kafka.brokers }}
{{- $_ := required "database.url is required: name your Postgres (jdbc:postgresql://host:5432/souk), or set embedded.enabled=true to try Souk out in one pod." .Values.database.url }}
{{- if .Values.redis.urlInExistingSecret }}
{{- if not .Values.existingSecret }}
{{- fail "redis.urlInExistingSecret=true needs existingSecret: the name of the Secret that holds SPRING_DATA_REDIS_URL." }}
{{- end }}
{{- if .Values.redis.url }}
{{- fail "redis.urlInExistingSecret=true takes the URL from existingSecret: leave redis.url empty." }}
{{- end }}
{{- else }}
{{- $_ := required "redis.url is required: name your Redis (redis://host:6379), or set embedded.enabled=true to try Souk out in one pod." .Values.redis.url }}
{{- if and .Values.existingSecret (contains "@" .Values.redis.url) }}
{{- fail "redis.url holds a password, which belongs in your existingSecret: put the URL there as SPRING_DATA_REDIS_URL, set redis.urlInExistingSecret=true and leave redis.url empty." }}
{{- end }}
{{- end }}
{{- if not .Values.existingSecret }}
{{- $_ := required "database.password is required: set it, or name in existingSecret a Secret that holds SPRING_DATASOURCE_PASSWORD." .Values.database.password }}
{{- end }}
{{- end }}
{{- if not .Values.existingSecret }}
{{- $_ := required "security.adminPassword is required: set it, or name in existingSecret a Secret that holds SOUK_SECURITY_ADMINPASSWORD." .Values.security.adminPassword }}
{{- end }}
{{- end }}
