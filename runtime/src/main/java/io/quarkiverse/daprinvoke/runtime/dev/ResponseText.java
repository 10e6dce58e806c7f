package io.quarkiverse.daprinvoke.runtime.dev;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;

import io.vertx.core.buffer.Buffer;

/**
 * The body of a response, for display.
 *
 * @param text the body, indented if it is JSON; {@code null} if it is empty or not text
 * @param note a note for a body that the text does not show completely, {@code null} for none
 */
record ResponseText(String text, String note) {

    private static final int MAXIMUM = 64 * 1024;

    private static final JsonFactory JSON = new JsonFactory();

    /**
     * @param body {@code null} for none
     * @param mask masks secrets
     */
    static ResponseText of(Buffer body, UnaryOperator<String> mask) {
        if (body == null || body.length() == 0) {
            return new ResponseText(null, null);
        }
        if (body.length() > MAXIMUM) {
            // Masked before the cut, which might leave a part of a secret
            Buffer masked = Buffer.buffer(mask.apply(body.toString()));
            return new ResponseText(masked.getString(0, Math.min(MAXIMUM, masked.length())),
                    "The first 64 KiB of " + body.length() + " bytes");
        }
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body.getBytes())).toString();
            return new ResponseText(mask.apply(indented(text)), null);
        } catch (CharacterCodingException e) {
            return new ResponseText(null, body.length() + " bytes that are not text");
        }
    }

    /** Copies token by token, so that numbers are not changed. */
    private static String indented(String text) {
        char first = text.stripLeading().isEmpty() ? ' ' : text.stripLeading().charAt(0);
        if (first != '{' && first != '[') {
            return text;
        }
        StringWriter indented = new StringWriter();
        try (JsonParser parser = JSON.createParser(text);
                JsonGenerator generator = JSON.createGenerator(indented).useDefaultPrettyPrinter()) {
            while (parser.nextToken() != null) {
                if (parser.currentToken().isNumeric()) {
                    generator.writeNumber(parser.getText());
                } else {
                    generator.copyCurrentEvent(parser);
                }
            }
        } catch (IOException e) {
            // Not JSON, although it begins like JSON
            return text;
        }
        return indented.toString();
    }
}
