package dev.egresstls.lab.practice.api.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The messages of the kinds that kubectl sends as protobuf, with the field numbers that the {@code
 * generated.proto} files of k8s.io/api @1.33 give them. Fields that are not here are skipped.
 */
final class ProtobufMessages {
  /**
   * A field.
   *
   * @param type {@code text}, {@code int}, {@code bool}, {@code bytes}, {@code texts} for a map of
   *     texts, {@code blobs} for a map of bytes, or another message
   * @param repeated whether it is a list
   */
  record Field(String name, String type, boolean repeated) {}

  /** A message a line; {@code *} marks a list. */
  private static final String TABLE =
      """
      TypeMeta 1=apiVersion:text 2=kind:text
      ObjectMeta 1=name:text 2=generateName:text 3=namespace:text 11=labels:texts \
      12=annotations:texts 13=ownerReferences:*OwnerReference 14=finalizers:*text
      OwnerReference 1=kind:text 3=name:text 4=uid:text 5=apiVersion:text 6=controller:bool \
      7=blockOwnerDeletion:bool
      IntOrString 1=type:int 2=intVal:int 3=strVal:text
      LabelSelector 1=matchLabels:texts 2=matchExpressions:*Requirement
      Requirement 1=key:text 2=operator:text 3=values:*text
      ObjectReference 1=kind:text 2=namespace:text 3=name:text
      LocalReference 1=name:text
      DeleteOptions 1=gracePeriodSeconds:int 2=preconditions:Preconditions 3=orphanDependents:bool \
      4=propagationPolicy:text 5=dryRun:*text
      Preconditions 1=uid:text 2=resourceVersion:text
      Namespace 1=metadata:ObjectMeta
      ConfigMap 1=metadata:ObjectMeta 2=data:texts 3=binaryData:blobs 4=immutable:bool
      Secret 1=metadata:ObjectMeta 2=data:blobs 3=type:text 4=stringData:texts 5=immutable:bool
      ServiceAccount 1=metadata:ObjectMeta 2=secrets:*ObjectReference \
      3=imagePullSecrets:*LocalReference
      Service 1=metadata:ObjectMeta 2=spec:ServiceSpec
      ServiceSpec 1=ports:*ServicePort 2=selector:texts 3=clusterIP:text 4=type:text \
      5=externalIPs:*text 7=sessionAffinity:text 10=externalName:text
      ServicePort 1=name:text 2=protocol:text 3=port:int 4=targetPort:IntOrString 5=nodePort:int \
      6=appProtocol:text
      Deployment 1=metadata:ObjectMeta 2=spec:DeploymentSpec
      DeploymentSpec 1=replicas:int 2=selector:LabelSelector 3=template:PodTemplate
      PodTemplate 1=metadata:ObjectMeta 2=spec:PodSpec
      Pod 1=metadata:ObjectMeta 2=spec:PodSpec
      PodSpec 2=containers:*Container 3=restartPolicy:text 4=terminationGracePeriodSeconds:int \
      6=dnsPolicy:text 7=nodeSelector:texts 8=serviceAccountName:text 9=serviceAccount:text \
      10=nodeName:text 16=hostname:text 19=schedulerName:text
      Container 1=name:text 2=image:text 3=command:*text 4=args:*text 5=workingDir:text \
      6=ports:*ContainerPort 7=env:*EnvVar 14=imagePullPolicy:text 16=stdin:bool 17=stdinOnce:bool \
      18=tty:bool
      ContainerPort 1=name:text 2=hostPort:int 3=containerPort:int 4=protocol:text
      EnvVar 1=name:text 2=value:text
      Role 1=metadata:ObjectMeta 2=rules:*PolicyRule
      ClusterRole 1=metadata:ObjectMeta 2=rules:*PolicyRule
      PolicyRule 1=verbs:*text 2=apiGroups:*text 3=resources:*text 4=resourceNames:*text \
      5=nonResourceURLs:*text
      RoleBinding 1=metadata:ObjectMeta 2=subjects:*Subject 3=roleRef:RoleRef
      ClusterRoleBinding 1=metadata:ObjectMeta 2=subjects:*Subject 3=roleRef:RoleRef
      Subject 1=kind:text 2=apiGroup:text 3=name:text 4=namespace:text
      RoleRef 1=apiGroup:text 2=kind:text 3=name:text
      SelfSubjectReview 1=metadata:ObjectMeta
      SelfSubjectRulesReview 1=metadata:ObjectMeta 2=spec:RulesSpec
      RulesSpec 1=namespace:text
      SelfSubjectAccessReview 1=metadata:ObjectMeta 2=spec:AccessSpec
      AccessSpec 1=resourceAttributes:ResourceAttributes 2=nonResourceAttributes:PathAttributes
      ResourceAttributes 1=namespace:text 2=verb:text 3=group:text 4=version:text 5=resource:text \
      6=subresource:text 7=name:text
      PathAttributes 1=path:text 2=verb:text
      TokenRequest 1=metadata:ObjectMeta 2=spec:TokenSpec
      TokenSpec 1=audiences:*text 4=expirationSeconds:int
      """;

  private static final Map<String, Map<Integer, Field>> BY_NAME = read();

  private ProtobufMessages() {}

  /** The fields of a message by their numbers; empty for one that is not known. */
  static Optional<Map<Integer, Field>> of(String message) {
    return Optional.ofNullable(BY_NAME.get(message));
  }

  private static Map<String, Map<Integer, Field>> read() {
    Map<String, Map<Integer, Field>> all = new HashMap<>();
    TABLE
        .lines()
        .forEach(
            line -> {
              String[] words = line.split(" +");
              Map<Integer, Field> fields = new HashMap<>();
              for (int i = 1; i < words.length; i++) {
                String[] parts = words[i].split("[=:]");
                boolean repeated = parts[2].startsWith("*");
                Field field = new Field(parts[1], parts[2].replace("*", ""), repeated);
                fields.put(Integer.parseInt(parts[0]), field);
              }
              all.put(words[0], fields);
            });
    return all;
  }
}
