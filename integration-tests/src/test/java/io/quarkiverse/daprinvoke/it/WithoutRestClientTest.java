package io.quarkiverse.daprinvoke.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.daprinvoke.runtime.restclient.DaprServices;
import io.quarkus.test.junit.QuarkusTest;

/**
 * Nothing of interfaces is part of an application without REST Client.
 */
@QuarkusTest
class WithoutRestClientTest {

    @Inject
    Instance<DaprServices> services;

    @Test
    void thereAreNoServices() {
        assertThatExceptionOfType(ClassNotFoundException.class)
                .isThrownBy(() -> Class.forName("org.eclipse.microprofile.rest.client.RestClientBuilder"));
        assertThat(services.isUnsatisfied()).isTrue();
    }
}
