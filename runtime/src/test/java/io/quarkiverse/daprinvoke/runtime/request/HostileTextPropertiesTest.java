package io.quarkiverse.daprinvoke.runtime.request;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/**
 * Hostile text of every kind, at every place of a target: either it is refused, or {@link DaprdRouting} finds exactly what was
 * meant. Each try goes to all places, that of a very long text to one of them; how many were sent and refused is printed for
 * each kind and place.
 */
class HostileTextPropertiesTest {

    @Property
    void printableAscii(@ForAll("printableAscii") String text) {
        isRefusedOrReachesWhatItMeans(text);
    }

    @Property
    void controlCharacters(@ForAll("controlCharacters") String text) {
        isRefusedOrReachesWhatItMeans(text);
    }

    @Property
    void unicode(@ForAll("unicode") String text) {
        isRefusedOrReachesWhatItMeans(text);
    }

    @Property
    void surrogates(@ForAll("surrogates") String text) {
        isRefusedOrReachesWhatItMeans(text);
    }

    @Property
    void normalisationForms(@ForAll("normalisationForms") String text) {
        isRefusedOrReachesWhatItMeans(text);
    }

    @Property
    void escapes(@ForAll("escapes") String text) {
        isRefusedOrReachesWhatItMeans(text);
    }

    @Property
    void dotSegments(@ForAll("dotSegments") String text) {
        isRefusedOrReachesWhatItMeans(text);
    }

    @Property
    void backslashes(@ForAll("backslashes") String text) {
        isRefusedOrReachesWhatItMeans(text);
    }

    @Property
    void veryLongText(@ForAll("veryLong") String text, @ForAll Place place) {
        isRefusedOrReachesWhatItMeans(text, place);
    }

    @Property
    void severalKinds(@ForAll("mixed") String text) {
        isRefusedOrReachesWhatItMeans(text);
    }

    private static void isRefusedOrReachesWhatItMeans(String text) {
        for (Place place : Place.values()) {
            isRefusedOrReachesWhatItMeans(text, place);
        }
    }

    private static void isRefusedOrReachesWhatItMeans(String text, Place place) {
        boolean sent = place.sends(text);
        // Verbs are few, so text is none
        if (place != Place.VERB) {
            Statistics.label("all places").collect(sent ? "sent" : "refused").coverage(outcomes -> {
                outcomes.check("sent").count(times -> times > 0);
                outcomes.check("refused").count(times -> times > 0);
            });
        }
        Statistics.label("each place").collect(place, sent ? "sent" : "refused");
    }

    @Provide
    Arbitrary<String> printableAscii() {
        return HostileText.printableAscii();
    }

    @Provide
    Arbitrary<String> controlCharacters() {
        return HostileText.controlCharacters();
    }

    @Provide
    Arbitrary<String> unicode() {
        return HostileText.unicode();
    }

    @Provide
    Arbitrary<String> surrogates() {
        return HostileText.surrogates();
    }

    @Provide
    Arbitrary<String> normalisationForms() {
        return HostileText.normalisationForms();
    }

    @Provide
    Arbitrary<String> escapes() {
        return HostileText.escapes();
    }

    @Provide
    Arbitrary<String> dotSegments() {
        return HostileText.dotSegments();
    }

    @Provide
    Arbitrary<String> backslashes() {
        return HostileText.backslashes();
    }

    @Provide
    Arbitrary<String> veryLong() {
        return HostileText.veryLong();
    }

    @Provide
    Arbitrary<String> mixed() {
        return HostileText.mixed();
    }
}
