package dev.egresstls.lab.lab;

import java.util.List;
import java.util.Optional;

/** What a step does. Texts may hold {@code ${name}}; they are filled in when the step is done. */
public sealed interface Action {

  /** Calls the one method that fits. A new variant breaks the build where it must be handled. */
  <R> R match(Cases<R> cases);

  /** One method a variant. */
  interface Cases<R> {
    R apply(Apply apply);

    R download(Download download);

    R label(Label label);

    R restart(Restart restart);

    R tool(Tool tool);

    R resolve(Resolve resolve);

    R endpointSlice(WriteSlice slice);

    R request(SendRequest request);
  }

  /**
   * Applies a manifest of the lab by server-side apply.
   *
   * @param file the manifest's path inside the lab's folder, for messages
   * @param manifest its text: one or more YAML documents
   */
  record Apply(String file, String manifest) implements Action {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.apply(this);
    }
  }

  /**
   * Downloads a manifest and applies it by server-side apply.
   *
   * @param url where it lies
   * @param sha256 the digest that it must have, 64 hexadecimal digits, or empty where the text is
   *     generated
   * @param namespace where objects without a namespace go
   * @param option the command-line option that gives a local file in its stead: {@code
   *     gateway-api-file} or {@code istio-dir}
   */
  record Download(String url, String sha256, String namespace, String option) implements Action {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.download(this);
    }
  }

  /** Labels an object by server-side apply of that label alone. */
  record Label(
      String apiVersion,
      String kind,
      Optional<String> namespace,
      String name,
      String key,
      String value)
      implements Action {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.label(this);
    }
  }

  /**
   * Restarts a Deployment that an earlier action of the same step applied, if its pod was created
   * without a container that it would get now: a sidecar is injected only when a pod is created.
   *
   * @param without the container whose absence calls for it
   */
  record Restart(String namespace, String deployment, String without) implements Action {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.restart(this);
    }
  }

  /**
   * Runs a command-line tool.
   *
   * @param argv the tool and its arguments
   * @param createsCluster whether the cluster exists only after it has run
   */
  record Tool(List<String> argv, boolean createsCluster) implements Action {
    public Tool {
      argv = List.copyOf(argv);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.tool(this);
    }
  }

  /** Looks up a host's IPv4 addresses, sorted and without doubles, and keeps them as a variable. */
  record Resolve(String host, String into) implements Action {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.resolve(this);
    }
  }

  /**
   * Writes an EndpointSlice with one endpoint that has all addresses, as the tutorial does.
   *
   * @param addresses the name of the variable that {@link Resolve} filled
   */
  record WriteSlice(
      String name, String namespace, String service, String portName, int port, String addresses)
      implements Action {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.endpointSlice(this);
    }
  }

  /** Sends the request; the check {@code checkId} of the same step judges what came of it. */
  record SendRequest(String checkId) implements Action {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.request(this);
    }
  }
}
