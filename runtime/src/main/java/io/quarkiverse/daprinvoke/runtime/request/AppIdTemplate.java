package io.quarkiverse.daprinvoke.runtime.request;

/**
 * The app ID of a target. Everything except the values of placeholders is checked.
 *
 * @param template the app ID as it was written
 * @param encoded its encoded form for the request line, {@code null} if it has placeholders
 */
record AppIdTemplate(Template template, String encoded) {

    /**
     * @param text an app ID of an annotation or of configuration, which may be a URL
     * @throws IllegalArgumentException if it can never be valid, for any values of its placeholders
     */
    static AppIdTemplate declared(String text) {
        if (!AppIdUrl.is(text)) {
            return ofCall(text);
        }
        AppIdUrl.check(text);
        return literal(Template.parse(text));
    }

    /**
     * @param text an app ID that may come from an untrusted caller, and is never a URL
     * @throws IllegalArgumentException if it can never be valid, for any values of its placeholders
     */
    static AppIdTemplate ofCall(String text) {
        Template template = Template.parse(text);
        if (template.isLiteral()) {
            TargetSyntax.checkAppId(text);
            return literal(template);
        }
        template.literals().forEach(TargetSyntax::checkAppIdPart);
        return new AppIdTemplate(template, null);
    }

    private static AppIdTemplate literal(Template template) {
        StringBuilder encoded = new StringBuilder();
        TargetSyntax.appendAppId(encoded, template.text());
        // Most app IDs need no encoding
        return new AppIdTemplate(template,
                template.text().contentEquals(encoded) ? template.text() : encoded.toString());
    }

    boolean isLiteral() {
        return encoded != null;
    }

    String text() {
        return template.text();
    }
}
