package io.quarkiverse.daprinvoke.runtime.dev;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.vertx.core.buffer.Buffer;

class ResponseTextTest {

    private static ResponseText of(Buffer body) {
        return ResponseText.of(body, text -> text.replace("secret", "***"));
    }

    @Test
    void ofNoBodyIsNothing() {
        assertThat(of(null)).isEqualTo(new ResponseText(null, null));
        assertThat(of(Buffer.buffer())).isEqualTo(new ResponseText(null, null));
    }

    @Test
    void ofJsonIsIndentedAndKeepsItsNumbers() {
        assertThat(of(Buffer.buffer(" {\"a\":[1.10,12345678901234567890,1e400],\"a\":\"\u00e4\"}")).text())
                .isEqualToNormalizingNewlines("{\n  \"a\" : [ 1.10, 12345678901234567890, 1e400 ],\n  \"a\" : \"\u00e4\"\n}");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{no JSON", "[1,2", "12.50", " ", "<a>{}</a>", "\u00e4\u20ac" })
    void ofOtherTextIsThatText(String text) {
        assertThat(of(Buffer.buffer(text))).isEqualTo(new ResponseText(text, null));
    }

    @Test
    void ofBytesThatAreNoTextIsTheirNumber() {
        assertThat(of(Buffer.buffer(new byte[] { (byte) 0xFF, 0, 1 })))
                .isEqualTo(new ResponseText(null, "3 bytes that are not text"));
    }

    @Test
    void ofALargeBodyIsItsBeginning() {
        String whole = "x".repeat(64 * 1024);
        assertThat(of(Buffer.buffer(whole))).isEqualTo(new ResponseText(whole, null));
        assertThat(of(Buffer.buffer(whole + "y")))
                .isEqualTo(new ResponseText(whole, "The first 64 KiB of 65537 bytes"));
    }

    @Test
    void whatIsMaskedIsMaskedBeforeTheTextIsCut() {
        assertThat(of(Buffer.buffer("{\"a\":\"secret\"}")).text()).isEqualToNormalizingNewlines("{\n  \"a\" : \"***\"\n}");
        String almostWhole = "x".repeat(64 * 1024 - 3);
        assertThat(of(Buffer.buffer(almostWhole + "secret")).text()).isEqualTo(almostWhole + "***");
        assertThat(of(Buffer.buffer(almostWhole + "secret and more")).text()).isEqualTo(almostWhole + "***");
    }
}
