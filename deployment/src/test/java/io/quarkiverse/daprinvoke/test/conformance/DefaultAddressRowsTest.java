package io.quarkiverse.daprinvoke.test.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarAddress;

/**
 * The address without any environment. Not over the wire, because the port that Dapr chose may be in use here.
 */
class DefaultAddressRowsTest {

    @RowCases
    @CsvSource("111, without an environment the port is 3500")
    void isDaprs(int row, String about) {
        assertThat(SidecarAddress.resolve(Optional.empty(), name -> Optional.empty())).hasToString("http://127.0.0.1:3500");
    }
}
