package io.quarkiverse.daprinvoke.runtime.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.vertx.core.net.SocketAddress;

class SidecarAddressTest {

    @ParameterizedTest
    @CsvSource({
            "http://127.0.0.1:3500,        false, 127.0.0.1, 3500, ''",
            "http://localhost,             false, localhost, 80,   ''",
            "https://dapr.example.org,     true,  dapr.example.org, 443, ''",
            "https://dapr.example.org:443/, true, dapr.example.org, 443, ''",
            "HTTPS://Dapr.Example.org:8443, true, Dapr.Example.org, 8443, ''",
            "http://h:1,                   false, h, 1,            ''",
            "http://h:65535//,             false, h, 65535,        ''",
            "http://h/dapr,                false, h, 80,           /dapr",
            "http://h/dapr/east/,          false, h, 80,           /dapr/east",
            "http://h/dapr//,              false, h, 80,           /dapr",
            "http://h/a%20b,               false, h, 80,           /a%20b",
            "http://h/.a/b../...,          false, h, 80,           /.a/b../...",
            "http://[::1]:3500/x,          false, ::1, 3500,       /x",
            "http://my_side:3500,          false, my_side, 3500,   ''",
            "https://my_side,              true,  my_side, 443,    ''",
            "http://my_side:/x/,           false, my_side, 80,     /x",
            "http://_a.b-_c.D_1.:65535/x,  false, _a.b-_c.D_1., 65535, /x",
            "http://shop_orders_1,         false, shop_orders_1, 80, ''",
            "' http://h:3500\t',           false, h, 3500,         ''"
    })
    void readsSchemeHostPortAndBasePath(String address, boolean ssl, String host, int port, String basePath) {
        assertThat(SidecarAddress.parse(address)).isEqualTo(new SidecarAddress(ssl, host, port, basePath));
    }

    @ParameterizedTest
    @ValueSource(strings = { "unix:/run/dapr a/b.socket", "unix:///run/dapr a/b.socket", " unix:/run/dapr a/b.socket " })
    void readsThePathOfAUnixDomainSocket(String address) {
        SidecarAddress sidecar = SidecarAddress.parse(address);

        assertThat(sidecar.socketPath()).isEqualTo("/run/dapr a/b.socket");
        assertThat(sidecar.server()).isEqualTo(SocketAddress.domainSocketAddress("/run/dapr a/b.socket"));
        assertThat(sidecar.isLoopback()).isTrue();
        assertThat(sidecar).hasToString("unix:/run/dapr a/b.socket");
    }

    @ParameterizedTest
    @ValueSource(strings = { "unix:", "unix:secret", "unix:secret/b", "unix://secret/b", "unix:////secret", "unix:/secret/" })
    void refusesAUnixDomainSocketWithoutAnAbsolutePath(String address) {
        assertThatIllegalArgumentException().isThrownBy(() -> SidecarAddress.parse(address))
                .withMessage("unix: is not followed by the absolute path of a socket");
    }

    @Test
    void aUnixDomainSocketIsNoUrl() {
        assertThatIllegalArgumentException().isThrownBy(() -> SidecarAddress.parseUrl("unix:/secret"))
                .withMessage("it does not start with http:// or https://");
    }

    @Test
    void twoSocketsAreTwoServers() {
        SidecarAddress one = SidecarAddress.parse("unix:/a");

        assertThat(one.sameOrigin(SidecarAddress.parse("unix:///a"))).isTrue();
        assertThat(one.sameOrigin(SidecarAddress.parse("unix:/b"))).isFalse();
        assertThat(one.sameOrigin(SidecarAddress.parse("http://localhost"))).isFalse();
    }

