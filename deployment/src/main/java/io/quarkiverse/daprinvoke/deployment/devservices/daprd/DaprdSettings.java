package io.quarkiverse.daprinvoke.deployment.devservices.daprd;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

import io.quarkiverse.daprinvoke.deployment.devservices.discovery.AppDirectory;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarAddress;

/**
 * The arguments and resources of a standalone {@code daprd}: the application, and the applications that it can call.
 *
 * @param appHost the host of the application, as seen from the sidecar
 * @param apps the applications
 * @param maxBodySize the number of bytes that the body of a request may have
 */
public record DaprdSettings(String appHost, AppDirectory apps, long maxBodySize) {

    /**
     * @param resources the folder with the {@link #resources}, as seen from the sidecar
     */
    List<String> arguments(String resources) {
        List<String> arguments = new ArrayList<>(List.of("--mode=standalone", "--enable-mtls=false",
                "--app-id=" + apps.ownName(), "--max-body-size=" + maxBodySize));
        if (apps.ownPort() != 0) {
            arguments.addAll(List.of("--app-port=" + apps.ownPort(), "--app-protocol=http",
                    "--app-channel-address=" + appHost));
        }
        if (!apps.configured().isEmpty()) {
            arguments.add("--resources-path=" + resources);
        }
        return arguments;
    }

    /**
     * @return the text of a resource by the name of its file, for each configured application
     */
    public Map<String, String> resources() {
        Map<String, String> resources = new TreeMap<>();
        apps.configured().forEach((appId, url) -> resources.put("app" + resources.size() + ".yaml", """
                apiVersion: dapr.io/v1alpha1
                kind: HTTPEndpoint
                metadata:
                  name: %s
                spec:
                  baseUrl: %s
                """.formatted(quote(appId), quote(baseUrl(url)))));
        return resources;
    }

    private String baseUrl(SidecarAddress url) {
        String host = isThisMachine(url) ? appHost : url.host();
        return new SidecarAddress(url.ssl(), host, url.port(), url.basePath()).toString();
    }

    static boolean isThisMachine(SidecarAddress url) {
        return url.host().equals("localhost") || url.host().equals("127.0.0.1");
    }

    /** A JSON string is also a YAML string. */
    private static String quote(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
