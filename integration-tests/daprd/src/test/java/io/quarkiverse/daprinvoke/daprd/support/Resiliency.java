package io.quarkiverse.daprinvoke.daprd.support;

/**
 * A resiliency policy that holds for both ways to the called application.
 */
public final class Resiliency {

    private Resiliency() {
    }

    /**
     * @param policies YAML that defines them
     * @param use YAML that says which of them apply
     */
    public static String policy(String policies, String use) {
        return """
                apiVersion: dapr.io/v1alpha1
                kind: Resiliency
                metadata:
                  name: resiliency
                spec:
                  policies:
                %s  targets:
                    apps:
                      %s: %s
                      %s: %s
                """.formatted(policies.indent(4), Topology.TARGET, use, Topology.ENDPOINT, use);
    }
}
