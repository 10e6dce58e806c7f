package io.quarkiverse.daprinvoke.runtime.request;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;

/** {@link HostileText} and harmless text, from one seed, as many as wanted. */
final class HostileTexts {

    private static final String HARMLESS = "abcdefghijklmnopqrstuvwxyzABCXYZ0123456789";
    private static final String ALLOWED = HARMLESS + "-_~!$&'()*,;=:@\"<>^`|[]\u00e9\u65e5\u0130";

    private final Random random;
    private final List<RandomGenerator<String>> kinds;
    private final RandomGenerator<String> veryLong;

    HostileTexts(Random random) {
        this.random = random;
        kinds = IntStream.range(0, 10).mapToObj(kind -> generator(switch (kind) {
            case 0 -> HostileText.printableAscii();
            case 1 -> HostileText.controlCharacters();
            case 2 -> HostileText.unicode();
            case 3 -> HostileText.surrogates();
            case 4 -> HostileText.normalisationForms();
            case 5 -> HostileText.escapes();
            case 6 -> HostileText.dotSegments();
            case 7 -> HostileText.backslashes();
            default -> HostileText.mixed();
        })).toList();
        veryLong = generator(HostileText.veryLong());
    }

    private static RandomGenerator<String> generator(Arbitrary<String> texts) {
        return texts.generator(1000);
    }

    String any() {
        if (random.nextInt(2000) == 0) {
            return veryLong.next(random).value();
        }
        return pick(kinds).next(random).value();
    }

    /** Of a segment or an app ID, and not empty. */
    String allowed() {
        String characters = random.nextInt(3) == 0 ? ALLOWED : HARMLESS;
        StringBuilder text = new StringBuilder();
        for (int length = 1 + random.nextInt(6); length > 0; length--) {
            text.append(characters.charAt(random.nextInt(characters.length())));
        }
        return text.toString();
    }

    /** Seldom hostile, so that several of them can often be sent together. */
    String some() {
        return random.nextInt(8) == 0 ? any() : allowed();
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    int upTo(int most) {
        return random.nextInt(most + 1);
    }
}
