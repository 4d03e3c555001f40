{{- define "bima.labels" -}}
app.kubernetes.io/name: bima
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "bima.image" -}}
{{ .Values.image.repository }}:{{ default .Chart.AppVersion .Values.image.tag }}
{{- end }}

{{- define "bima.secret" -}}
{{ required "secretName is not set; wanted is the name of a Secret with BIMA_DB and the keys" .Values.secretName }}
{{- end }}

{{/* What every pod is: nobody in particular, on a root that it cannot write. */}}
{{- define "bima.pod" -}}
automountServiceAccountToken: false
# Kubernetes would else add variables named after Services, which may look like settings.
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 65532
  runAsGroup: 65532
  seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "bima.container" -}}
image: {{ include "bima.image" . }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
{{- end }}
