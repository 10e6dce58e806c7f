package io.quarkiverse.daprinvoke.examples;

import java.util.List;

/**
 * A listing that no test of this module runs.
 *
 * @param first its first line
 * @param reason why not, or who runs it instead
 */
record NotRun(String first, String reason) {

    private static final String BUILD = "the build itself";
    private static final String DEV_MODE = "dev mode in Maven; NeighboursTest of the deployment module runs two such applications";
    private static final String DAPR = "needs the Dapr CLI";
    private static final String INSTALL = "changes the local Maven repository";
    private static final String PROJECTS = "makes new projects";
    private static final String GRADLE = "needs Gradle, which the build does not have";
    private static final String LONG = "a separate build, which the contributing guide describes";
    private static final String CLUSTER = "needs a cluster with Dapr";
    private static final String AZURE = "needs a subscription to Azure";

    static final List<NotRun> ALL = List.of(
            new NotRun("./mvnw -pl integration-tests -am compile quarkus:dev", DEV_MODE),
            new NotRun("./mvnw -B -ntp verify --fail-at-end", BUILD),
            new NotRun("dapr run --app-id orders --app-port 8080 -- ./mvnw -pl integration-tests -am compile quarkus:dev",
                    DAPR),
            new NotRun("git clone https://github.com/quarkiverse/quarkus-dapr-invoke.git", INSTALL),
            new NotRun("./mvnw install -DskipTests -pl deployment -am", INSTALL),
            new NotRun("mvn io.quarkus:quarkus-maven-plugin:3.33.2:create -DprojectArtifactId=orders "
                    + "-Dextensions=rest-jackson -DnoCode", PROJECTS),
            new NotRun("mvn io.quarkus:quarkus-maven-plugin:3.33.2:create -DprojectArtifactId=orders "
                    + "-Dextensions=rest-jackson -DnoCode -DbuildTool=gradle", GRADLE),
            new NotRun("mvn io.quarkus:quarkus-maven-plugin:3.33.2:create -DprojectArtifactId=shop "
                    + "-Dextensions=rest-jackson -DnoCode", PROJECTS),
            new NotRun("mvn io.quarkus:quarkus-maven-plugin:3.33.2:create -DprojectArtifactId=shop "
                    + "-Dextensions=rest-jackson -DnoCode -DbuildTool=gradle", GRADLE),
            new NotRun("implementation 'io.quarkiverse.daprinvoke:quarkus-dapr-invoke:999-SNAPSHOT'", GRADLE),
            new NotRun("testImplementation 'io.rest-assured:rest-assured'", GRADLE),
            new NotRun("mkdir -p shop/src/main/java/org/acme", PROJECTS),
            new NotRun("mvn -f orders quarkus:dev", DEV_MODE),
            new NotRun("orders/gradlew -p orders --console=plain quarkusDev", GRADLE),
            new NotRun("mvn -f orders quarkus:dev -Dquarkus.http.port=8090 -Ddebug=false", DEV_MODE),
            new NotRun("orders/gradlew -p orders --console=plain quarkusDev -Dquarkus.http.port=8090 -Ddebug=false", GRADLE),
            new NotRun("mvn -f shop quarkus:dev", DEV_MODE),
            new NotRun("shop/gradlew -p shop --console=plain quarkusDev", GRADLE),
            new NotRun("mvn -f shop test", "runs ShopResourceTest, which is a test of this module too"),
            new NotRun("shop/gradlew -p shop test", GRADLE),
            new NotRun(
                    "dapr run --app-id orders --app-port 8090 -- mvn -f orders quarkus:dev -Dquarkus.http.port=8090 -Ddebug=false",
                    DAPR),
            new NotRun("dapr run --app-id orders --app-port 8090 -- \\", DAPR),
            new NotRun("dapr run --app-id shop --app-port 8080 -- mvn -f shop quarkus:dev", DAPR),
            new NotRun("dapr run --app-id shop --app-port 8080 -- shop/gradlew -p shop --console=plain quarkusDev", DAPR),
            new NotRun("mvn quarkus:dev -Dquarkus.application.name=orders -Dquarkus.http.port=0 -Ddebug=false", DEV_MODE),
            new NotRun("mvn package -Dnative", "the native build of the integration tests does the same"),
            new NotRun("mvn package -Dnative -Dquarkus.native.container-build=true", "needs a container engine"),
            new NotRun("DaprInvokeHttpClient orders = client.invokeHttpClient(\"orders\");",
                    "needs version 1.18 of the Dapr SDK, which the build does not have"),
            new NotRun(
                    "Receipt receipt = client.invokeMethod(\"orders\", \"create\", order, HttpExtension.POST, Receipt.class);",
                    "needs quarkus-dapr, which the build does not have"),
            new NotRun("kubectl create secret generic dapr-api-token --from-literal=token=\"$(openssl rand -hex 32)\"",
                    CLUSTER),
            new NotRun("kubectl create secret generic dapr-api-token --from-literal=token=\"$(openssl rand -hex 32)\" \\",
                    CLUSTER),
            new NotRun("kubectl get pods -l app.kubernetes.io/name=storefront", CLUSTER),
            new NotRun("az containerapp create --name storefront --resource-group shop \\", AZURE),
            new NotRun("az containerapp dapr enable --name orders --resource-group shop \\", AZURE),
            new NotRun("az containerapp ingress disable --name orders --resource-group shop", AZURE),
            new NotRun("az containerapp resiliency create --name orders-policy --resource-group shop \\", AZURE),
            new NotRun("az containerapp show --name orders --resource-group shop "
                    + "--query properties.configuration.dapr", AZURE),
            new NotRun("integration-tests/benchmarks/run", LONG),
            new NotRun("integration-tests/torture/run oracle", LONG),
            new NotRun("<verb> <path of the sidecar's address>/v1.0/invoke/<app ID>/method/<method>[?<query>] HTTP/1.1",
                    "the form of a request line"),
            new NotRun("Call 1 does not match: the JSON body differs at /quantity: it is 2, not 3.",
                    "a message that FailedVerificationTest asserts"),
            new NotRun("orders/create should have been called once by a matching call, but was called never.",
                    "a message that FailedVerificationTest asserts"),
            new NotRun("GET shop/orders/42: 200 in 12.3 ms", "lines whose form CallLogTest asserts"),
            new NotRun("sum by (app_id) (rate(dapr_invoke_seconds_count{outcome!=\"SUCCESS\"}[5m]))",
                    "a query of Prometheus; CallMetricsTest asserts the names in it"),
            new NotRun("./mvnw test -pl deployment -am -Dtest='io.quarkiverse.daprinvoke.test.conformance.*Test' \\", BUILD),
            new NotRun("./mvnw test -pl integration-tests/daprd -am -Dtest='io.quarkiverse.daprinvoke.daprd.**' \\", BUILD));

    boolean isAbout(Listing listing) {
        return listing.first().equals(first);
    }

    static boolean contains(Listing listing) {
        return ALL.stream().anyMatch(notRun -> notRun.isAbout(listing));
    }
}
