package io.quarkiverse.daprinvoke.runtime.request;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Percent-encoded text, decoded without mercy and without the code under test. */
final class Escapes {

    private Escapes() {
    }

    /**
     * @throws IllegalArgumentException if an escape is malformed
     */
    static byte[] bytes(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                if (i + 2 >= text.length()) {
                    throw new IllegalArgumentException("an escape is cut off");
                }
                bytes.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
                i += 2;
            } else {
                bytes.writeBytes(Character.toString(text.charAt(i)).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    /**
     * @throws IllegalArgumentException if it is no UTF-8
     */
    static String text(String text) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(text))).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("an escape is no UTF-8", e);
        }
    }
}