    @Test
    void encodesABasePathThatIsNotAscii() {
        assertThat(SidecarAddress.parse("http://h/caf\u00E9").basePath()).isEqualTo("/caf%C3%A9");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                        | it does not start with http:// or https://
            localhost                 | it does not start with http:// or https://
            localhost:3500            | it does not start with http:// or https://
            /dapr                     | it does not start with http:// or https://
            ftp://secret              | it does not start with http:// or https://
            grpc://secret:50001       | it does not start with http:// or https://
            http://u:secret@h         | it must not contain user information
            http://dapr-app-id:x@h    | it must not contain user information
            http://@h                 | it must not contain user information
            http://h?secret           | it must not contain a query or a fragment
            http://h/x?               | it must not contain a query or a fragment
            http://h#secret           | it must not contain a query or a fragment
            http:secret               | it does not name a valid host and port
            http:/secret              | it does not name a valid host and port
            http:///secret            | it does not name a valid host and port
            http://:3500              | it does not name a valid host and port
            http://h:0                | it does not name a valid host and port
            http://h:65536            | it does not name a valid host and port
            http://h:99999999999      | it does not name a valid host and port
            http://h:secret           | it does not name a valid host and port
            http://u:secret@under_score | it must not contain user information
            http://u@under_score      | it must not contain user information
            http://@under_score       | it must not contain user information
            http://under_score:1@secret | it must not contain user information
            http://under_score:80@secret:81 | it must not contain user information
            http://under_score?secret | it must not contain a query or a fragment
            http://under_score#secret | it must not contain a query or a fragment
            http://under_score:0      | it does not name a valid host and port
            http://under_score:65536  | it does not name a valid host and port
            http://under_score:999999 | it does not name a valid host and port
            http://under_score:1:2    | it does not name a valid host and port
            http://under_score:a      | it does not name a valid host and port
            http://:_1                | it does not name a valid host and port
            http://a:1_               | it does not name a valid host and port
            http://under..score_      | it does not name a valid host and port
            http://.under_score       | it does not name a valid host and port
            http://-under_score       | it does not name a valid host and port
            http://under_score-       | it does not name a valid host and port
            http://under_score%2Esecret | it does not name a valid host and port
            http://under_score%40secret | it does not name a valid host and port
            http://under_score,secret | it does not name a valid host and port
            http://under_score;secret | it does not name a valid host and port
            http://under_score&secret | it does not name a valid host and port
            http://under_scöre   | it does not name a valid host and port
            http://under_score\secret | it is not a URL: Illegal character in authority
            http://[::1%25lo]:3501    | it must not contain the zone of an IPv6 address: use an address without one
            http://[::1%lo]:3501      | it must not contain the zone of an IPv6 address: use an address without one
            http://[fe80::1%25eth0]   | it must not contain the zone of an IPv6 address: use an address without one
            http://[fe80::1%2]        | it must not contain the zone of an IPv6 address: use an address without one
            http://h/a//secret        | its path must not contain empty or dot segments
            http://h//secret          | its path must not contain empty or dot segments
            http://h/./secret         | its path must not contain empty or dot segments
            http://h/secret/..        | its path must not contain empty or dot segments
            http://h/../secret        | its path must not contain empty or dot segments
            http://h/..               | its path must not contain empty or dot segments
            http://h/.                | its path must not contain empty or dot segments
            http://h/secret/%2e%2E/x  | its path must not contain empty or dot segments
            127.0.0.1:3500            | it is not a URL: Illegal character in scheme name
            http://                   | it is not a URL: Expected authority
            http://secret h           | it is not a URL: Illegal character in authority
            http://h/secret x         | it is not a URL: Illegal character in path
            http://h/%zz              | it is not a URL: Malformed escape pair
            http://h/{id}             | it is not a URL: Illegal character in path
            http://[::1               | it is not a URL: Expected closing bracket for IPv6 address
            """)
    void saysWhatIsWrongWithoutRepeatingTheAddress(String address, String problem) {
        assertThatIllegalArgumentException().isThrownBy(() -> SidecarAddress.parse(address)).withMessage(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = { "http://127.0.0.1:3500", "https://dapr.example.org:8443/dapr/east", "http://[::1]:80" })
    void isWrittenAsItIsRead(String address) {
        assertThat(SidecarAddress.parse(address)).hasToString(address);
    }

    @Test
    void isWrittenWithItsPort() {
        assertThat(SidecarAddress.parse("https://h/x/")).hasToString("https://h:443/x");
    }

    @ParameterizedTest
    @CsvSource({ "http://h:80,true", "http://H,true", "http://h/other,true", "https://h:80,false", "http://h:81,false",
            "http://i,false" })
    void anOriginIsSchemeHostAndPort(String other, boolean same) {
        SidecarAddress address = SidecarAddress.parse("http://h/dapr");
        assertThat(address.sameOrigin(SidecarAddress.parse(other))).isEqualTo(same);
        assertThat(SidecarAddress.parse(other).sameOrigin(address)).isEqualTo(same);
    }

    @ParameterizedTest
    @ValueSource(strings = { "127.0.0.1", "127.0.0.2", "127.255.255.255", "localhost", "LocalHost", "dapr.localhost",
            "a.b.LOCALHOST", "[::1]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]" })
    void isOnThisHost(String host) {
        assertThat(SidecarAddress.parse("http://" + host + ":3500").isLoopback()).isTrue();
        assertThat(SidecarAddress.parse("https://" + host).isLoopback()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "10.0.0.1", "128.0.0.1", "126.255.255.255", "0.0.0.0", "192.168.0.127", "dapr",
            "localhost.example.org",
            "mylocalhost", "127.0.0.1.example.org", "127.example.org", "localhost.localdomain", "[::]", "[::2]", "[fe80::1]",
            "[::ffff:10.0.0.1]", "[2001:db8::7f00:1]" })
    void isElsewhereOrNotKnownToBeOnThisHost(String host) {
        assertThat(SidecarAddress.parse("http://" + host + ":3500").isLoopback()).isFalse();
    }

    @Test
    void isPort3500OfThisHostIfNothingIsConfigured() {
        assertThat(resolve(null, Map.of())).hasToString("http://127.0.0.1:3500");
    }

    @Test
    void theConfiguredEndpointWinsOverEverything() {
        assertThat(resolve("https://configured/x", Map.of("dapr.http.endpoint", "http://e", "dapr.http.port", "1",
                "dapr.sidecar.ip", "10.0.0.1"))).hasToString("https://configured:443/x");
    }

    @Test
    void theEndpointVariableWinsOverHostAndPort() {
        assertThat(resolve(null, Map.of("dapr.http.endpoint", "https://e:443/", "dapr.http.port", "1", "dapr.sidecar.ip",
                "10.0.0.1"))).hasToString("https://e:443");
    }

    @ParameterizedTest
    @CsvSource({ "10.0.0.1,3501,http://10.0.0.1:3501", "sidecar,,http://sidecar:3500", ",3501,http://127.0.0.1:3501",
            "::1,3501,http://[::1]:3501", "my_side,,http://my_side:3500", "' 10.0.0.1 ',' 3501 ',http://10.0.0.1:3501" })
    void hostAndPortAreTakenFromTheirVariables(String host, String port, String address) {
        Map<String, String> properties = new HashMap<>();
        properties.put("dapr.sidecar.ip", host);
        properties.put("dapr.http.port", port);
        assertThat(resolve(null, properties)).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(strings = { "abc", "0", "-1", "65536", "35 00", "99999999999", "3500/x" })
    void aPortThatIsNoneIsAnError(String port) {
        assertThatIllegalArgumentException().isThrownBy(() -> resolve(null, Map.of("dapr.http.port", port)))
                .withMessage("DAPR_HTTP_PORT is not a port number: [" + port + "]");
    }

    @Test
    void anErrorNamesTheProperty() {
        assertThatIllegalArgumentException().isThrownBy(() -> resolve("http://u:secret@h", Map.of())).withMessage(
                "quarkus.dapr-invoke.endpoint is not the address of a sidecar: it must not contain user information");
        assertThatIllegalArgumentException().isThrownBy(() -> resolve(null, Map.of("dapr.http.endpoint", "localhost:3500")))
                .withMessage("DAPR_HTTP_ENDPOINT is not the address of a sidecar: it does not start with http:// or https://");
        assertThatIllegalArgumentException().isThrownBy(() -> resolve(null, Map.of("dapr.sidecar.ip", "u:secret@h")))
                .withMessageStartingWith("DAPR_SIDECAR_IP is not the address of a sidecar: ")
                .withMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = { "::1", "[::1]", " [::1] " })
    void aHostMayBeAnIpv6Address(String host) {
        assertThat(resolve(null, Map.of("dapr.sidecar.ip", host))).isEqualTo(new SidecarAddress(false, "::1", 3500, ""))
                .hasToString("http://[::1]:3500");
    }

    @ParameterizedTest
    @ValueSource(strings = { "10.0.0.1/x", "h/", "/", "h/x?", "h#", "u@h", "a b", "10.0.0.1:3501", "http://h", "[::1", "::1]",
            "u@my_side", "my_side@h", "my_side:3501", "my_side/x", "my_side#", "fe80::1%eth0" })
    void aHostIsNothingElse(String host) {
        assertThatIllegalArgumentException().isThrownBy(() -> resolve(null, Map.of("dapr.sidecar.ip", host)))
                .withMessageStartingWith("DAPR_SIDECAR_IP is not the address of a sidecar: ");
    }

    private static SidecarAddress resolve(String endpoint, Map<String, String> properties) {
        return SidecarAddress.resolve(Optional.ofNullable(endpoint), name -> Optional.ofNullable(properties.get(name)));
    }

    @Test
    void halfACharacterIsNoUrl() {
        assertThatIllegalArgumentException().isThrownBy(() -> SidecarAddress.parse("http://h/\uD83D"))
                .withMessage("it is not a URL: it is not well-formed text");
    }
}
