package io.quarkiverse.daprinvoke.runtime.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

/**
 * The address of the sidecar from Dapr's variables, in the environment and in a file of properties.
 */
class DaprEnvironmentTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DAPR_HTTP_PORT=3501                                         |                                       | http://127.0.0.1:3501
            DAPR_SIDECAR_IP=localhost DAPR_HTTP_PORT=3501               |                                       | http://localhost:3501
            DAPR_HTTP_ENDPOINT=http://10.0.0.1:80/dapr/ DAPR_HTTP_PORT=1 |                                      | http://10.0.0.1:80/dapr
            DAPR_HTTP_ENDPOINT= DAPR_HTTP_PORT=3501                     |                                       | http://127.0.0.1:3501
                                                                        | DAPR_HTTP_PORT=3501                   | http://127.0.0.1:3501
                                                                        | DAPR_SIDECAR_IP=localhost DAPR_HTTP_PORT=3501 | http://localhost:3501
                                                                        | DAPR_HTTP_ENDPOINT=http://10.0.0.1:80/dapr DAPR_HTTP_PORT=1 | http://10.0.0.1:80/dapr
                                                                        | dapr.http.port=3501                   | http://127.0.0.1:3501
            DAPR_HTTP_PORT=3501                                         | dapr.http.port=1                      | http://127.0.0.1:3501
            """)
    void leadToTheSidecar(String environment, String file, String address) {
        assertThat(resolve(environment, file)).hasToString(address);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DAPR_HTTP_PORT=abc                           | DAPR_HTTP_PORT is not a port number: [abc]
            DAPR_HTTP_ENDPOINT=grpc://127.0.0.1:50001    | DAPR_HTTP_ENDPOINT is not the address of a sidecar: it does not start \
            with http:// or https://
            DAPR_HTTP_ENDPOINT=http://a:secret@127.0.0.1 | DAPR_HTTP_ENDPOINT is not the address of a sidecar: it must not \
            contain user information
            """)
    void areNamedIfTheyAreInvalid(String variable, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> resolve(variable, null)).withMessage(message);
        assertThatIllegalArgumentException().isThrownBy(() -> resolve(null, variable)).withMessage(message);
    }

    private static SidecarAddress resolve(String environment, String file) {
        SmallRyeConfig config = new SmallRyeConfigBuilder().addDefaultInterceptors().withSources(
                new EnvConfigSource(properties(environment), 300),
                new PropertiesConfigSource(properties(file), "application.properties", 250)).build();
        return SidecarAddress.resolve(Optional.empty(), new DaprEnvironment(config));
    }

    private static Map<String, String> properties(String assignments) {
        return assignments == null ? Map.of()
                : Stream.of(assignments.split(" ")).map(assignment -> assignment.split("=", 2))
                        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }
}
